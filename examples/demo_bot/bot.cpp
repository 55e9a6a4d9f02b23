// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bot.h"

#include "support/trail.h"

#include <tapewatch/log.h>

#include <fmt/format.h>
#include <utility>

namespace demo {

using namespace tapewatch::literals;

namespace {

constexpr MarketTime kHeartbeat{10'000};
constexpr MarketTime kReport{45'000};
constexpr std::uint64_t kQuotesPerRecord = 5; // at level debug; trace has them all

/// "mom7" for momentum with seed 7
std::string orderPrefix(const std::string &strategy, std::uint64_t seed)
{
    return fmt::format("{}{}", strategy.substr(0, 3), seed);
}

} // namespace

Bot::Bot(std::unique_ptr<Market> market, const std::string &strategy, std::uint64_t seed)
    : m_market(std::move(market))
    , m_ticks(tapewatch::logger("market.feed.ticks"))
    , m_feed(m_journal.log("market.feed"))
    , m_line(m_journal.log("exchange.ws"))
    , m_heartbeat(m_journal.log("bot.heartbeat"))
    , m_exchange(seed)
    , m_portfolio(*m_market, strategy, m_journal)
    , m_guard(*m_market, m_portfolio, strategy, m_journal)
    , m_desk({*m_market, m_exchange, m_portfolio, m_guard}, strategy, orderPrefix(strategy, seed), m_journal)
    , m_strategy(makeStrategy(strategy, *m_market, m_journal))
    , m_sequences(m_market->instruments().size())
    , m_nextReport(kReport)
{
    TW_INFO(m_journal.log("bot")(), "started: {} on {} instruments", strategy, m_sequences.size(),
            "strategy"_f = strategy, "seed"_f = seed);
}

bool Bot::step()
{
    const Trail here("Bot::step");
    const std::optional<Quote> quote = m_market->next();
    if (!quote)
        return false;
    if (const auto event = m_exchange.advance(*quote))
        onLine(*event);
    if (m_exchange.isConnected())
        onQuote(*quote);
    m_desk.cancelOld(quote->time); // before the reports: a fill may be on its way already
    for (const ExecutionReport &report : m_exchange.takeReports())
        m_desk.onReport(report);
    m_guard.watch(quote->time);
    trade(*quote);
    reportIfDue(quote->time);
    return true;
}

void Bot::onLine(const LineEvent &event)
{
    switch (event.kind) {
    case LineEvent::Kind::Lost: {
        const Trail here("Bot::onLine");
        const std::string stack = currentTrail();
        TW_FAILURE(m_line(), "connection lost", .type = "ConnectionLost", .code = event.reason,
                   .component = "exchange.ws", .operation = "read", .stack = stack);
        TW_WARNING(m_line(), "trying again in {} ms", event.nextRetry.count(),
                   "open_orders"_f = m_desk.openOrders());
        return;
    }
    case LineEvent::Kind::RetryFailed:
        TW_WARNING(m_line(), "attempt {} failed: {}; next in {} ms", event.attempt, event.reason,
                   event.nextRetry.count(), "attempt"_f = event.attempt);
        return;
    case LineEvent::Kind::Restored:
        TW_INFO(m_line(), "connected again after {} attempts and {} ms", event.attempt, event.down.count(),
                "attempts"_f = event.attempt, "down_ms"_f = event.down.count());
        TW_INFO(m_line(), "subscribed to {} instruments", m_market->instruments().size(),
                "open_orders"_f = m_desk.openOrders());
        return;
    }
}

void Bot::onQuote(const Quote &quote)
{
    ++m_quotes;
    noteMissedUpdates(quote);
    m_portfolio.onQuote(quote);
    const Instrument &instrument = m_market->instruments()[quote.instrument];
    TW_TRACE(m_ticks, "{} {} / {}", instrument.symbol, instrument.price(quote.bid),
             instrument.price(quote.ask), "sequence"_f = quote.sequence);
    if (m_quotes % kQuotesPerRecord == 0)
        TW_DEBUG(m_feed(), "{} {} / {}", instrument.symbol, instrument.price(quote.bid),
                 instrument.price(quote.ask), "symbol"_f = instrument.symbol,
                 "bid"_f = instrument.price(quote.bid), "ask"_f = instrument.price(quote.ask),
                 "bid_qty"_f = instrument.quantity(quote.bidSize),
                 "ask_qty"_f = instrument.quantity(quote.askSize), "sequence"_f = quote.sequence);
}

void Bot::noteMissedUpdates(const Quote &quote)
{
    const std::uint64_t last = std::exchange(m_sequences[quote.instrument], quote.sequence);
    if (last == 0 || quote.sequence == last + 1)
        return;
    const Instrument &instrument = m_market->instruments()[quote.instrument];
    TW_WARNING(m_feed(), "{} updates of {} are missing; taking a snapshot", quote.sequence - last - 1,
               instrument.symbol, "symbol"_f = instrument.symbol, "last_sequence"_f = last,
               "sequence"_f = quote.sequence);
    m_strategy->onGap(quote.instrument);
}

void Bot::trade(const Quote &quote)
{
    const Trail here("Bot::trade");
    if (!m_exchange.isConnected())
        return;
    const Standing standing{m_portfolio.position(quote.instrument), m_desk.openOrders(quote.instrument),
                            m_desk.mayTrade(quote.time)};
    for (const Intent &intent : m_strategy->onQuote(quote, standing))
        m_desk.submit(intent, quote);
}

void Bot::reportIfDue(MarketTime now)
{
    if (now >= m_nextHeartbeat) {
        m_nextHeartbeat = now + kHeartbeat;
        TW_INFO(m_heartbeat(), "alive, {} open orders", m_desk.openOrders(),
                "market_time_s"_f = now.count() / 1000, "quotes"_f = m_quotes,
                "open_orders"_f = m_desk.openOrders(), "connected"_f = m_exchange.isConnected(),
                "halted"_f = m_guard.isHalted());
    }
    if (now >= m_nextReport) {
        m_nextReport = now + kReport;
        m_portfolio.report();
        m_guard.reportOrderToTrade();
    }
}

} // namespace demo
