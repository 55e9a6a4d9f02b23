// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/numbered_log.h"
#include "engine/pipeline/pipeline.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <fstream>

using namespace tapewatch;
using namespace tapewatch::engine;
using tapewatch::test::NumberedLog;

namespace {

// A sanitizer on a busy machine is slow; nothing here waits this long.
constexpr int kPatience = 60'000;

const std::string kTraceback = "2026-01-05 10:15:30,000 - bot.worker - ERROR - Order failed\n"
                               "Traceback (most recent call last):\n"
                               "  File \"bot.py\", line 1, in <module>\n"
                               "ValueError: no funds\n";
const std::string kNext = "2026-01-05 10:15:31,000 - bot.worker - INFO - Went on\n";

std::string ourLine(int seq)
{
    return R"({"timestamp":"2026-01-05T10:15:30.)" + std::to_string(100'000'000 + seq) +
           R"(Z","level":"warning","category":"trade","logger":"grid","message":"m","bot":"grid","pid":1,"thread":1,"seq":)" +
           std::to_string(seq) + "}\n";
}

} // namespace

class TestPipeline : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void readsColumns();
    void waitsForContentBeforeItChoosesAFormat();
    void findsABetterFormatThanPlainTextLater();
    void joinsContinuations();
    void showsTheLastRecordWithoutWaitingForTheNext();
    void givesALateContinuationARowOfItsOwn();
    void readsTheLastHalfLineOnlyWhenDone_data();
    void readsTheLastHalfLineOnlyWhenDone();
    void cutsEndlessLines();
    void skipsEmptyLinesAndByteOrderMark();
    void followsOurRotations_data();
    void followsOurRotations();
    void takesTimesOfOtherRows();
    void saysWhatIsWrong();
    void closeEndsTheReader();

private:
    std::string path(const char *name) const { return m_folder->filePath(name).toStdString(); }

    void write(const char *name, const std::string &text) const
    {
        std::ofstream(path(name), std::ios::app | std::ios::binary) << text;
    }

    std::shared_ptr<const Source> open(Pipeline &pipeline, const char *name, const char *format = "",
                                       bool follow = true) const
    {
        SourceSpec spec;
        spec.path = path(name);
        spec.format = format;
        spec.follow = follow;
        return pipeline.open(std::move(spec));
    }

    static std::string text(const Source &source, std::uint32_t row)
    {
        return source.store().text(static_cast<RowId>(row)).value_or("(lost)");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<FormatCatalog> m_formats = std::make_shared<FormatCatalog>();
    std::shared_ptr<NameTable> m_names = std::make_shared<NameTable>();
};

