// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT

// What redaction costs the backend's thread for each record.
//
//   bench_redact [--records N] [--json]
#include "bench/report.h"

#include "redact/redactor.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace {

using namespace tapewatch;
using namespace tapewatch::literals;
using Clock = std::chrono::steady_clock;

std::string_view text(const char *characters)
{
    return characters;
}

const std::vector<FieldView> kFields{{"side", text("BUY")},
                                     {"symbol", text("BTCUSDT")},
                                     {"qty", std::int64_t(12)},
                                     {"price", 50000.10_dec},
                                     {"id", std::uint64_t(8389765526)}};

RecordView recordOf(std::string_view message)
{
    RecordView record;
    record.message = message;
    record.fields = kFields;
    return record;
}

/// Median of nine rounds, nanoseconds a record.
double measure(const RecordView &record, const RedactionConfig &config, int records)
{
    redact::Redactor redactor(config);
    std::vector<double> rounds;
    for (int round = 0; round < 9; ++round) {
        const auto begin = Clock::now();
        for (int i = 0; i < records; ++i) {
            RecordView copy = record;
            redactor.apply(copy);
            asm volatile("" : : "g"(copy.message.data()), "g"(copy.fields.data()) : "memory");
        }
        rounds.push_back(std::chrono::duration<double, std::nano>(Clock::now() - begin).count() / records);
    }
    std::nth_element(rounds.begin(), rounds.begin() + 4, rounds.end());
    return rounds[4];
}

} // namespace

int main(int argc, char **argv)
{
    bench::Report report("What redaction costs for each record", argc, argv);
    const int records = std::stoi(bench::option(argc, argv, "--records", "200000"));
    const RedactionConfig on;
    RedactionConfig off;
    off.enabled = false;
    RedactionConfig patterns;
    patterns.patterns = {"/ws/([A-Za-z0-9]{40,})"};

    const RecordView clean = recordOf("order placed on binance after 3 signals");
    const RecordView pairs = recordOf("order BUY BTCUSDT qty=12 px=50000.5 id=8389765526");
    const RecordView json =
        recordOf(R"({"symbol":"BTCUSDT","orderId":8389765526,"price":"50000.10","status":"NEW",)"
                 R"("side":"BUY","clientOrderId":"x-A6SIDXVS17236451234567890"})");
    const RecordView query =
        recordOf("GET /api/v3/order?symbol=BTCUSDT&signature=0a1b2c3d4e5f60718293a4b5c6d7e8f9");
    RecordView field = recordOf("connected to binance");
    std::vector<FieldView> withKey = kFields;
    withKey[4] = {"api_key", text("0a1b2c3d4e5f60718293a4b5c6d7e8f9")};
    field.fields = withKey;

    report.add("redact_off_ns", measure(clean, off, records), "ns");
    report.add("redact_clean_ns", measure(clean, on, records), "ns");
    report.add("redact_clean_pairs_ns", measure(pairs, on, records), "ns");
    report.add("redact_clean_json_ns", measure(json, on, records), "ns");
    report.add("redact_secret_in_query_ns", measure(query, on, records), "ns");
    report.add("redact_secret_in_field_ns", measure(field, on, records), "ns");
    report.add("redact_clean_one_pattern_ns", measure(clean, patterns, records), "ns");
    report.print();
}
