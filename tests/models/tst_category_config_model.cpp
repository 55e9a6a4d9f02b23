// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/category_config_model.h"
#include "models/config_draft.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tapewatch;
using namespace tapewatch::models;

class TestCategoryConfigModel : public QObject {
    Q_OBJECT

private slots:
    void init();
    void showsEveryCategory();
    void takesTexts_data();
    void takesTexts();
    void checkBoxDisablesACategory();
    void errorStaysWithItsCell();
    void findsTheCellOfARefusal_data();
    void findsTheCellOfARefusal();
    void nameIsReadOnly();

private:
    [[nodiscard]] QModelIndex cell(const char *category, CategoryColumn column) const
    {
        for (int row = 0; row < m_model->rowCount(); ++row)
            if (m_model->index(row, 0).data(CategoryNameRole).toString() == QLatin1String(category))
                return m_model->index(row, int(column));
        return {};
    }

    std::unique_ptr<ConfigDraft> m_draft;
    std::unique_ptr<CategoryConfigModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestCategoryConfigModel::init()
{
    m_tester.reset();
    m_model.reset();
    m_draft = std::make_unique<ConfigDraft>();
    Config base;
    base.categories["main"].rotation = {64ull * 1024 * 1024, std::chrono::hours(24)};
    m_draft->setBase(base);
    m_model = std::make_unique<CategoryConfigModel>(*m_draft);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestCategoryConfigModel::showsEveryCategory()
{
    QCOMPARE(m_model->rowCount(), 4);
    QCOMPARE(cell("main", CategoryColumn::Name).data().toString(), QStringLiteral("main"));
    QCOMPARE(cell("error", CategoryColumn::Level).data().toString(), QStringLiteral("Error"));
    QCOMPARE(cell("main", CategoryColumn::Layout).data().toString(), QStringLiteral("JSON lines"));
    QCOMPARE(cell("main", CategoryColumn::RotateBytes).data().toString(), QStringLiteral("64MiB"));
    QCOMPARE(cell("main", CategoryColumn::RotateEvery).data().toString(), QStringLiteral("1d"));
    QCOMPARE(cell("trade", CategoryColumn::RotateEvery).data().toString(), QStringLiteral("never"));
    QCOMPARE(cell("main", CategoryColumn::KeepFiles).data().toString(), QStringLiteral("no limit"));
    QCOMPARE(cell("main", CategoryColumn::Enabled).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));

    Config more = m_draft->base();
    more.categories["signals"] = {};
    m_draft->setBase(more);
    QCOMPARE(m_model->rowCount(), 5);
}

void TestCategoryConfigModel::takesTexts_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("taken");
    QTest::addColumn<QString>("text");

    const auto row = [](const char *name, CategoryColumn column, const char *typed, bool taken,
                        const char *text) {
        QTest::addRow("%s", name) << int(column) << QString(typed) << taken << QString(text);
    };
    row("level", CategoryColumn::Level, "warning", true, "warning");
    row("no level", CategoryColumn::Level, "loud", false, "trace");
    row("layout", CategoryColumn::Layout, "text", true, "text");
    row("no layout", CategoryColumn::Layout, "xml", false, "json");
    row("size", CategoryColumn::RotateBytes, " 128MiB ", true, "128MiB");
    row("never by size", CategoryColumn::RotateBytes, "0", true, "0");
    row("no size", CategoryColumn::RotateBytes, "much", false, "64MiB");
    row("negative size", CategoryColumn::RotateBytes, "-1", false, "64MiB");
    row("time", CategoryColumn::RotateEvery, "12h", true, "12h");
    row("never by time", CategoryColumn::RotateEvery, "0", true, "0s");
    row("no time", CategoryColumn::RotateEvery, "soon", false, "1d");
    row("files", CategoryColumn::KeepFiles, "10", true, "10");
    row("half a file", CategoryColumn::KeepFiles, "1.5", false, "0");
    row("negative files", CategoryColumn::KeepFiles, "-3", false, "0");
    row("age", CategoryColumn::KeepAge, "7d", true, "7d");
    row("no age", CategoryColumn::KeepAge, "old", false, "0s");
    row("bytes", CategoryColumn::KeepBytes, "10GiB", true, "10GiB");
    row("no bytes", CategoryColumn::KeepBytes, "", false, "0");
}