void TestPipeline::readsColumns()
{
    write("grid.trade.log", ourLine(1) + "no json at all\n" + ourLine(2));
    std::atomic<int> told{0};
    Pipeline pipeline(m_formats, m_names, [&](SourceId) { ++told; });
    const auto source = open(pipeline, "grid.trade.log");

    QTRY_COMPARE_WITH_TIMEOUT(source->store().rows(), 3u, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(source->status().state, SourceState::Following, kPatience);
    const RowColumns columns = source->store().columns(RowId{0});
    QCOMPARE(toRfc3339(columns.time), std::string("2026-01-05T10:15:30.100000001Z"));
    QVERIFY(columns.hasLevel && columns.level == Level::Warning && columns.wellFormed);
    QCOMPARE(m_names->name(columns.category), std::string_view("trade"));
    QCOMPARE(m_names->name(columns.bot), std::string_view("grid"));
    QCOMPARE(m_names->name(columns.logger), std::string_view("grid"));
    QVERIFY(!source->store().columns(RowId{1}).wellFormed);
    QCOMPARE(text(*source, 1), std::string("no json at all"));
    QCOMPARE(source->record(RowId{2}, true)->message, std::string("m"));
    QCOMPARE(source->status().malformed, 1u);
    QCOMPARE(source->status().formatName, std::string("tapewatch"));
    QCOMPARE(source->status().bytesRead, source->status().bytesTotal);
    QVERIFY(told > 0);
}

void TestPipeline::waitsForContentBeforeItChoosesAFormat()
{
    write("grid.trade.log", "");
    Pipeline pipeline(m_formats, m_names, [](SourceId) {});
    const auto source = open(pipeline, "grid.trade.log");
    QTRY_COMPARE_WITH_TIMEOUT(source->status().state, SourceState::Following, kPatience);
    QVERIFY(source->status().formatName.empty());

    write("grid.trade.log", ourLine(1).substr(0, 20));
    QTRY_COMPARE_WITH_TIMEOUT(source->status().bytesRead, 20u, kPatience);
    QVERIFY(source->status().formatName.empty());
    write("grid.trade.log", ourLine(1).substr(20));

    QTRY_COMPARE_WITH_TIMEOUT(source->store().rows(), 1u, kPatience);
    QCOMPARE(source->status().formatName, std::string("tapewatch"));
    QVERIFY(source->store().columns(RowId{0}).wellFormed);
}

void TestPipeline::findsABetterFormatThanPlainTextLater()
{
    write("x.log", "Welcome to the bot\n");
    Pipeline pipeline(m_formats, m_names, [](SourceId) {});
    const auto source = open(pipeline, "x.log");
    QTRY_COMPARE_WITH_TIMEOUT(source->store().rows(), 1u, kPatience);
    QCOMPARE(source->status().formatName, std::string("plain"));

    write("x.log", ourLine(1) + ourLine(2) + ourLine(3));

    QTRY_COMPARE_WITH_TIMEOUT(source->store().rows(), 4u, kPatience);
    QCOMPARE(source->status().formatName, std::string("tapewatch"));
    QVERIFY(source->store().columns(RowId{3}).level == Level::Warning);
}

void TestPipeline::joinsContinuations()
{
    std::string content;
    for (int i = 0; i < 2000; ++i)
        content += kTraceback + kNext;
    write("x.log", content);
    Pipeline pipeline(m_formats, m_names, [](SourceId) {});
    const auto source = open(pipeline, "x.log");

    QTRY_COMPARE_WITH_TIMEOUT(source->store().rows(), 4000u, kPatience);
    for (std::uint32_t row = 0; row < 4000; row += 2) {
        QCOMPARE(text(*source, row) + "\n", kTraceback);
        QCOMPARE(text(*source, row + 1) + "\n", kNext);
    }
    QCOMPARE(source->status().malformed, 0u);
}

void TestPipeline::showsTheLastRecordWithoutWaitingForTheNext()
{
    Pipeline pipeline(m_formats, m_names, [](SourceId) {});
    const auto source = open(pipeline, "x.log");
    write("x.log", kNext + kTraceback);

    QTRY_COMPARE_WITH_TIMEOUT(source->store().rows(), 2u, kPatience);
    QCOMPARE(text(*source, 1) + "\n", kTraceback);
}

void TestPipeline::givesALateContinuationARowOfItsOwn()
{
    write("x.log", kNext);
    Pipeline pipeline(m_formats, m_names, [](SourceId) {});
    const auto source = open(pipeline, "x.log");
    QTRY_COMPARE_WITH_TIMEOUT(source->store().rows(), 1u, kPatience);

    write("x.log", "  a late line\n  and its next\n" + kNext);

    QTRY_COMPARE_WITH_TIMEOUT(source->store().rows(), 3u, kPatience);
    QCOMPARE(text(*source, 0) + "\n", kNext);
    QCOMPARE(text(*source, 1), std::string("  a late line\n  and its next"));
    QCOMPARE(source->store().time(RowId{1}).ns, source->store().time(RowId{0}).ns);
}

void TestPipeline::readsTheLastHalfLineOnlyWhenDone_data()
{
    QTest::addColumn<bool>("follow");
    QTest::addColumn<unsigned>("rows");

    QTest::newRow("followed: it may go on") << true << 1u;
    QTest::newRow("not followed") << false << 2u;
}

void TestPipeline::readsTheLastHalfLineOnlyWhenDone()
{
    QFETCH(bool, follow);
    QFETCH(unsigned, rows);
    write("x.log", "one\ntwo");
    Pipeline pipeline(m_formats, m_names, [](SourceId) {});
    const auto source = open(pipeline, "x.log", "plain", follow);

    QTRY_COMPARE_WITH_TIMEOUT(source->status().state, follow ? SourceState::Following : SourceState::Done,
                              kPatience);
    QCOMPARE(source->store().rows(), rows);
    if (follow) {
        write("x.log", "more\n");
        QTRY_COMPARE_WITH_TIMEOUT(source->store().rows(), 2u, kPatience);
        QCOMPARE(text(*source, 1), std::string("twomore"));
    }
}

void TestPipeline::cutsEndlessLines()
{
    const std::string endless(40 * 1024 * 1024, 'x');
    write("x.log", "first\n" + endless + "\nlast\n");
    Pipeline pipeline(m_formats, m_names, [](SourceId) {});
    const auto source = open(pipeline, "x.log", "plain", false);

    QTRY_COMPARE_WITH_TIMEOUT(source->status().state, SourceState::Done, kPatience);
    const std::uint32_t rows = source->store().rows();
    std::size_t length = 0;
    for (std::uint32_t row = 1; row + 1 < rows; ++row)
        length += text(*source, row).size();
    QCOMPARE(length, endless.size());
    QCOMPARE(text(*source, rows - 1), std::string("last"));
}

void TestPipeline::skipsEmptyLinesAndByteOrderMark()
{
    write("x.log", "\xEF\xBB\xBFone\r\n\r\n\ntwo\n\n");
    Pipeline pipeline(m_formats, m_names, [](SourceId) {});
    const auto source = open(pipeline, "x.log", "", false);

    QTRY_COMPARE_WITH_TIMEOUT(source->status().state, SourceState::Done, kPatience);
    QCOMPARE(source->store().rows(), 2u);
    QCOMPARE(text(*source, 0), std::string("one"));
    QCOMPARE(text(*source, 1), std::string("two"));
}

void TestPipeline::followsOurRotations_data()
{
    QTest::addColumn<int>("linesPerFile");

    QTest::newRow("by size: often") << 40;
    QTest::newRow("by time: now and then") << 700;
}

void TestPipeline::followsOurRotations()
{
    QFETCH(int, linesPerFile);
    NumberedLog log(path("bot.main.log"));
    Pipeline pipeline(m_formats, m_names, [](SourceId) {});
    const auto source = open(pipeline, "bot.main.log", "plain");

    for (int i = 0; i < 20; ++i) {
        for (int line = 0; line < linesPerFile; line += 10)
            log.write(10);
        log.renameStamped();
        log.open();
    }
    log.write(1);

    QTRY_COMPARE_WITH_TIMEOUT(source->store().rows(), static_cast<unsigned>(log.last()), kPatience);
    for (int row = 0; row < log.last(); ++row)
        QCOMPARE(text(*source, static_cast<std::uint32_t>(row)) + "\n", NumberedLog::line(row + 1));
    QCOMPARE(source->status().lostBytes, 0u);
}

void TestPipeline::takesTimesOfOtherRows()
{
    write("x.log", "Welcome\n" + kNext + "not a line of this format\n" + kNext);
    Pipeline pipeline(m_formats, m_names, [](SourceId) {});
    const auto source = open(pipeline, "x.log", "", false);

    QTRY_COMPARE_WITH_TIMEOUT(source->status().state, SourceState::Done, kPatience);
    for (std::uint32_t row = 0; row < source->store().rows(); ++row)
        QCOMPARE(toRfc3339(source->store().time(static_cast<RowId>(row))),
                 std::string("2026-01-05T10:15:31.000000000Z"));
}

void TestPipeline::saysWhatIsWrong()
{
    Pipeline pipeline(m_formats, m_names, [](SourceId) {});
    const auto missing = open(pipeline, "none.log", "", false);
    const auto expected = open(pipeline, "later.log");
    const auto folder = open(pipeline, ".");

    QTRY_COMPARE_WITH_TIMEOUT(missing->status().state, SourceState::Failed, kPatience);
    QCOMPARE(missing->status().error->code, Error::Code::NotFound);
    QTRY_COMPARE_WITH_TIMEOUT(expected->status().state, SourceState::Waiting, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(folder->status().state, SourceState::Failed, kPatience);
    QCOMPARE(folder->status().error->code, Error::Code::Unsupported);
    QCOMPARE(pipeline.sources().size(), 3u);

    write("later.log", "it came\n");
    QTRY_COMPARE_WITH_TIMEOUT(expected->store().rows(), 1u, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(expected->status().state, SourceState::Following, kPatience);
}

void TestPipeline::closeEndsTheReader()
{
    write("x.log", "one\n");
    std::atomic<int> told{0};
    Pipeline pipeline(m_formats, m_names, [&](SourceId) { ++told; });
    const auto source = open(pipeline, "x.log", "plain");
    QTRY_COMPARE_WITH_TIMEOUT(source->store().rows(), 1u, kPatience);

    pipeline.close(source->id());
    const int before = told;
    write("x.log", "two\n");

    QVERIFY(!pipeline.source(source->id()));
    QVERIFY(pipeline.sources().empty());
    QCOMPARE(text(*source, 0), std::string("one"));
    const auto again = open(pipeline, "x.log", "plain");
    QTRY_COMPARE_WITH_TIMEOUT(again->store().rows(), 2u, kPatience);
    QCOMPARE(source->store().rows(), 1u);
    QVERIFY(again->id() != source->id());
    QVERIFY(told > before);
}

QTEST_GUILESS_MAIN(TestPipeline)
#include "tst_pipeline.moc"
