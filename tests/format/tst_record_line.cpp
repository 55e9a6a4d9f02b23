// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/record.h>

#include <QTest>

#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>

using namespace tapewatch;
using namespace tapewatch::literals;
using nlohmann::json;

namespace {

std::string lineOf(const RecordView &record)
{
    std::string line;
    appendJsonLine(record, line);
    return line;
}

std::string textOf(std::string_view text)
{
    std::string out;
    appendJsonString(text, out);
    return out;
}

/// Of every length, with a bias to bytes that need care.
std::string randomText(std::mt19937_64 &random, std::size_t maxLength)
{
    static constexpr std::string_view kDelicate = "\"\\\n\t\x7F\xC2\x80\xE0\xED\xA0\xF0\xF4\x8F\xFF";
    std::string text(random() % (maxLength + 1), '\0');
    const std::uint64_t style = random() % 4;
    for (char &c : text) {
        if (style == 0 || (style == 1 && random() % 50 == 0))
            c = static_cast<char>(random());
        else if (style == 2 && random() % 4 == 0)
            c = kDelicate[random() % kDelicate.size()];
        else
            c = static_cast<char>(' ' + random() % 95);
    }
    return text;
}

bool hasRawControl(std::string_view line)
{
    return std::ranges::any_of(line,
                               [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

/// What a string becomes, by a second implementation, which replaces maximal subparts too.
json repaired(const std::string &text)
{
    return json::parse(json(text).dump(-1, ' ', false, json::error_handler_t::replace));
}

} // namespace

class TestRecordLine : public QObject {
    Q_OBJECT

private slots:
    void leavesOutWhatIsUnknown();
    void leavesOutEmptyEventMembers();
    void keepsEmptyFields();
    void escapes_data();
    void escapes();
    void escapesAtEveryPlace();
    void replacesBrokenUtf8_data();
    void replacesBrokenUtf8();
    void writesValues_data();
    void writesValues();
    void writesDoublesThatReadBack();
    void appends();
    void writesLongTextWhole();
    void randomBytesAreValidJson();
};

void TestRecordLine::leavesOutWhatIsUnknown()
{
    RecordView record;
    record.category = "main";
    record.message = "m";
    record.sourceFile = "a.cpp"; // without a line
    QCOMPARE(lineOf(record),
             R"({"timestamp":"1970-01-01T00:00:00.000000000Z","level":"info","category":"main",)"
             R"("logger":"","message":"m","bot":"","pid":0,"thread":0,"seq":0})"
             "\n");
}

void TestRecordLine::leavesOutEmptyEventMembers()
{
    const std::array<FieldView, 4> event{FieldView{"event", std::string_view("placed")},
                                         FieldView{"symbol", std::string_view()},
                                         FieldView{"qty", std::monostate()}, FieldView{"price", 0.00_dec}};
    RecordView record;
    record.eventKey = "trade";
    record.event = event;
    QVERIFY(lineOf(record).ends_with(R"("seq":0,"trade":{"event":"placed","price":0.00}})"
                                     "\n"));
    record.event = std::span(event).subspan(1, 2);
    QVERIFY(lineOf(record).ends_with(R"("seq":0,"trade":{}})"
                                     "\n"));
}

void TestRecordLine::keepsEmptyFields()
{
    const std::array<FieldView, 3> fields{FieldView{"a", std::string_view()},
                                          FieldView{"b", std::monostate()}, FieldView{"a", true}};
    RecordView record;
    record.fields = fields;
    record.recovered = true;
    QVERIFY(lineOf(record).ends_with(R"("fields":{"a":"","b":null,"a":true},"recovered":true})"
                                     "\n"));
}

void TestRecordLine::escapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");

    const auto row = [](const char *name, const QByteArray &text, const QByteArray &expected) {
        QTest::addRow("%s", name) << text << '"' + expected + '"';
    };
    row("empty", "", "");
    row("plain", "BTC/USDT @ 1 ~", "BTC/USDT @ 1 ~");
    row("quote and backslash", R"(a"b\c)", R"(a\"b\\c)");
    row("short forms", "\n\t\r\b\f", R"(\n\t\r\b\f)");
    row("controls", QByteArray("\0\x01\x1B\x1F", 4), R"(\u0000\u0001\u001b\u001f)");
    row("delete", "\x7F", R"(\u007f)");
    row("C1 controls", "\xC2\x80\xC2\x9B\xC2\x9F", R"(\u0080\u009b\u009f)");
    row("just behind C1", "\xC2\xA0", "\xC2\xA0");
    row("line separators stay", "\xE2\x80\xA8\xE2\x80\xA9", "\xE2\x80\xA8\xE2\x80\xA9");
    row("all lengths", "\xC3\xA9\xE4\xBE\xA1\xF0\x9F\x98\x80", "\xC3\xA9\xE4\xBE\xA1\xF0\x9F\x98\x80");
    row("last scalar value", "\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF");
}

void TestRecordLine::escapes()
{
    QFETCH(QByteArray, text);
    QTEST(QByteArray::fromStdString(textOf(text.toStdString())), "expected");
}

void TestRecordLine::escapesAtEveryPlace()
{
    for (std::size_t length = 1; length <= 70; ++length) {
        for (std::size_t at = 0; at < length; ++at) {
            for (const auto &[c, escaped] : {std::pair('"', "\\\""),
                                             {'\\', "\\\\"},
                                             {'\x1F', "\\u001f"},
                                             {'\x7F', "\\u007f"},
                                             {'\xFF', "\xEF\xBF\xBD"}}) {
                std::string text(length, 'x');
                text[at] = c;
                const std::string expected =
                    '"' + std::string(at, 'x') + escaped + std::string(length - at - 1, 'x') + '"';
                QCOMPARE(textOf(text), expected);
            }
        }
    }
}

void TestRecordLine::replacesBrokenUtf8_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected"); // ? stands for U+FFFD

    const auto row = [](const char *name, const QByteArray &text, QByteArray expected) {
        QTest::addRow("%s", name) << text << expected.replace("?", "\xEF\xBF\xBD");
    };
    row("lone continuation", "a\x80z", "a?z");
    row("two continuations", "\x80\xBF", "??");
    row("overlong two", "\xC0\xAF", "??");
    row("overlong three", "\xE0\x80\xAF", "???");
    row("overlong four", "\xF0\x80\x80\xAF", "????");
    row("surrogate", "\xED\xA0\x80", "???");
    row("too large", "\xF4\x90\x80\x80", "????");
    row("never a lead", "\xF5\xFE\xFF", "???");
    row("cut two", "\xC3", "?");
    row("cut three is one part", "\xE4\xBE", "?");
    row("cut four is one part", "\xF0\x9F\x98", "?");
    row("cut, then ASCII", "\xF0\x9F\x98z", "?z");
    row("cut, then a whole one", "\xE4\xBE\xC3\xA9", "?\xC3\xA9");
    row("the standard's example", "\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "????A");
}

void TestRecordLine::replacesBrokenUtf8()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(textOf(text.toStdString())), '"' + expected + '"');
}

