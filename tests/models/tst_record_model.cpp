// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/fake_source.h"
#include "models/record_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <map>

using namespace tapewatch;
using namespace tapewatch::models;
using engine::RowRef;
using engine::SourceId;
using engine::ViewDelta;
using tapewatch::test::FakeSource;

namespace {

ViewDelta delta(std::vector<ViewDelta::Run> runs, bool reset = false)
{
    ViewDelta made;
    made.runs = std::move(runs);
    made.reset = reset;
    made.complete = true;
    made.progress = 1;
    return made;
}

} // namespace

class TestRecordModel : public QObject {
    Q_OBJECT

private slots:
    void init();
    void insertsRunsWhereTheyBelong_data();
    void insertsRunsWhereTheyBelong();
    void persistentIndexesFollowManyRuns();
    void resetStartsAnew();
    void showsColumnsWithoutPreparing();
    void leavesUnknownColumnsEmpty();
    void preparesResidentRowsAtOnce();
    void loadsOtherRowsLater();
    void saysWhenTheFileLostARecord();
    void loadsOnlyTheLatestWindow();
    void messagesAreOneLine();
    void findsRowsByReferenceAndTime();
    void timesChangeTheirForm();
    void closedSourcesLeaveEmptyRows();
    void tellsProgress();

private:
    /// `count` records a second apart, of a source with this id.
    FakeSource &source(std::uint32_t id, std::uint32_t count, std::int64_t start = 0)
    {
        auto &made = m_sources[SourceId(id)] = std::make_shared<FakeSource>(id, m_names);
        for (std::uint32_t row = 0; row < count; ++row)
            made->add(start + row, "m" + std::to_string(id) + "." + std::to_string(row));
        return *made;
    }

    [[nodiscard]] static ViewDelta::Run run(std::size_t at, const FakeSource &from, std::uint32_t first,
                                            std::uint32_t count)
    {
        ViewDelta::Run made{at, {}};
        for (std::uint32_t row = first; row < first + count; ++row)
            made.rows.push_back(from.ref(row));
        return made;
    }

    [[nodiscard]] static QString text(const RecordModel &model, int row, RecordColumn column)
    {
        return model.index(row, int(column)).data().toString();
    }

    [[nodiscard]] static QStringList messages(RecordModel &model)
    {
        model.prepare(0, model.rowCount() - 1);
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts.append(text(model, row, RecordColumn::Message));
        return texts;
    }

    std::shared_ptr<engine::NameTable> m_names;
    std::map<SourceId, std::shared_ptr<FakeSource>> m_sources;
    std::unique_ptr<RecordModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestRecordModel::init()
{
    m_tester.reset();
    m_model.reset();
    m_sources.clear();
    m_names = std::make_shared<engine::NameTable>();
    m_model =
        std::make_unique<RecordModel>(m_names, [this](SourceId id) -> std::shared_ptr<const engine::Source> {
            const auto found = m_sources.find(id);
            return found == m_sources.end() ? nullptr : found->second;
        });
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestRecordModel::insertsRunsWhereTheyBelong_data()
{
    QTest::addColumn<QList<int>>("places"); // of single rows of source 2 among three of source 1
    QTest::addColumn<int>("signalled");
    QTest::addColumn<int>("layouts");
    QTest::addColumn<QStringList>("expected");

    QTest::addRow("nothing") << QList<int>() << 0 << 0 << QStringList({"m1.0", "m1.1", "m1.2"});
    QTest::addRow("at the end") << QList<int>{3} << 1 << 0 << QStringList({"m1.0", "m1.1", "m1.2", "m2.0"});
    QTest::addRow("at the start") << QList<int>{0} << 1 << 0 << QStringList({"m2.0", "m1.0", "m1.1", "m1.2"});
    QTest::addRow("in between") << QList<int>{1, 3} << 2 << 0
                                << QStringList({"m1.0", "m2.0", "m1.1", "m2.1", "m1.2"});
    QTest::addRow("back and forth") << QList<int>{3, 0} << 2 << 0
                                    << QStringList({"m2.1", "m1.0", "m1.1", "m1.2", "m2.0"});
    QTest::addRow("in many places") << QList<int>{0, 1, 2, 4, 5, 6, 7, 9, 10} << 1 << 1
                                    << QStringList({"m2.0", "m2.1", "m2.2", "m1.0", "m2.3", "m2.4", "m2.5",
                                                    "m2.6", "m1.1", "m2.7", "m2.8", "m1.2"});
}

void TestRecordModel::insertsRunsWhereTheyBelong()
{
    QFETCH(QList<int>, places);
    QFETCH(int, signalled);
    QFETCH(int, layouts);
    QFETCH(QStringList, expected);
    const FakeSource &first = source(1, 3);
    const FakeSource &second = source(2, 9);
    m_model->apply(delta({run(0, first, 0, 3)}));
    std::vector<ViewDelta::Run> runs;
    for (int i = 0; i < int(places.size()); ++i)
        runs.push_back(run(std::size_t(places[i]), second, std::uint32_t(i), 1));
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy layoutChanged(m_model.get(), &QAbstractItemModel::layoutChanged);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);

    m_model->apply(delta(runs));

    QCOMPARE(messages(*m_model), expected);
    QCOMPARE(inserted.count(), signalled);
    QCOMPARE(layoutChanged.count(), layouts);
    QCOMPARE(reset.count(), 0);
}

void TestRecordModel::persistentIndexesFollowManyRuns()
{
    const FakeSource &first = source(1, 20);
    const FakeSource &second = source(2, 20);
    m_model->apply(delta({run(0, first, 0, 20)}));
    QList<QPersistentModelIndex> kept;
    for (int row = 0; row < 20; ++row)
        kept.append(m_model->index(row, int(RecordColumn::Message)));
    std::vector<ViewDelta::Run> runs;
    for (std::uint32_t row = 0; row < 20; ++row)
        runs.push_back(run(2 * row + 1, second, row, 1));

    m_model->apply(delta(runs));

    for (std::uint32_t row = 0; row < 20; ++row) {
        QCOMPARE(kept[int(row)].row(), int(2 * row));
        QVERIFY(m_model->rowRef(kept[int(row)].row()) == first.ref(row));
    }
}

void TestRecordModel::resetStartsAnew()
{
    const FakeSource &from = source(1, 4);
    m_model->apply(delta({run(0, from, 0, 4)}));
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);

