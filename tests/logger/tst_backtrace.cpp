// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/backtrace.h"
#include "logger/recorder_fixture.h"

#include <tapewatch/recovery.h>

#include <QTest>

#include <algorithm>
#include <sys/wait.h>
#include <unistd.h>

using namespace tapewatch;
using namespace tapewatch::literals;
using namespace tapewatch::test;

/// What an error brings to light of the time before it.
class TestBacktrace : public QObject {
    Q_OBJECT
private slots:
    void writesWhatLedToAnError();
    void keepsTheLastOnly();
    void leavesTheRestAsItWas_data();
    void leavesTheRestAsItWas();
    void staysOutOfOutputs();
    void brings_data();
    void brings();
    void isNotAskedForByRepeats();
    void neverBlocksNorCounts();
    void keepsLargeRecords();
    void boundsItsMemory();
    void changesAtRunTime();
    void isWrittenAfterACrash();
};

namespace {

/// Level info, backtrace from debug on.
struct Tracing : RecorderFixture {
    explicit Tracing(std::uint32_t records = 100)
    {
        config.levels[""] = Level::Info;
        config.backtrace.records = records;
    }
};

/// "message" of each, "*message" of what was brought to light.
QStringList messages(const std::vector<nlohmann::json> &records)
{
    QStringList lines;
    for (const auto &record : records)
        lines += (record.contains("backtrace") ? "*" : "") +
                 QString::fromStdString(record["message"].get<std::string>());
    return lines;
}

class Listing final : public Output {
public:
    void write(const RecordView &record) override
    {
        heard += QString::fromUtf8(record.message.data(), qsizetype(record.message.size()));
    }
    void flush() override {}
    QStringList heard;
};

} // namespace

void TestBacktrace::writesWhatLedToAnError()
{
    Tracing f;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    const Logger log = logger("a").with("bound"_f = 1);
    TW_DEBUG(log, "book {}", 7, "depth"_f = 5);
    TW_TRACE(log, "too fine");
    TW_INFO(log, "placed");
    TW_DEBUG(logger("b"), "answer");
    TW_ERROR(log, "refused");
    TW_ERROR(log, "again");
    QVERIFY(recorder->stop(kPatience).complete);

    const auto records = f.records();
    QCOMPARE(messages(records), (QStringList{"placed", "*book 7", "*answer", "refused", "again"}));
    QVERIFY(same(records[1]["backtrace"], true));
    QVERIFY(same(records[1]["level"], "debug"));
    QVERIFY(same(records[1]["fields"]["depth"], 5));
    QVERIFY(same(records[1]["fields"]["bound"], 1));
    QVERIFY(records[1]["timestamp"] <= records[0]["timestamp"]); // its own time
    QVERIFY(same(records[4]["seq"], 5));
    QCOMPARE(messages(f.records("error")), (QStringList{"refused", "again"}));
}

void TestBacktrace::keepsTheLastOnly()
{
    Tracing f(3);
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    for (int i = 1; i <= 10; ++i)
        TW_DEBUG(logger("a"), "{}", i);
    TW_ERROR(logger("a"), "error");
    QVERIFY(recorder->stop(kPatience).complete);
    QCOMPARE(messages(f.records()), (QStringList{"*8", "*9", "*10", "error"}));
}

void TestBacktrace::leavesTheRestAsItWas_data()
{
    QTest::addColumn<quint32>("records");
    QTest::addColumn<bool>("enabled");
    QTest::addRow("off") << 0u << false;
    QTest::addRow("on, without an error") << 100u << true;
}

void TestBacktrace::leavesTheRestAsItWas()
{
    QFETCH(quint32, records);
    QFETCH(bool, enabled);
    Tracing f(records);
    f.config.levels["quiet"] = Level::Off;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    const Logger log = logger("a");
    QCOMPARE(log.enabled(Level::Debug), enabled);
    QVERIFY(!log.enabled(Level::Trace));
    QVERIFY(log.enabled(Level::Info));
    QVERIFY(!logger("quiet").enabled(Level::Debug));
    int evaluated = 0;
    TW_DEBUG(log, "{}", ++evaluated);
    TW_WARNING(log, "written");
    QVERIFY(recorder->stop(kPatience).complete);
    QCOMPARE(evaluated, enabled ? 1 : 0);
    QCOMPARE(messages(f.records()), QStringList{"written"});
    QVERIFY(!log.enabled(Level::Critical));
}

