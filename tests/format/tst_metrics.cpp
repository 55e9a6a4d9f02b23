// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/metrics.h>

#include <QTest>

#include <limits>
#include <nlohmann/json.hpp>

using namespace tapewatch;
using nlohmann::json;

namespace {

Metrics sample()
{
    Metrics metrics;
    metrics.taken = {1'767'608'130'123'456'789};
    metrics.started = {1'767'608'000'000'000'000};
    metrics.written = std::numeric_limits<std::uint64_t>::max();
    metrics.dropped = 2;
    metrics.folded = 6;
    metrics.blockedCalls = 3;
    metrics.queuedBytes = 4;
    metrics.threads = 5;
    metrics.categories.push_back(
        {"main", "/logs/a.main.log", 6, 7, 8, 9, {1, 2, 3, 4, 5, 6}, {6, 5, 4, 3, 2, 1}, "Cannot"});
    metrics.categories.push_back({"trade", "/logs/a.trade.log", 0, 0, 0, 0, {}, {}, ""});
    return metrics;
}

} // namespace

class TestMetrics : public QObject {
    Q_OBJECT

private slots:
    void readsBackWhatItWrites();
    void ignoresWhatIsNew();
    void refuses_data();
    void refuses();
    void writesPathsThatAreNotUtf8();
};

void TestMetrics::readsBackWhatItWrites()
{
    const json written = toJson(sample());
    const Result<Metrics> read = metricsFromJson(written);
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().text().c_str());
    QCOMPARE(toJson(*read).dump(), written.dump());
    QCOMPARE(read->written, sample().written);
    QCOMPARE(read->folded, sample().folded);
    QCOMPARE(read->categories.at(0).dropped.at(1), std::uint64_t(5));
    QCOMPARE(read->categories.at(0).lastError, "Cannot");
    QVERIFY(written["categories"][0]["by_level"]["warning"] == 4);
}

void TestMetrics::ignoresWhatIsNew()
{
    json document = toJson(sample());
    document["later"] = 1;
    document["categories"][0]["by_level"]["notice"] = 1;
    QVERIFY(metricsFromJson(document).ok());
}

void TestMetrics::refuses_data()
{
    QTest::addColumn<QString>("pointer"); // of the member that is replaced
    QTest::addColumn<QString>("value");   // empty: taken away
    QTest::addColumn<QString>("expected");

    QTest::addRow("missing") << "/written"
                             << ""
                             << "/written: \"written\" is missing: it cannot be left out here";
    QTest::addRow("negative")
        << "/dropped"
        << "-1"
        << "/dropped: Bad value -1: \"dropped\" has to be a whole number of zero or more";
    QTest::addRow("too large")
        << "/threads"
        << "4294967296"
        << "/threads: Bad value 4294967296: \"threads\" has to be a whole number from 0 to 4294967295";
    QTest::addRow("no time")
        << "/taken"
        << "\"today\""
        << "/taken: Bad value \"today\": \"taken\" has to be a time. Write it as RFC 3339, for instance "
           "\"2026-01-05T10:15:30.123456789Z\"";
    QTest::addRow("no list") << "/categories"
                             << "{}"
                             << "/categories: Bad value {…}: \"categories\" has to be a list";
    QTest::addRow("deep inside")
        << "/categories/1/by_level/error"
        << "null"
        << "/categories/1/by_level/error: Bad value null: \"error\" has to be a whole number of zero "
           "or more";
}

void TestMetrics::refuses()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    json document = toJson(sample());
    if (value.isEmpty())
        document.erase(pointer.toStdString().substr(1));
    else
        document[json::json_pointer(pointer.toStdString())] = json::parse(value.toStdString());
    const Result<Metrics> read = metricsFromJson(document);
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, Error::Code::Corrupt);
    QTEST(QString::fromStdString(read.error().text()), "expected");
    QVERIFY(!metricsFromJson(json::array()).ok());
}

void TestMetrics::writesPathsThatAreNotUtf8()
{
    Metrics metrics = sample();
    metrics.categories[0].file = "/logs/\xFF.log";
    QVERIFY(toJson(metrics).dump().find("/logs/\xEF\xBF\xBD.log") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
