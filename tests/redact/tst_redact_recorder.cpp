// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "logger/recorder_fixture.h"

#include <tapewatch/spdlog.h>

#include <QTest>

#include <mutex>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>

using namespace tapewatch;
using namespace tapewatch::literals;
using namespace tapewatch::test;

namespace {

const std::string kSecret = "k3Y9zQw7Lm2Xv8Pt";

class Collector final : public spdlog::sinks::base_sink<std::mutex> {
public:
    std::string text;

protected:
    void sink_it_(const spdlog::details::log_msg &message) override
    {
        text.append(message.payload.data(), message.payload.size());
        text += '\n';
    }
    void flush_() override {}
};

/// All bytes of all files below the folder.
QByteArray everything(const QString &folder)
{
    QByteArray all;
    for (const QString &name : QDir(folder).entryList(QDir::Files | QDir::Hidden)) {
        QFile file(QDir(folder).filePath(name));
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

} // namespace

/// From the call to the files: secrets stay behind on every way, and everything else comes through.
class TestRedactRecorder : public QObject {
    Q_OBJECT
private slots:
    void keepsSecretsOutOfEverySink_data();
    void keepsSecretsOutOfEverySink();
    void followsChangesAtRunTime();
    void writesHostileStringsAsValidJson_data();
    void writesHostileStringsAsValidJson();
};

void TestRedactRecorder::keepsSecretsOutOfEverySink_data()
{
    QTest::addColumn<int>("layout");
    QTest::addRow("json") << int(Layout::Json);
    QTest::addRow("text") << int(Layout::Text);
}

void TestRedactRecorder::keepsSecretsOutOfEverySink()
{
    QFETCH(int, layout);
    RecorderFixture f;
    for (auto &[name, category] : f.config.categories)
        category.layout = Layout(layout);
    auto collector = std::make_shared<Collector>();
    auto notices = std::make_shared<std::string>();
    Hooks hooks;
    hooks.onCompliance = [notices](const ComplianceNotice &notice, std::uint64_t) {
        *notices += notice.json;
    };
    auto recorder =
        Recorder::start(f.config, {.outputs = {makeSpdlogOutput(collector)}, .hooks = hooks, .onError = {}});
    QVERIFY(recorder.ok());
    const auto log = logger("exchange").with("api_key"_f = kSecret);
    const ScopedContext context("session_token"_f = kSecret);
    TW_INFO(log, "GET https://x.io/?signature={}&a=1", kSecret, "secret"_f = kSecret,
            "url"_f = "u:p?token=" + kSecret);
    TW_TRADE(log, .event = TradeAction::Rejected, .symbol = "BTCUSDT", .orderId = "X-1",
             .reason = "bad apiKey: " + kSecret);
    TW_COMPLIANCE(log, .rule = "keys", .verdict = Verdict::Violation, .reviewerHint = "password=" + kSecret);
    TW_FAILURE(log, "refused", .type = "AuthError", .stack = "sign(secret=" + kSecret + ")\nsend()");
    TW_API_CALL(log, .exchange = "x", .endpoint = "/order?api_key=" + kSecret, .status = 401);
    spdlog::logger theirs("theirs", makeSpdlogSink());
    theirs.warn("Authorization: Bearer {}", kSecret);
    QVERIFY(recorder->patch({{"redaction", {{"keys", {"account"}}}}}, "rotated api_key=" + kSecret).ok());
    QVERIFY(recorder->stop(kPatience).complete);

    const QByteArray files = everything(f.folder.path());
    QVERIFY(files.contains("BTCUSDT") && files.contains("X-1") && files.contains("send()"));
    QVERIFY(files.count("[redacted]") >= 20);
    QVERIFY2(!files.contains(kSecret.c_str()), files.constData());
    QVERIFY2(QByteArray::fromStdString(collector->text).contains("[redacted]"), collector->text.c_str());
    QVERIFY2(collector->text.find(kSecret) == std::string::npos, collector->text.c_str());
    QVERIFY2(notices->find("[redacted]") != std::string::npos, notices->c_str());
    QVERIFY2(notices->find(kSecret) == std::string::npos, notices->c_str());
}

void TestRedactRecorder::followsChangesAtRunTime()
{
    RecorderFixture f;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    const auto change = [&](const nlohmann::json &redaction) {
        const bool changed = recorder->flush(kPatience).complete &&
                             recorder->patch({{"redaction", redaction}}, "test").ok() &&
                             recorder->flush(kPatience).complete;
        TW_INFO(logger("a"), "acct-17", "account"_f = "x1", "secret"_f = "x2");
        return changed;
    };
    QVERIFY(change({{"keys", {"account"}}, {"patterns", {"acct-[0-9]+"}}}));
    QVERIFY(change({{"keys", nullptr}, {"patterns", nullptr}, {"allow", {"secret"}}}));
    QVERIFY(change({{"enabled", false}}));
    QVERIFY(!recorder->patch({{"redaction", {{"patterns", {"("}}}}}, "bad").ok());
    QVERIFY(recorder->stop(kPatience).complete);
    const auto records = f.records();
    QCOMPARE(records.size(), std::size_t(3));
    QVERIFY(same(records[0]["message"], "[redacted]"));
    QVERIFY(same(records[0]["fields"], {{"account", "[redacted]"}, {"secret", "[redacted]"}}));
    QVERIFY(same(records[1]["message"], "acct-17"));
    QVERIFY(same(records[1]["fields"], {{"account", "x1"}, {"secret", "x2"}}));
    QVERIFY(same(records[2]["fields"], {{"account", "x1"}, {"secret", "x2"}}));
}

void TestRedactRecorder::writesHostileStringsAsValidJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected"); // empty: as it is
    QTest::addRow("newlines") << QByteArray("a\nb\r\nc\n{\"seq\":1}\n") << QByteArray();
    QTest::addRow("ANSI escapes") << QByteArray("\x1b[2J\x1b]0;x\x07\x1b[31m") << QByteArray();
    QTest::addRow("NUL") << QByteArray("a\0b\0", 4) << QByteArray();
    QTest::addRow("every control") << [] {
        QByteArray all;
        for (int c = 0; c < 0x80; ++c)
            all += char(c);
        return all;
    }() << QByteArray();
    QTest::addRow("braces") << QByteArray("{} {0} {{}} {:>99999999} %s %n ${x}") << QByteArray();
    QTest::addRow("quotes and backslashes") << QByteArray("\"\\\"\\\\\\u0000\\") << QByteArray();
    QTest::addRow("C1 and line separators") << QByteArray("\xC2\x9B\xE2\x80\xA8\xE2\x80\xA9") << QByteArray();
    QTest::addRow("invalid UTF-8") << QByteArray("a\xFFz\xC3(\xED\xA0\x80\xF0\x9F")
                                   << QByteArray("a\uFFFDz\uFFFD(\uFFFD\uFFFD\uFFFD\uFFFD");
    QTest::addRow("10 MiB") << QByteArray("0123456789abcde\n").repeated(640 * 1024) << QByteArray();
    QTest::addRow("a MiB of control characters") << QByteArray(1024 * 1024, '\x01') << QByteArray();
}

/// In trade and compliance, whole, and what follows is not harmed.
void TestRedactRecorder::writesHostileStringsAsValidJson()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    RecorderFixture f;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    const std::string_view hostile(text.constData(), std::size_t(text.size()));
    const std::string whole = (expected.isEmpty() ? text : expected).toStdString();
    const auto log = logger("a");
    TW_TRADE(log, .event = TradeAction::Rejected, .symbol = "BTCUSDT", .reason = hostile);
    TW_TRADE(log, .event = TradeAction::Filled, .symbol = "after");
    TW_COMPLIANCE(log, .rule = "r", .reviewerHint = hostile);
    TW_INFO(log.in("compliance"), "{}", hostile, "text"_f = hostile.substr(0, 100));
    QVERIFY(recorder->stop(kPatience).complete);

    const auto trades = f.records("trade"); // a line that is no JSON would be a discarded value
    QCOMPARE(trades.size(), std::size_t(2));
    QVERIFY(trades[0]["message"].get<std::string>().ends_with(whole));
    QVERIFY(trades[0]["trade"]["reason"] == whole);
    QVERIFY(same(trades[1]["trade"]["symbol"], "after"));
    QVERIFY(same(trades[1]["seq"], 2));
    const auto compliance = f.records("compliance");
    QCOMPARE(compliance.size(), std::size_t(2));
    QVERIFY(compliance[0]["compliance"]["reviewer_hint"] == whole);
    QVERIFY(compliance[1]["message"] == whole);
    QVERIFY(whole.starts_with(compliance[1]["fields"]["text"].get<std::string>()));
    for (const char *category : {"trade", "compliance"})
        for (const std::string &line : familyLines(f.folder.path(), "alpha", category))
            QVERIFY(std::ranges::none_of(line, [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
}

QTEST_GUILESS_MAIN(TestRedactRecorder)
#include "tst_redact_recorder.moc"
