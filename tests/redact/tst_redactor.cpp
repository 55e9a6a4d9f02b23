// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "redact/redact_support.h"

#include <QTest>

#include <vector>

using namespace tapewatch;
using namespace tapewatch::literals;
using namespace tapewatch::test;

/// Records: fields by name, texts wherever they stand, and what the configuration adds.
class TestRedactor : public QObject {
    Q_OBJECT
private slots:
    void masksFieldsByName();
    void leavesACleanRecordWhereItIs();
    void masksTextsOfEvents();
    void doesNothingWhereSwitchedOff();
    void takesFurtherNames();
    void leavesAllowedNames();
    void masksWhatPatternsMatch_data();
    void masksWhatPatternsMatch();
};

namespace {

std::string_view text(const ValueView &value)
{
    const auto *found = std::get_if<std::string_view>(&value);
    return found != nullptr ? *found : std::string_view("no text");
}

} // namespace

void TestRedactor::masksFieldsByName()
{
    const std::string_view secret = "x1";
    const std::vector<FieldView> fields{{"symbol", std::string_view("BTCUSDT")},
                                        {"binanceApiKey", secret},
                                        {"pin", std::int64_t(4711)},
                                        {"otp", 12.5},
                                        {"password", 5_dec},
                                        {"has_secret", true},
                                        {"session_token", std::monostate()},
                                        {"token", std::string_view("USDT")},
                                        {"token", std::string_view("usdt-x1")}};
    RecordView record;
    record.fields = fields;
    redact::Redactor redactor;
    redactor.apply(record);
    QCOMPARE(text(record.fields[0].value), "BTCUSDT");
    for (const std::size_t masked : {1, 2, 3, 4, 8})
        QCOMPARE(text(record.fields[masked].value), redact::kMask);
    QVERIFY(record.fields[5].value == fields[5].value);
    QVERIFY(record.fields[6].value == fields[6].value);
    QCOMPARE(text(record.fields[7].value), "USDT");
    QCOMPARE(text(fields[1].value), secret); // the caller's own is not touched
}

void TestRedactor::leavesACleanRecordWhereItIs()
{
    const std::vector<FieldView> fields{{"symbol", std::string_view("BTCUSDT")}, {"qty", 5_dec}};
    RecordView record;
    record.message = "order 17 placed: key=value";
    record.fields = fields;
    record.event = fields;
    const RecordView before = record;
    redact::Redactor redactor;
    redactor.apply(record);
    QVERIFY(record.message.data() == before.message.data());
    QVERIFY(record.fields.data() == before.fields.data());
    QVERIFY(record.event.data() == before.event.data());
}

void TestRedactor::masksTextsOfEvents()
{
    const std::vector<FieldView> event{{"rule", std::string_view("auth")},
                                       {"reason", std::string_view("refused: api_key=x1 is bad")}};
    RecordView record;
    record.event = event;
    redact::Redactor redactor;
    redactor.apply(record);
    QCOMPARE(text(record.event[0].value), "auth");
    QCOMPARE(text(record.event[1].value), "refused: api_key=[redacted] is bad");
}

void TestRedactor::doesNothingWhereSwitchedOff()
{
    RedactionConfig config;
    config.enabled = false;
    QCOMPARE(redacted("api_key=x1", config), std::string("api_key=x1"));
}

void TestRedactor::takesFurtherNames()
{
    RedactionConfig config;
    config.keys = {"account id", "token"};
    QCOMPARE(redacted("main_accountId=17, token=USDT", config),
             std::string("main_accountId=[redacted], token=[redacted]"));
}

void TestRedactor::leavesAllowedNames()
{
    RedactionConfig config;
    config.allow = {"token", "signature"};
    QCOMPARE(redacted("token=x1, dex.token=x2, signature=x3, access_token=x4", config),
             std::string("token=x1, dex.token=x2, signature=x3, access_token=[redacted]"));
}

void TestRedactor::masksWhatPatternsMatch_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::addRow("all of it") << "acct-[0-9]+"
                               << "acct-17 and acct-18 of 5"
                               << "[redacted] and [redacted] of 5";
    QTest::addRow("the group") << "user=(\\w+)"
                               << "user=ann x"
                               << "user=[redacted] x";
    QTest::addRow("beside the built-in") << "17"
                                         << "17 pin=5"
                                         << "[redacted] pin=[redacted]";
    QTest::addRow("empty match") << "x*"
                                 << "axb"
                                 << "a[redacted]b";
    QTest::addRow("no match") << "z"
                              << "axb"
                              << "axb";
    QTest::addRow("too costly: all") << "(a+)+$" << QString(40, 'a') + "b"
                                     << "[redacted]";
}

void TestRedactor::masksWhatPatternsMatch()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    RedactionConfig config;
    config.patterns = {pattern.toStdString()};
    QTEST(QString::fromStdString(redacted(text.toStdString(), config)), "expected");
}

QTEST_GUILESS_MAIN(TestRedactor)
#include "tst_redactor.moc"