    m_model->apply(delta({run(0, from, 3, 1), run(0, from, 1, 1)}, true));

    QCOMPARE(reset.count(), 1);
    QCOMPARE(messages(*m_model), QStringList({"m1.1", "m1.3"}));
}

void TestRecordModel::showsColumnsWithoutPreparing()
{
    FakeSource &from = source(1, 0);
    from.add(1767608130, "text", Level::Warning);
    m_model->setUtc(true);
    m_model->apply(delta({run(0, from, 0, 1)}));

    QCOMPARE(text(*m_model, 0, RecordColumn::Time), QStringLiteral("2026-01-05 10:15:30.000"));
    QCOMPARE(text(*m_model, 0, RecordColumn::Level), QStringLiteral("Warning"));
    QCOMPARE(text(*m_model, 0, RecordColumn::Category), QStringLiteral("main"));
    QCOMPARE(text(*m_model, 0, RecordColumn::Bot), QStringLiteral("alpha"));
    QCOMPARE(text(*m_model, 0, RecordColumn::Logger), QStringLiteral("strategy"));
    QCOMPARE(text(*m_model, 0, RecordColumn::Message), QString());
    const QModelIndex row = m_model->index(0, 0);
    QCOMPARE(row.data(LevelRole).toInt(), int(Level::Warning));
    QCOMPARE(row.data(CategoryRole).toString(), QStringLiteral("main"));
    QCOMPARE(row.data(WellFormedRole).toBool(), true);
    QCOMPARE(row.data(LoadedRole).toBool(), false);
    QCOMPARE(from.decoded, 0);
}

void TestRecordModel::leavesUnknownColumnsEmpty()
{
    FakeSource &from = source(1, 0);
    engine::RowColumns columns;
    columns.hasLevel = false;
    columns.wellFormed = false;
    from.add(columns, "\x7f not a record");

    m_model->apply(delta({run(0, from, 0, 1)}));

    for (const RecordColumn column : {RecordColumn::Time, RecordColumn::Level, RecordColumn::Category})
        QCOMPARE(text(*m_model, 0, column), QString());
    QCOMPARE(m_model->index(0, 0).data(LevelRole).toInt(), -1);
    QCOMPARE(m_model->index(0, 0).data(WellFormedRole).toBool(), false);
}

void TestRecordModel::preparesResidentRowsAtOnce()
{
    FakeSource &from = source(1, 10);
    m_model->apply(delta({run(0, from, 0, 10)}));

    m_model->prepare(2, 4);
    m_model->prepare(2, 4);

    QCOMPARE(from.decoded, 3);
    QCOMPARE(text(*m_model, 2, RecordColumn::Message), QStringLiteral("m1.2"));
    QVERIFY(m_model->index(4, 0).data(LoadedRole).toBool());
    QVERIFY(!m_model->index(5, 0).data(LoadedRole).toBool());
    m_model->prepare(-5, 1000); // Clipped to what is there.
    QCOMPARE(from.decoded, 10);
}

