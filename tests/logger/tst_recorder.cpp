// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "logger/recorder_fixture.h"

#include <tapewatch/spdlog.h>

#include <QTest>

#include <atomic>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <stdexcept>
#include <thread>

using namespace tapewatch;
using namespace tapewatch::literals;
using namespace tapewatch::test;

/// A recorder's life: start, faults of it, flush, stop, start again.
class TestRecorder : public QObject {
    Q_OBJECT
private slots:
    void deliversNoticesBeforeItHasStopped();
    void refusesABadStart_data();
    void refusesABadStart();
    void refusesASecondRecorder();
    void startsAgainAfterStop();
    void flushWaitsForTheFile();
    void stopSaysWhatIsLeft();
    void survivesThreadsThatEnd();
    void survivesADeletedFolder();
    void survivesAThrowingOutput();
    void feedsFromAndToSpdlog();
    void keepsOrderAcrossThreads();
};

void TestRecorder::refusesABadStart_data()
{
    QTest::addColumn<QString>("patch");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("mentions");
    QTest::addRow("bot name") << R"({"bot":"a/b"})"
                              << "/bot"
                              << "a/b";
    QTest::addRow("folder is a file") << R"({"directory":"/proc/version"})"
                                      << ""
                                      << "/proc/version";
    QTest::addRow("folder cannot be made") << R"({"directory":"/proc/tapewatch"})"
                                           << ""
                                           << "/proc/tapewatch";
}

void TestRecorder::refusesABadStart()
{
    QFETCH(QString, patch);
    QFETCH(QString, pointer);
    QFETCH(QString, mentions);
    RecorderFixture f;
    const auto json = nlohmann::json::parse(patch.toStdString());
    f.config.bot = json.value("bot", f.config.bot);
    f.config.directory = json.value("directory", f.config.directory.string());

    auto recorder = Recorder::start(f.config);
    QVERIFY(!recorder.ok());
    const Error &error = recorder.error();
    QCOMPARE(QString::fromStdString(error.pointer), pointer);
    QVERIFY2(QString::fromStdString(error.text()).contains(mentions), error.text().c_str());
    QVERIFY(!error.why.empty());
    QVERIFY(!error.hint.empty());
    QVERIFY(Recorder::start(RecorderFixture().config).ok()); // nothing of the failed start stays behind
}

void TestRecorder::refusesASecondRecorder()
{
    RecorderFixture f;
    auto first = Recorder::start(f.config);
    QVERIFY(first.ok());
    auto second = Recorder::start(RecorderFixture().config);
    QVERIFY(!second.ok());
    QCOMPARE(second.error().code, Error::Code::Busy);
    TW_INFO(logger("a"), "the first still records");
    QVERIFY(first->stop(kPatience).complete);
    QCOMPARE(f.records().size(), std::size_t(1));
}

void TestRecorder::startsAgainAfterStop()
{
    RecorderFixture f;
    const auto log = logger("a");
    for (int run = 1; run <= 3; ++run) {
        auto recorder = Recorder::start(f.config);
        QVERIFY(recorder.ok());
        TW_INFO(log, "run {}", run);
        QVERIFY(recorder->stop(kPatience).complete);
        TW_INFO(log, "between the runs");
        QVERIFY(recorder->stop(kPatience).complete); // harmless
    }
    const auto records = f.records();
    QCOMPARE(records.size(), std::size_t(3));
    QVERIFY(same(records[2]["message"], "run 3"));
    QVERIFY(same(records[2]["seq"], 1)); // counted anew by each run
}

void TestRecorder::flushWaitsForTheFile()
{
    RecorderFixture f;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    for (int i = 0; i < 1000; ++i) {
        TW_INFO(logger("a"), "{}", i);
        if (i % 100 == 99) {
            QVERIFY(recorder->flush(kPatience).complete);
            QCOMPARE(f.records().size(), std::size_t(i + 1));
        }
    }
    const Metrics metrics = recorder->metrics();
    QCOMPARE(metrics.written, 1000u);
    QCOMPARE(metrics.queuedBytes, 0u);
}

namespace {

/// Holds the backend's thread until it is let go.
class Dam final : public Output {
public:
    void write(const RecordView &) override
    {
        entered = true;
        entered.notify_all();
        open.wait(false);
    }
    void flush() override {}

    std::atomic<bool> entered{false};
    std::atomic<bool> open{false};
};

} // namespace