void TestCategoryConfigModel::takesTexts()
{
    QFETCH(int, column);
    QFETCH(QString, typed);
    QFETCH(bool, taken);
    QFETCH(QString, text);
    const QModelIndex edited = cell("main", CategoryColumn(column));

    QCOMPARE(m_model->setData(edited, typed), taken);

    QCOMPARE(edited.data(Qt::EditRole).toString(), text);
    QCOMPARE(edited.data(CategoryErrorRole).toString().isEmpty(), taken);
    QCOMPARE(edited.data(CategoryRefusedTextRole).toString(), taken ? QString() : typed);
    QCOMPARE(m_model->refusedCount(), taken ? 0 : 1);
    QCOMPARE(edited.data(CategoryEditedRole).toBool(), taken);
    QCOMPARE(m_draft->isDirty(), taken);
    QVERIFY(patchConfig(m_draft->base(), m_draft->patch()).ok());
}

void TestCategoryConfigModel::checkBoxDisablesACategory()
{
    const QModelIndex box = cell("trade", CategoryColumn::Enabled);

    QVERIFY(m_model->setData(box, Qt::Unchecked, Qt::CheckStateRole));

    QCOMPARE(box.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(m_draft->patch().dump(), R"({"categories":{"trade":{"enabled":false}}})");
    QVERIFY(box.data(CategoryEditedRole).toBool());
}

void TestCategoryConfigModel::errorStaysWithItsCell()
{
    const QModelIndex bad = cell("main", CategoryColumn::KeepAge);
    const QModelIndex good = cell("main", CategoryColumn::KeepFiles);
    QVERIFY(!m_model->setData(bad, QStringLiteral("old")));
    QVERIFY(good.data(CategoryErrorRole).toString().isEmpty());

    QVERIFY(m_model->setData(good, QStringLiteral("3")));

    QVERIFY(!bad.data(CategoryErrorRole).toString().isEmpty());
    QCOMPARE(m_model->refusedCount(), 1);
    QSignalSpy changed(m_model.get(), &CategoryConfigModel::refusedChanged);
    QVERIFY(m_model->setData(bad, QStringLiteral("7d")));
    QVERIFY(bad.data(CategoryErrorRole).toString().isEmpty());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_model->refusedCount(), 0);
}

void TestCategoryConfigModel::findsTheCellOfARefusal_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("category");
    QTest::addColumn<int>("column");

    QTest::addRow("member") << "/categories/main/level"
                            << "main" << int(CategoryColumn::Level);
    QTest::addRow("rotation") << "/categories/trade/rotation/max_bytes"
                              << "trade" << int(CategoryColumn::RotateBytes);
    QTest::addRow("retention") << "/categories/main/retention/max_age"
                               << "main" << int(CategoryColumn::KeepAge);
    QTest::addRow("member without a cell") << "/categories/main/overflow"
                                           << "main" << int(CategoryColumn::Name);
    QTest::addRow("another category") << "/categories/none/level" << QString() << -1;
    QTest::addRow("elsewhere") << "/levels/main" << QString() << -1;
    QTest::addRow("nowhere") << "" << QString() << -1;
}

void TestCategoryConfigModel::findsTheCellOfARefusal()
{
    QFETCH(QString, pointer);
    QFETCH(QString, category);
    QFETCH(int, column);

    const QModelIndex found = m_model->indexOfPointer(pointer);

    QCOMPARE(found.column(), column);
    QCOMPARE(found.data(CategoryNameRole).toString(), category);
}

void TestCategoryConfigModel::nameIsReadOnly()
{
    const QModelIndex name = cell("main", CategoryColumn::Name);

    QVERIFY(!name.flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(!m_model->setData(name, QStringLiteral("other")));
    QVERIFY(cell("main", CategoryColumn::Level).flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(cell("main", CategoryColumn::Enabled).flags().testFlag(Qt::ItemIsUserCheckable));
}

QTEST_GUILESS_MAIN(TestCategoryConfigModel)
#include "tst_category_config_model.moc"
