// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "exchange/line.h"
#include "exchange/order.h"
#include "exchange/rate_limiter.h"

#include <optional>
#include <vector>

namespace demo {

/// A pretended exchange: acknowledges after a while, fills what the best price has room for, refuses some
/// orders, limits the rate of calls, and loses its line. It logs nothing: only the bot's side keeps a record.
class Exchange {
public:
    explicit Exchange(std::uint64_t seed);

    /// A new quote reached the exchange: what its line did. Orders are matched here.
    [[nodiscard]] std::optional<LineEvent> advance(const Quote &quote);

    /// Reports since the last call. Those of a time without a line come once it is restored.
    [[nodiscard]] std::vector<ExecutionReport> takeReports();

    [[nodiscard]] ApiReply submit(const Order &order);
    [[nodiscard]] ApiReply cancel(const std::string &orderId);
    [[nodiscard]] bool isConnected() const { return m_line.isUp(); }

private:
    struct Live {
        Order order;
        MarketTime acknowledgeAt;
        bool acknowledged = false;
        bool done = false;
    };

    [[nodiscard]] ApiReply startReply();
    [[nodiscard]] std::optional<ApiReply> refusal(const ApiReply &reply);
    void match(Live &live, const Quote &quote);
    void acknowledge(Live &live, const Quote &quote);
    void fill(Live &live, const Quote &quote);

    Random m_random;
    Line m_line;
    RateLimiter m_limiter;
    std::vector<Live> m_live;
    std::vector<ExecutionReport> m_reports;
    MarketTime m_now{0};
    std::uint64_t m_requests = 0;
    std::uint64_t m_executions = 0;
};

} // namespace demo
