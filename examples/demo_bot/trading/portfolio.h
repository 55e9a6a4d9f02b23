// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "exchange/order.h"
#include "support/counted_log.h"

#include <vector>

namespace demo {

/// What the bot holds and what it has earned, at average cost. Records every change of a position.
class Portfolio {
public:
    Portfolio(const Market &market, std::string strategy, Journal &journal);

    /// Books a fill and its fee.
    void onFill(const Order &order, const ExecutionReport &fill, Money fee);
    void onQuote(const Quote &quote) { m_holdings[quote.instrument].last = quote.mid(); }

    [[nodiscard]] Lots position(std::size_t instrument) const { return m_holdings[instrument].lots; }
    [[nodiscard]] Money exposure(std::size_t instrument) const; ///< its absolute value, now
    [[nodiscard]] Money realised() const { return m_realised; }
    [[nodiscard]] Money unrealised() const;
    [[nodiscard]] Money fees() const { return m_fees; }
    [[nodiscard]] Money net() const { return m_realised + unrealised() - m_fees; }

    /// One record for the whole and one for each instrument that is held.
    void report() const;

private:
    struct Holding {
        Lots lots = 0;  ///< signed
        Money cost = 0; ///< paid for them, signed
        Ticks last = 0; ///< price
    };
    /// What was earned by changing `holding` by `lots` (signed) at `price`.
    Money change(Holding &holding, const Instrument &instrument, Lots lots, Ticks price);

    const Market &m_market;
    std::string m_strategy;
    CountedLog m_log;
    std::vector<Holding> m_holdings;
    Money m_realised = 0;
    Money m_fees = 0;
};

} // namespace demo
