// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/domain/record.h"
#include "ui/common/record_text.h"

#include <QTest>

using namespace tapewatch;
using engine::Record;
using engine::RecordField;

class TestRecordText : public QObject {
    Q_OBJECT

private slots:
    void writesALine_data();
    void writesALine();
    void writesJson_data();
    void writesJson();
};

void TestRecordText::writesALine_data()
{
    QTest::addColumn<Record>("record");
    QTest::addColumn<QString>("line");

    Record whole;
    whole.time = parseRfc3339("2026-01-05T10:15:30.123456789Z");
    whole.level = Level::Error;
    whole.category = "trade";
    whole.bot = "grid";
    whole.logger = "exchange.ws";
    whole.message = "order rejected";
    QTest::addRow("whole") << whole
                           << "2026-01-05T10:15:30.123456789Z ERROR [trade] grid exchange.ws: order rejected";
    Record bare;
    bare.message = "just a line";
    QTest::addRow("message only") << bare << "just a line";
    Record some;
    some.level = Level::Info;
    some.message = "Bot started";
    QTest::addRow("level and message") << some << "INFO: Bot started";
}

void TestRecordText::writesALine()
{
    QFETCH(Record, record);
    QFETCH(QString, line);

    QCOMPARE(ui::recordLine(record), line);
}

void TestRecordText::writesJson_data()
{
    QTest::addColumn<Record>("record");
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("json");
    using Kind = RecordField::Kind;

    QTest::addRow("JSON as it stands") << Record() << R"({"a": 1.10})"
                                       << R"({"a": 1.10})";
    QTest::addRow("plain line") << Record() << "say \"hi\""
                                << R"({"message":"say \"hi\""})";
    Record parsed;
    parsed.fields = {{"price", "63211.40", Kind::Number, {}},
                     {"note", "a\nb", Kind::String, {}},
                     {"none", "", Kind::Null, {}},
                     {"list", "", Kind::Array, {{"", "true", Kind::Bool, {}}}},
                     {"inner", "", Kind::Object, {{"x", "1", Kind::String, {}}}}};
    QTest::addRow("from fields")
        << parsed << "2026-01-05 note"
        << R"({"price":63211.40,"note":"a\nb","none":null,"list":[true],"inner":{"x":"1"}})";
}

void TestRecordText::writesJson()
{
    QFETCH(Record, record);
    QFETCH(QString, raw);
    QFETCH(QString, json);

    QCOMPARE(ui::recordJson(record, raw), json);
}

QTEST_GUILESS_MAIN(TestRecordText)
#include "tst_record_text.moc"