void TestBacktrace::staysOutOfOutputs()
{
    Tracing f;
    f.config.categories.at("main").level = Level::Warning; // what is asked for is written all the same
    RecorderOptions options;
    const auto output = std::make_shared<Listing>();
    options.outputs.push_back(output);
    auto recorder = Recorder::start(f.config, std::move(options));
    QVERIFY(recorder.ok());
    TW_DEBUG(logger("a"), "fine");
    TW_ERROR(logger("a"), "error");
    QVERIFY(recorder->stop(kPatience).complete);
    QCOMPARE(output->heard, QStringList{"error"});
    QCOMPARE(messages(f.records()), (QStringList{"*fine", "error"}));
}

void TestBacktrace::brings_data()
{
    using Work = std::function<void()>;
    QTest::addColumn<Work>("work");
    QTest::addColumn<bool>("brings");

    QTest::addRow("a warning") << Work([] { TW_WARNING(logger("a"), "w"); }) << false;
    QTest::addRow("a critical record") << Work([] { TW_CRITICAL(logger("a"), "c"); }) << true;
    QTest::addRow("a failure") << Work([] { TW_FAILURE(logger("a"), "f", .type = "T"); }) << true;
    QTest::addRow("a violation") << Work([] { TW_COMPLIANCE(logger("a"), .verdict = Verdict::Violation); })
                                 << true;
    QTest::addRow("a check that passes") << Work([] { TW_COMPLIANCE(logger("a"), .rule = "r"); }) << false;
    QTest::addRow("a trade of a quiet logger")
        << Work([] { TW_TRADE(logger("quiet"), .event = TradeAction::Rejected); }) << false;
    QTest::addRow("an error that its logger refuses")
        << Work([] { TW_ERROR(logger("quiet"), "e"); }) << false;
}

void TestBacktrace::brings()
{
    QFETCH(std::function<void()>, work);
    QFETCH(bool, brings);
    Tracing f;
    f.config.levels["quiet"] = Level::Critical;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    TW_DEBUG(logger("a"), "before");
    work();
    QVERIFY(recorder->stop(kPatience).complete);
    QCOMPARE(messages(f.records()).contains("*before"), brings);
    QVERIFY(f.records("trade").size() ==
            (QTest::currentDataTag() == std::string("a trade of a quiet logger")));
}

void TestBacktrace::isNotAskedForByRepeats()
{
    Tracing f;
    f.config.repeats.after = 1;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    for (int i = 0; i < 3; ++i) {
        TW_DEBUG(logger("a"), "{}", i);
        TW_ERROR(logger("a"), "same");
    }
    QVERIFY(recorder->stop(kPatience).complete);
    QCOMPARE(messages(f.records()), (QStringList{"*0", "same", "same"}));
}

