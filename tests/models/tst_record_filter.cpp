// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/record_filter.h"

#include <QSignalSpy>
#include <QTest>

using namespace tapewatch;
using namespace tapewatch::models;

namespace {

/// Whether `query` shows a record with these properties.
bool shows(const engine::Query &query, const char *category, Level level, const std::string &message = "text")
{
    engine::NameTable names;
    engine::Record record;
    record.category = category;
    record.level = level;
    record.message = message;
    const std::string text = message;
    engine::RowProbe probe;
    probe.columns.category = names.intern(category);
    probe.columns.level = level;
    probe.text = [&text]() -> const std::string & { return text; };
    probe.record = [&record]() -> const engine::Record & { return record; };
    return query.matches(probe, names);
}

} // namespace

class TestRecordFilter : public QObject {
    Q_OBJECT

private slots:
    void combinesQuickFilters_data();
    void combinesQuickFilters();
    void textNarrowsFurther();
    void badTextKeepsTheLastGoodOne();
    void errorsCountAsTheFieldDoes_data();
    void errorsCountAsTheFieldDoes();
    void signalsChangesOnce();
    void clearTurnsEverythingOff();
};

void TestRecordFilter::combinesQuickFilters_data()
{
    QTest::addColumn<QString>("on"); // t, e, c
    QTest::addColumn<int>("level");
    QTest::addColumn<QStringList>("shown"); // of the records below

    const QStringList all{"main debug", "main error", "trade info", "compliance warning"};
    QTest::addRow("nothing") << "" << int(Level::Trace) << all;
    QTest::addRow("trades") << "t" << int(Level::Trace) << QStringList({"trade info"});
    QTest::addRow("errors") << "e" << int(Level::Trace) << QStringList({"main error"});
    QTest::addRow("compliance") << "c" << int(Level::Trace) << QStringList({"compliance warning"});
    QTest::addRow("trades and errors")
        << "te" << int(Level::Trace) << QStringList({"main error", "trade info"});
    QTest::addRow("all three") << "tec" << int(Level::Trace)
                               << QStringList({"main error", "trade info", "compliance warning"});
    QTest::addRow("level") << "" << int(Level::Warning) << QStringList({"main error", "compliance warning"});
    QTest::addRow("trades of a level") << "tc" << int(Level::Warning) << QStringList({"compliance warning"});
}

void TestRecordFilter::combinesQuickFilters()
{
    QFETCH(QString, on);
    QFETCH(int, level);
    QFETCH(QStringList, shown);
    RecordFilter filter;

    filter.setTrades(on.contains(u't'));
    filter.setErrors(on.contains(u'e'));
    filter.setCompliance(on.contains(u'c'));
    filter.setMinimumLevel(Level(level));

    QStringList found;
    for (const auto &[category, of] :
         {std::pair("main", Level::Debug), std::pair("main", Level::Error), std::pair("trade", Level::Info),
          std::pair("compliance", Level::Warning)})
        if (shows(filter.query(), category, of))
            found.append(QStringLiteral("%1 %2").arg(QLatin1String(category),
                                                     QString::fromStdString(std::string(levelName(of)))));
    QCOMPARE(found, shown);
    QCOMPARE(filter.isActive(), !on.isEmpty() || level != int(Level::Trace));
}

void TestRecordFilter::textNarrowsFurther()
{
    RecordFilter filter;
    filter.setErrors(true);

    filter.setText(QStringLiteral("timeout"));

    QVERIFY(shows(filter.query(), "main", Level::Error, "order timeout"));
    QVERIFY(!shows(filter.query(), "main", Level::Error, "order refused"));
    QVERIFY(!shows(filter.query(), "main", Level::Info, "order timeout"));
}

void TestRecordFilter::badTextKeepsTheLastGoodOne()
{
    RecordFilter filter;
    filter.setText(QStringLiteral("level>=error"));
    QSignalSpy changed(&filter, &RecordFilter::queryChanged);
    QSignalSpy error(&filter, &RecordFilter::errorChanged);

    filter.setText(QStringLiteral("level>=loud"));
    QVERIFY(filter.error().has_value());
    QVERIFY(!filter.error()->message.isEmpty());
    QCOMPARE(changed.count(), 0);
    QVERIFY(!shows(filter.query(), "main", Level::Info));

    filter.setText(QStringLiteral("level>=info"));
    QVERIFY(!filter.error().has_value());
    QCOMPARE(error.count(), 2);
    QVERIFY(shows(filter.query(), "main", Level::Info));
}

void TestRecordFilter::errorsCountAsTheFieldDoes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("fault");

    QTest::addRow("plain") << "timeout level>=loud"
                           << "loud";
    QTest::addRow("after letters of two bytes") << QStringLiteral("\"Übergröße\" level>=loud") << "loud";
    QTest::addRow("after letters of four bytes") << QStringLiteral("\"🚀\" level>=loud") << "loud";
    QTest::addRow("of four bytes") << QStringLiteral("level>=🚀") << QStringLiteral("🚀");
}

void TestRecordFilter::errorsCountAsTheFieldDoes()
{
    QFETCH(QString, text);
    QFETCH(QString, fault);
    RecordFilter filter;

    filter.setText(text);

    QVERIFY(filter.error().has_value());
    const int end = filter.error()->column + filter.error()->length;
    QCOMPARE(end, int(text.size()));
    QVERIFY(text.mid(filter.error()->column, filter.error()->length).endsWith(fault));
}

void TestRecordFilter::signalsChangesOnce()
{
    RecordFilter filter;
    QSignalSpy changed(&filter, &RecordFilter::queryChanged);

    filter.setTrades(true);
    filter.setTrades(true);
    filter.setText(QStringLiteral("a"));
    filter.setText(QStringLiteral("a"));
    filter.setMinimumLevel(Level::Info);
    filter.setMinimumLevel(Level::Info);
    QCOMPARE(changed.count(), 3);

    filter.refresh();
    QCOMPARE(changed.count(), 4);
}

void TestRecordFilter::clearTurnsEverythingOff()
{
    RecordFilter filter;
    filter.setTrades(true);
    filter.setMinimumLevel(Level::Error);
    filter.setText(QStringLiteral("level>=loud"));
    QSignalSpy changed(&filter, &RecordFilter::queryChanged);

    filter.clear();

    QCOMPARE(changed.count(), 1);
    QVERIFY(!filter.isActive());
    QVERIFY(!filter.error().has_value());
    QVERIFY(shows(filter.query(), "main", Level::Trace));
}

QTEST_GUILESS_MAIN(TestRecordFilter)
#include "tst_record_filter.moc"