void TestRecordLine::writesValues_data()
{
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("index");

    const char *expected[] = {
        "null",      "true",  "false",   "-9223372036854775808", "18446744073709551615", "0.1",      "100",
        "-0",        "1e+22", "\"NaN\"", "\"Infinity\"",         "\"-Infinity\"",        "50000.10", "-0.000",
        "\"a\\\"b\""};
    for (int i = 0; i < int(std::size(expected)); ++i)
        QTest::addRow("%s", expected[i]) << (QString(expected[i]) == "-0.000" ? "0.000" : expected[i]) << i;
}

void TestRecordLine::writesValues()
{
    const double infinity = std::numeric_limits<double>::infinity();
    const std::array<ValueView, 15> values{std::monostate(),
                                           true,
                                           false,
                                           std::numeric_limits<std::int64_t>::min(),
                                           std::numeric_limits<std::uint64_t>::max(),
                                           0.1,
                                           100.0,
                                           -0.0,
                                           1e22,
                                           std::nan(""),
                                           infinity,
                                           -infinity,
                                           50000.10_dec,
                                           Decimal::fromMantissa(0, 3),
                                           std::string_view("a\"b")};
    QFETCH(int, index);
    std::string out;
    appendJsonValue(values.at(static_cast<std::size_t>(index)), out);
    QTEST(QString::fromStdString(out), "expected");
}

void TestRecordLine::writesDoublesThatReadBack()
{
    std::mt19937_64 random(5);
    for (int i = 0; i < 20'000; ++i) {
        const auto number = std::bit_cast<double>(random());
        if (!std::isfinite(number))
            continue;
        std::string out;
        appendJsonValue(number, out);
        QCOMPARE(json::parse(out).get<double>(), number);
    }
}

void TestRecordLine::appends()
{
    std::string out = "before\n";
    appendJsonLine({}, out);
    appendJsonLine({}, out);
    const std::string line = lineOf({});
    QCOMPARE(out, "before\n" + line + line);
}

void TestRecordLine::writesLongTextWhole()
{
    std::string message;
    for (int i = 0; message.size() < 300'000; ++i)
        message += "line " + std::to_string(i) + (i % 7 == 0 ? "\n" : " \xE4\xBE\xA1");
    const std::vector<FieldView> fields(500, FieldView{"name", std::string_view(message).substr(0, 1030)});
    RecordView record;
    record.message = message;
    record.fields = fields;
    const json parsed = json::parse(lineOf(record));
    QVERIFY(parsed["message"] == message);
}

void TestRecordLine::randomBytesAreValidJson()
{
    std::mt19937_64 random(6);
    for (int i = 0; i < 4'000; ++i) {
        const std::size_t longest = i % 100 == 0 ? 5'000 : 80;
        std::array<std::string, 8> texts;
        for (std::string &text : texts)
            text = randomText(random, longest);
        const std::array<FieldView, 2> fields{FieldView{texts[0], std::string_view(texts[1])},
                                              FieldView{"d", 1.25}};
        RecordView record;
        record.category = texts[2];
        record.logger = texts[3];
        record.message = texts[4];
        record.bot = texts[5];
        record.sourceFile = texts[6];
        record.sourceLine = 7;
        record.function = texts[7];
        record.fields = fields;
        const std::string line = lineOf(record);
        QVERIFY(line.ends_with("}\n"));
        QVERIFY(!hasRawControl(std::string_view(line).substr(0, line.size() - 1)));
        const json parsed = json::parse(line, nullptr, false);
        QVERIFY2(!parsed.is_discarded(), line.c_str());
        QVERIFY(parsed["message"] == repaired(texts[4]));
        QVERIFY(parsed["category"] == repaired(texts[2]));
    }
}

QTEST_GUILESS_MAIN(TestRecordLine)
#include "tst_record_line.moc"