void TestRecorder::stopSaysWhatIsLeft()
{
    RecorderFixture f;
    auto dam = std::make_shared<Dam>();
    auto recorder = Recorder::start(f.config, {.outputs = {dam}, .hooks = {}, .onError = {}});
    QVERIFY(recorder.ok());
    TW_INFO(logger("a"), "first");
    dam->entered.wait(false);
    for (int i = 0; i < 99; ++i)
        TW_INFO(logger("a"), "more");
    const DrainResult result = recorder->stop(1ms);
    QVERIFY(!result.complete);
    QCOMPARE(result.left, 100u);
    const auto next = Recorder::start(RecorderFixture().config);
    QVERIFY(!next.ok());
    QCOMPARE(next.error().code, Error::Code::Busy); // the first still holds the rings

    dam->open = true;
    dam->open.notify_all();
    RecorderFixture later;
    const auto started = [&] {
        auto second = Recorder::start(later.config);
        return second.ok() && second->stop(kPatience).complete;
    };
    QTRY_VERIFY_WITH_TIMEOUT(started(), 60'000);
    QVERIFY(later.records().empty()); // what was left behind is not the next one's
}

void TestRecorder::survivesThreadsThatEnd()
{
    RecorderFixture f;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    for (int i = 0; i < 50; ++i)
        std::thread([&] { TW_INFO(logger("a"), "from {}", i); }).join();
    QVERIFY(recorder->flush(kPatience).complete);
    TW_INFO(logger("a"), "last"); // a round after the threads ended frees their rings
    QVERIFY(recorder->flush(kPatience).complete);
    TW_INFO(logger("a"), "very last");
    QVERIFY(recorder->flush(kPatience).complete);
    QCOMPARE(f.records().size(), std::size_t(52));
    QCOMPARE(recorder->metrics().threads, 1u);
}

void TestRecorder::survivesADeletedFolder()
{
    RecorderFixture f;
    f.config.directory /= "logs";
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    const QString folder = QString::fromStdString(f.config.directory);
    TW_INFO(logger("a"), "before");
    QVERIFY(recorder->flush(kPatience).complete);
    QVERIFY(QDir(folder).removeRecursively());
    const auto count = [&] { return familyLines(folder, "alpha", "main").size(); };
    int written = 0;
    const auto isBack = [&] {
        TW_INFO(logger("a"), "after {}", ++written);
        return recorder->flush(kPatience).complete && count() > 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isBack(), 60'000);
    QVERIFY(recorder->stop(kPatience).complete);
    QCOMPARE(int(familyRecords(folder, "alpha", "main").back()["seq"]), written + 1);
}

namespace {
class Thrower final : public Output {
public:
    void write(const RecordView &) override { throw std::runtime_error("broken output"); }
    void flush() override { throw 42; }
};
} // namespace

void TestRecorder::survivesAThrowingOutput()
{
    RecorderFixture f;
    std::atomic<int> errors{0};
    std::string text;
    const auto onError = [&](const Error &error) {
        text = error.text();
        ++errors;
        throw std::runtime_error("broken callback");
    };
    auto recorder = Recorder::start(
        f.config, {.outputs = {std::make_shared<Thrower>()}, .hooks = {}, .onError = onError});
    QVERIFY(recorder.ok());
    for (int i = 0; i < 10; ++i)
        TW_INFO(logger("a"), "{}", i);
    QVERIFY(recorder->stop(kPatience).complete);
    QCOMPARE(errors.load(), 1);
    QVERIFY2(QString::fromStdString(text).contains("broken output") ||
                 QString::fromStdString(text).contains("exception"),
             text.c_str());
    QCOMPARE(f.records().size(), std::size_t(10));
}

namespace {
class Collector final : public spdlog::sinks::base_sink<std::mutex> {
public:
    std::vector<std::string> lines;

protected:
    void sink_it_(const spdlog::details::log_msg &message) override
    {
        lines.push_back(fmt::format("{}|{}|{}", message.logger_name,
                                    spdlog::level::to_string_view(message.level), message.payload));
    }
    void flush_() override {}
};
} // namespace

void TestRecorder::feedsFromAndToSpdlog()
{
    RecorderFixture f;
    auto collector = std::make_shared<Collector>();
    auto recorder =
        Recorder::start(f.config, {.outputs = {makeSpdlogOutput(collector)}, .hooks = {}, .onError = {}});
    QVERIFY(recorder.ok());
    spdlog::logger theirs("exchange.rest", makeSpdlogSink());
    theirs.set_level(spdlog::level::trace);
    theirs.warn("retry {} of {}", 2, 5);
    theirs.log(spdlog::source_loc{"rest.cpp", 12, "call"}, spdlog::level::err, "{}", "{no format}");
    QVERIFY(recorder->stop(kPatience).complete);

    const auto records = f.records();
    QCOMPARE(records.size(), std::size_t(2));
    QVERIFY(same(records[0]["message"], "retry 2 of 5"));
    QVERIFY(same(records[0]["logger"], "exchange.rest"));
    QVERIFY(same(records[0]["level"], "warning"));
    QVERIFY(!records[0].contains("source"));
    QVERIFY(same(records[1]["source"], "rest.cpp:12"));
    QVERIFY(same(records[1]["message"], "{no format}"));
    QCOMPARE(f.records("error").size(), std::size_t(1));
    QCOMPARE(collector->lines.size(), std::size_t(2));
    QVERIFY2(collector->lines[0].starts_with("exchange.rest|warning|"), collector->lines[0].c_str());
}

void TestRecorder::keepsOrderAcrossThreads()
{
    RecorderFixture f;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    std::atomic<int> turn{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&turn, t] {
            for (int n = t; n < 400; n += 4) {
                for (int now = turn; now != n; now = turn)
                    turn.wait(now);
                TW_INFO(logger("a"), "{}", n);
                ++turn;
                turn.notify_all();
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    QVERIFY(recorder->stop(kPatience).complete);
    int expected = 0;
    std::string before;
    for (const auto &record : f.records()) {
        QCOMPARE(record["message"].get<std::string>(), std::to_string(expected++));
        QVERIFY(record["timestamp"].get<std::string>() >= before);
        before = record["timestamp"];
    }
    QCOMPARE(expected, 400);
}

void TestRecorder::deliversNoticesBeforeItHasStopped()
{
    RecorderFixture f;
    std::string rule;
    RecorderOptions options;
    options.hooks.onCompliance = [&rule](const ComplianceNotice &notice, std::uint64_t) {
        rule = notice.rule;
    };
    auto recorder = Recorder::start(f.config, std::move(options));
    QVERIFY(recorder.ok());
    TW_COMPLIANCE(logger("risk"), .rule = "max_position", .verdict = Verdict::Violation);
    QVERIFY(recorder->stop(kPatience).complete);
    QCOMPARE(rule, "max_position");
}

QTEST_GUILESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