void TestRecordModel::loadsOtherRowsLater()
{
    FakeSource &from = source(1, 3);
    from.resident = false;
    m_model->apply(delta({run(0, from, 0, 3)}));
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);

    m_model->prepare(0, 2);
    QVERIFY(!m_model->index(0, 0).data(LoadedRole).toBool());

    QVERIFY(changed.wait(60'000));
    QCOMPARE(text(*m_model, 2, RecordColumn::Message), QStringLiteral("m1.2"));
    QVERIFY(m_model->index(0, 0).data(LoadedRole).toBool());
}

void TestRecordModel::saysWhenTheFileLostARecord()
{
    FakeSource &from = source(1, 1);
    from.lost = true;
    m_model->apply(delta({run(0, from, 0, 1)}));

    m_model->prepare(0, 0);

    QTRY_VERIFY_WITH_TIMEOUT(m_model->index(0, 0).data(LoadedRole).toBool(), 60'000);
    QVERIFY(!text(*m_model, 0, RecordColumn::Message).isEmpty());
}

void TestRecordModel::loadsOnlyTheLatestWindow()
{
    constexpr std::uint32_t kRows = 3000;
    FakeSource &from = source(1, kRows);
    from.resident = false;
    m_model->apply(delta({run(0, from, 0, kRows)}));

    for (int first = 0; first + 100 < int(kRows); first += 100)
        m_model->prepare(first, first + 99);
    from.decoded = 0;
    m_model->prepare(kRows - 10, kRows - 1);

    QTRY_VERIFY_WITH_TIMEOUT(m_model->index(kRows - 1, 0).data(LoadedRole).toBool(), 60'000);
    // The last window twice (resident, then read), and what was under way when it was asked for.
    QVERIFY(from.decoded <= 20 + 64);
}

void TestRecordModel::messagesAreOneLine()
{
    FakeSource &from = source(1, 0);
    from.add(1, "Traceback:\n\tline 1\r\nline 2");
    m_model->apply(delta({run(0, from, 0, 1)}));

    const QString message = messages(*m_model).constFirst();

    QVERIFY2(!message.contains(u'\n') && !message.contains(u'\r') && !message.contains(u'\t'),
             qPrintable(message));
    QVERIFY(message.startsWith(QStringLiteral("Traceback:")));
    QVERIFY(message.endsWith(QStringLiteral("line 2")));
    QCOMPARE(m_model->rawText(0), QStringLiteral("Traceback:\n\tline 1\r\nline 2"));
    QCOMPARE(m_model->record(0)->message, "Traceback:\n\tline 1\r\nline 2");
}

void TestRecordModel::findsRowsByReferenceAndTime()
{
    const FakeSource &first = source(1, 10);
    const FakeSource &second = source(2, 10); // The same times: ties go by source.
    std::vector<ViewDelta::Run> runs;
    for (std::uint32_t row = 0; row < 10; ++row)
        runs.push_back(run(2 * row + 1, second, row, 1));
    m_model->apply(delta({run(0, first, 0, 10)}));
    m_model->apply(delta(runs));

    for (int row = 0; row < m_model->rowCount(); ++row)
        QCOMPARE(m_model->rowOf(m_model->rowRef(row)), row);
    QCOMPARE(m_model->rowOf({SourceId(9), engine::RowId(0)}), -1);
    m_model->apply(delta({run(0, first, 4, 2)}, true));
    QCOMPARE(m_model->rowOf(first.ref(4)), 0);
    QCOMPARE(m_model->rowOf(first.ref(3)), -1);
    QCOMPARE(m_model->firstRowAt({0}), 0);
    QCOMPARE(m_model->firstRowAt({4'000'000'001}), 1);
    QCOMPARE(m_model->firstRowAt({60'000'000'000}), 2);
}

void TestRecordModel::timesChangeTheirForm()
{
    const FakeSource &from = source(1, 2);
    m_model->apply(delta({run(0, from, 0, 2)}));
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy header(m_model.get(), &QAbstractItemModel::headerDataChanged);

    m_model->setUtc(true);
    m_model->setFullPrecision(true);
    m_model->setUtc(true);

    QCOMPARE(changed.count(), 2);
    QCOMPARE(header.count(), 1);
    QCOMPARE(text(*m_model, 1, RecordColumn::Time), QStringLiteral("1970-01-01 00:00:01.000000000"));
}

void TestRecordModel::closedSourcesLeaveEmptyRows()
{
    const FakeSource &from = source(1, 2);
    std::vector<ViewDelta::Run> runs{run(0, from, 0, 2)};
    m_sources.clear();

    m_model->apply(delta(std::move(runs)));

    m_model->prepare(0, 1);
    QCOMPARE(text(*m_model, 0, RecordColumn::Message), QString());
    QVERIFY(!m_model->record(0));
}

void TestRecordModel::tellsProgress()
{
    QSignalSpy changed(m_model.get(), &RecordModel::progressChanged);
    ViewDelta half = delta({});
    half.complete = false;
    half.progress = 0.5;

    m_model->apply(half);
    m_model->apply(half);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_model->progress(), 0.5);
    QVERIFY(!m_model->isComplete());

    m_model->apply(delta({}));
    QCOMPARE(changed.count(), 2);
    QVERIFY(m_model->isComplete());
}

QTEST_GUILESS_MAIN(TestRecordModel)
#include "tst_record_model.moc"
