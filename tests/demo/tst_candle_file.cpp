// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "market/candle_file.h"
#include "market/candle_market.h"

#include <QTest>

#include <sstream>

using demo::CandleSeries;
using demo::Quote;

class TestCandleFile : public QObject {
    Q_OBJECT

private slots:
    void readsPricesExactly();
    void replaysOpenExtremesClose();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void missingFileIsAnError();
};

namespace {

tapewatch::Result<CandleSeries> parse(const char *text)
{
    std::istringstream stream(text);
    return demo::parseCandles(stream, "BTCUSDT");
}

} // namespace

void TestCandleFile::readsPricesExactly()
{
    const auto series = parse("time,open,high,low,close,volume\r\n"
                              "2026-01-05T10:00:00Z,50000.10,50010,49990.5,50005.00,12.5\r\n"
                              "\r\n"
                              "2026-01-05T10:01:00Z,50005,50006,50001,50002.345,0\r\n");

    QVERIFY(series.ok());
    QCOMPARE(series.value().candles.size(), std::size_t(2));
    const demo::Instrument &instrument = series.value().instrument;
    QCOMPARE(instrument.symbol, std::string("BTCUSDT"));
    const demo::Candle &first = series.value().candles[0];
    QCOMPARE(instrument.price(first.open).toString(), std::string("50000.100"));
    QCOMPARE(instrument.price(first.low).toString(), std::string("49990.500"));
    QCOMPARE(instrument.price(series.value().candles[1].close).toString(), std::string("50002.345"));
    QVERIFY(series.value().candles[1].volume > 0);
}

void TestCandleFile::replaysOpenExtremesClose()
{
    auto series = parse("1,100,110,90,105,5\n2,105,106,80,85,5\n");
    QVERIFY(series.ok());
    demo::CandleMarket market(std::move(*series));

    std::vector<demo::Ticks> bids;
    demo::MarketTime before{-1};
    while (const std::optional<Quote> quote = market.next()) {
        bids.push_back(quote->bid);
        QVERIFY(quote->time > before);
        QVERIFY(quote->ask > quote->bid);
        before = quote->time;
    }

    QCOMPARE(bids, (std::vector<demo::Ticks>{100, 90, 110, 105, 105, 106, 80, 85}));
}

void TestCandleFile::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("why");

    QTest::addRow("nothing") << ""
                             << "the candles"
                             << "none";
    QTest::addRow("heading only") << "time,open,high,low,close,volume\n"
                                  << "the candles"
                                  << "none";
    QTest::addRow("too few columns") << "1,2,3\n"
                                     << "line 1"
                                     << "3 columns";
    QTest::addRow("a word") << "1,10,11,9,10,5\n2,10,x,9,10,5\n"
                            << "line 2"
                            << "\"x\" is not a number";
    QTest::addRow("no price") << "1,0,11,9,10,5\n"
                              << "line 1"
                              << "too small";
    QTest::addRow("negative volume") << "1,10,11,9,10,-5\n"
                                     << "line 1"
                                     << "too small";
    QTest::addRow("huge") << "1,10,1e30,9,10,5\n"
                          << "line 1"
                          << "above 1000000000";
    QTest::addRow("high below close") << "1,10,11,9,12,5\n"
                                      << "line 1"
                                      << "between low and high";
    QTest::addRow("heading later") << "1,10,11,9,10,5\ntime,open,high,low,close,volume\n"
                                   << "line 2"
                                   << "not a number";
}

void TestCandleFile::saysWhatIsWrong()
{
    QFETCH(QString, text);
    QFETCH(QString, what);
    QFETCH(QString, why);

    const auto series = parse(text.toUtf8().constData());

    QVERIFY(!series.ok());
    QVERIFY2(QString::fromStdString(series.error().what).contains(what), series.error().text().c_str());
    QVERIFY2(QString::fromStdString(series.error().why).contains(why), series.error().text().c_str());
}

void TestCandleFile::missingFileIsAnError()
{
    const auto series = demo::readCandles("/no/such/folder/BTCUSDT.csv");

    QVERIFY(!series.ok());
    QVERIFY(series.error().what.find("BTCUSDT.csv") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestCandleFile)
#include "tst_candle_file.moc"
