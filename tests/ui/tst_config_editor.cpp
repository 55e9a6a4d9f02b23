// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/category_config_model.h"
#include "models/config_draft.h"
#include "models/logger_level_model.h"
#include "ui/common/message_strip.h"
#include "ui/config/config_editor.h"
#include "ui/config/logger_delegate.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace tapewatch;
using namespace tapewatch::ui;

namespace {

/// An editor on the configuration of a bot with three loggers.
struct Shown {
    Shown()
        : theme(ThemeMode::Light)
        , loggers(draft)
        , categories(draft)
        , editor({draft, loggers, categories}, theme)
    {
        Config config;
        config.levels["exchange"] = Level::Debug;
        draft.setBase(config);
        loggers.setLoggers({{"exchange.ws", Level::Debug, {}}, {"strategy", Level::Info, {}}});
        editor.setReady(true);
        editor.resize(400, 900);
        editor.show();
    }

    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        for (QPushButton *candidate : editor.findChildren<QPushButton *>())
            if (candidate->text() == text)
                return candidate;
        return nullptr;
    }
    template <typename Widget>
    [[nodiscard]] Widget *named(const QString &name) const
    {
        for (Widget *candidate : editor.findChildren<Widget *>())
            if (candidate->accessibleName() == name)
                return candidate;
        return nullptr;
    }
    [[nodiscard]] bool shows(const QString &text) const
    {
        for (const QLabel *label : editor.findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }
    void type(const QString &field, const QString &text)
    {
        auto *edit = named<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }

    Theme theme;
    models::ConfigDraft draft;
    models::LoggerLevelModel loggers;
    models::CategoryConfigModel categories;
    ConfigEditor editor;
};

} // namespace

class TestConfigEditor : public QObject {
    Q_OBJECT

private slots:
    void appliesOnlyWhatWasEdited();
    void showsInheritedLevels();
    void editsACategory();
    void saysWhatIsNoValue();
    void appliesNothingWhileAValueIsWrong();
    void emptyMeansNoLimit();
    void addsALogger();
    void revertTakesEditsBack();
    void refusalStandsAtItsValue_data();
    void refusalStandsAtItsValue();
    void conflictKeepsEdits();
    void goneAppliesNothing();
    void countsChanges();
};

void TestConfigEditor::appliesOnlyWhatWasEdited()
{
    Shown shown;
    QSignalSpy applied(&shown.editor, &ConfigEditor::applyRequested);
    QVERIFY(!shown.button("Apply")->isEnabled());

    const QModelIndex row =
        shown.loggers.indexOf("strategy").siblingAtColumn(int(models::LoggerColumn::Level));
    QVERIFY(shown.loggers.setData(row, int(Level::Trace)));
    QVERIFY(shown.shows("1 pending change"));
    shown.named<QLineEdit>("Reason for the change")->setText("look closer");
    QTest::mouseClick(shown.button("Apply"), Qt::LeftButton);

    QCOMPARE(applied.count(), 1);
    QCOMPARE(applied[0][0].value<nlohmann::json>().dump(), R"({"levels":{"strategy":"trace"}})");
    QCOMPARE(applied[0][1].toString(), QStringLiteral("look closer"));
}

void TestConfigEditor::showsInheritedLevels()
{
    Shown shown;

    QCOMPARE(inheritedLevelText(shown.loggers.indexOf("exchange.ws")),
             QStringLiteral("Inherited (%1)").arg("Debug"));
    QCOMPARE(inheritedLevelText(shown.loggers.indexOf("strategy")),
             QStringLiteral("Inherited (%1)").arg("Info"));
}

void TestConfigEditor::editsACategory()
{
    Shown shown;
    shown.named<QComboBox>("Category")->setCurrentText("trade");

    shown.type("New file after", "16MiB");

    QCOMPARE(shown.draft.edited().categories.at("trade").rotation.maxBytes, 16u * 1024 * 1024);
    QCOMPARE(shown.named<QLineEdit>("New file after")->property("state").toString(),
             QStringLiteral("pending"));
    QVERIFY(shown.button("Apply")->isEnabled());
}

void TestConfigEditor::saysWhatIsNoValue()
{
    Shown shown;

    shown.type("New file after", "much");

    auto *edit = shown.named<QLineEdit>("New file after");
    QCOMPARE(edit->property("state").toString(), QStringLiteral("error"));
    QCOMPARE(edit->text(), QStringLiteral("much"));
    QVERIFY(shown.shows("\"much\" is"));
    QVERIFY(!shown.draft.isDirty());

    shown.type("New file after", "32MiB");
    QCOMPARE(edit->property("state").toString(), QStringLiteral("pending"));
}