void TestBacktrace::neverBlocksNorCounts()
{
    Tracing f;
    f.config.queue.ringBytes = 64 * 1024;
    f.config.categories.at("main").overflow = OverflowPolicy::Block;
    f.config.categories.at("main").blockFor = std::chrono::hours(1);
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    for (int i = 0; i < 200'000; ++i)
        TW_DEBUG(logger("a"), "flood {}", i);
    QVERIFY(recorder->stop(kPatience).complete);
    QCOMPARE(recorder->metrics().blockedCalls, 0u);
    QCOMPARE(recorder->metrics().dropped, 0u);
    QVERIFY(f.records().empty());
}

void TestBacktrace::keepsLargeRecords()
{
    Tracing f;
    f.config.queue.ringBytes = 64 * 1024;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    TW_DEBUG(logger("a"), "{}", std::string(100'000, 'x'));
    TW_DEBUG(logger("a"), "{}", std::string(400'000, 'y'));
    TW_ERROR(logger("a"), "error");
    QVERIFY(recorder->stop(kPatience).complete);
    const auto records = f.records();
    QCOMPARE(records.size(), std::size_t(2)); // the second would push out too much else
    QCOMPARE(records[0]["message"].get<std::string>(), std::string(100'000, 'x'));
}

void TestBacktrace::boundsItsMemory()
{
    backend::Backtrace backtrace;
    backtrace.setLimit(kMaxBacktraceRecords);
    std::size_t size = 1;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        size = (size * 7919 + 13) % 3000;
        const std::vector<std::byte> body(size, static_cast<std::byte>(i));
        backtrace.keep({0, 1, i, 1, 0, 0, 0}, body, 1, {});
    }

    std::size_t bytes = 0;
    std::vector<std::uint64_t> order;
    bool whole = true;
    backtrace.release([&](std::span<const std::byte> record, std::uint32_t, Timestamp) {
        detail::RecordHeader header;
        std::memcpy(&header, record.data(), sizeof header);
        order.push_back(header.ticks);
        bytes += record.size();
        whole = whole && header.size == record.size() &&
                std::ranges::all_of(record.subspan(sizeof header), [&](std::byte byte) {
                    return byte == static_cast<std::byte>(header.ticks);
                });
    });

    QVERIFY(whole);
    QVERIFY(bytes <= backend::Backtrace::kBytes);
    QVERIFY(bytes > backend::Backtrace::kBytes / 2);
    QVERIFY(!order.empty() && order.back() == 19'999);
    for (std::size_t i = 1; i < order.size(); ++i)
        QCOMPARE(order[i], order[i - 1] + 1);
}

void TestBacktrace::changesAtRunTime()
{
    Tracing f(0);
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    const Logger log = logger("a");
    TW_DEBUG(log, "not yet");
    QVERIFY(recorder->patch({{"backtrace", {{"records", 10}, {"level", "trace"}}}}, "look").ok());
    QVERIFY(recorder->flush(kPatience).complete); // the backend knows it now
    TW_TRACE(log, "kept");
    TW_ERROR(log, "error");
    QVERIFY(recorder->setLevel("a", Level::Debug, "closer").ok());
    TW_DEBUG(log, "written");
    QVERIFY(recorder->setLevel("a", std::nullopt, "enough").ok()); // what was accepted as written stays so
    TW_DEBUG(log, "kept in vain");
    QVERIFY(recorder->flush(kPatience).complete);
    QVERIFY(recorder->patch({{"backtrace", {{"records", 0}}}}, "done").ok());
    QVERIFY(!log.enabled(Level::Debug));
    TW_ERROR(log, "last");
    QVERIFY(recorder->stop(kPatience).complete);
    QCOMPARE(messages(f.records()), (QStringList{"*kept", "error", "written", "last"}));
}

void TestBacktrace::isWrittenAfterACrash()
{
    const QTemporaryDir crash;
    qputenv("TAPEWATCH_CRASH_DIR", crash.filePath("crash").toUtf8());
    Tracing f;
    const pid_t child = fork();
    if (child == 0) {
        class Stuck final : public Output {
        public:
            void write(const RecordView &) override
            {
                for (;;)
                    pause();
            }
            void flush() override {}
        };
        RecorderOptions options;
        options.outputs.push_back(std::make_shared<Stuck>());
        auto recorder = Recorder::start(f.config, std::move(options));
        TW_INFO(logger("a"), "placed"); // holds the backend: what follows stays in the ring
        TW_DEBUG(logger("a"), "last words");
        _exit(recorder.ok() ? 0 : 1);
    }
    int status = -1;
    QCOMPARE(waitpid(child, &status, 0), child);
    QCOMPARE(status, 0);

    const auto found = crashedProcesses();
    QCOMPARE(found.size(), std::size_t(1));
    QVERIFY(!recover(found.front()).error);
    qunsetenv("TAPEWATCH_CRASH_DIR");

    const auto records = f.records();
    QVERIFY(records.size() == 3); // with the note
    QCOMPARE(messages(records).mid(0, 2), (QStringList{"placed", "*last words"}));
    QVERIFY(same(records[1]["recovered"], true));
}

QTEST_GUILESS_MAIN(TestBacktrace)
#include "tst_backtrace.moc"
