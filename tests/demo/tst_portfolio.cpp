// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "market/simulated_market.h"
#include "support/random.h"
#include "trading/portfolio.h"

#include <QTest>

using namespace demo;

class TestPortfolio : public QObject {
    Q_OBJECT

private slots:
    void earnsWhatWasPaidAndReceived();
    void turnsFromLongToShort();
};

namespace {

constexpr std::size_t kBtc = 0;

Order order(Side side)
{
    return {"o1", kBtc, side, OrderType::Market, 1, 0};
}

ExecutionReport fill(Lots lots, Ticks price)
{
    return {TradeAction::Filled, "o1", "x1", lots, price};
}

struct Books {
    SimulatedMarket market{1};
    Journal journal;
    Portfolio portfolio{market, "test", journal};

    void trade(Side side, Lots lots, Ticks price) { portfolio.onFill(order(side), fill(lots, price), 0); }
    void quote(Ticks price)
    {
        Quote quote;
        quote.bid = quote.ask = price;
        portfolio.onQuote(quote);
    }
    Money value(Ticks price, Lots lots) { return market.instruments()[kBtc].value(price, lots); }
};

} // namespace

void TestPortfolio::earnsWhatWasPaidAndReceived()
{
    Books books;
    Random random(7, "portfolio");
    Money cash = 0;
    Lots held = 0;
    Ticks price = 600'000;
    for (int i = 0; i < 2000; ++i) {
        const Side side = random.chance(0.5) ? Side::Buy : Side::Sell;
        const Lots lots = random.between(1, 500);
        price += random.between(-900, 900);
        books.trade(side, lots, price);
        cash -= books.value(price, sign(side) * lots);
        held += sign(side) * lots;
        books.quote(price);

        QCOMPARE(books.portfolio.position(kBtc), held);
        QCOMPARE(books.portfolio.net(), cash + books.value(price, held));
    }
}

void TestPortfolio::turnsFromLongToShort()
{
    Books books;
    books.trade(Side::Buy, 1000, 600'000); // 0.1 at 60000.00
    books.trade(Side::Sell, 1500, 601'000);
    books.quote(601'000);

    QCOMPARE(books.portfolio.position(kBtc), Lots(-500));
    QCOMPARE(dollars(books.portfolio.realised()).toString(), std::string("10.00"));
    QCOMPARE(books.portfolio.unrealised(), Money(0));
}

QTEST_GUILESS_MAIN(TestPortfolio)
#include "tst_portfolio.moc"