void TestConfigEditor::appliesNothingWhileAValueIsWrong()
{
    Shown shown;
    shown.type("Keep files", "some");
    shown.type("New file after", "much");
    shown.type("Keep for", "7d");

    QVERIFY(shown.draft.isDirty());
    QVERIFY(shown.shows("2 value"));
    QVERIFY(!shown.button("Apply")->isEnabled());
    QCOMPARE(shown.named<QLineEdit>("Keep files")->text(), QStringLiteral("some"));
    QCOMPARE(shown.named<QLineEdit>("New file after")->text(), QStringLiteral("much"));

    shown.type("Keep files", "3");
    shown.type("New file after", "32MiB");
    QVERIFY(shown.button("Apply")->isEnabled());
    shown.type("Keep files", "some");
    QTest::mouseClick(shown.button("Revert"), Qt::LeftButton);
    QCOMPARE(shown.named<QLineEdit>("Keep files")->text(), QString());
    QVERIFY(shown.shows("No pending changes"));
}

void TestConfigEditor::emptyMeansNoLimit()
{
    Shown shown;
    shown.type("Keep for", "7d");
    QCOMPARE(shown.draft.edited().categories.at("main").retention.maxAge, std::chrono::hours(7 * 24));

    shown.named<QLineEdit>("Keep for")->clear();
    shown.type("Keep for", " ");

    QVERIFY(!shown.draft.isDirty());
    QCOMPARE(shown.categories.refusedCount(), 0);
}

void TestConfigEditor::addsALogger()
{
    Shown shown;

    shown.type("Find or add a logger", "risk.limits");
    QVERIFY(shown.loggers.indexOf("risk.limits").isValid());

    shown.type("Find or add a logger", "no name");
    QVERIFY(shown.shows(shown.loggers.errorText()));
}

void TestConfigEditor::revertTakesEditsBack()
{
    Shown shown;
    shown.type("Keep files", "3");
    QVERIFY(shown.draft.isDirty());

    QTest::mouseClick(shown.button("Revert"), Qt::LeftButton);

    QVERIFY(!shown.draft.isDirty());
    QCOMPARE(shown.named<QLineEdit>("Keep files")->text(), QString()); // no limit
    QVERIFY(shown.shows("No pending changes"));
}

void TestConfigEditor::refusalStandsAtItsValue_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("field"); // that is marked; empty: none

    QTest::addRow("rotation") << "/categories/trade/rotation/max_bytes"
                              << "New file after";
    QTest::addRow("logger") << "/levels/exchange.ws"
                            << "";
    QTest::addRow("elsewhere") << "/bot"
                               << "";
}

void TestConfigEditor::refusalStandsAtItsValue()
{
    QFETCH(QString, pointer);
    QFETCH(QString, field);
    Shown shown;

    shown.editor.showRefused(
        {Error::Code::InvalidArgument, "Refused", "that is too much", "use less", pointer.toStdString()});

    QVERIFY(shown.shows("that is too much"));
    QVERIFY(shown.editor.findChild<MessageStrip *>()->text().contains(pointer));
    if (!field.isEmpty()) {
        QCOMPARE(shown.named<QComboBox>("Category")->currentText(), QStringLiteral("trade"));
        QCOMPARE(shown.named<QLineEdit>(field)->property("state").toString(), QStringLiteral("error"));
    }
}

void TestConfigEditor::conflictKeepsEdits()
{
    Shown shown;
    shown.type("Keep files", "3");
    Config theirs = shown.draft.base();
    theirs.levels["exchange"] = Level::Error;

    shown.draft.setBase(theirs);
    shown.editor.showConflict(9);

    QVERIFY(shown.draft.isDirty());
    QCOMPARE(shown.named<QLineEdit>("Keep files")->text(), QStringLiteral("3"));
    QVERIFY(shown.shows("Revision 9"));
    QVERIFY(shown.button("Apply")->isEnabled());
}

void TestConfigEditor::goneAppliesNothing()
{
    Shown shown;
    shown.type("Keep files", "3");

    shown.editor.showGone({Error::Code::Io, "Lost the bot", "it ended", "", ""});

    QVERIFY(!shown.button("Apply")->isEnabled());
    QVERIFY(!shown.named<QLineEdit>("Keep files")->isEnabled());
    QVERIFY(shown.shows("Lost the bot: it ended"));
}

void TestConfigEditor::countsChanges()
{
    QCOMPARE(ui::countChanges(nlohmann::json::object()), 0);
    QCOMPARE(ui::countChanges(
                 nlohmann::json::parse(R"({"levels":{"a":null,"b":"info"},"console":{"enabled":true}})")),
             3);
}

QTEST_MAIN(TestConfigEditor)
#include "tst_config_editor.moc"
