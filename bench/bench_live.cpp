// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT

// How long a record takes from the bot's call to a row in the monitor's model: a recorder in this process
// logs at a given rate, the monitor's session and model follow its files. Each record carries the moment of
// its call; it arrives when the model signals its row.
//
//   bench_live [--rate RECORDS_PER_SECOND] [--seconds S] [--json]
#include "bench/report.h"

#include "bridge/log_session.h"
#include "models/record_model.h"

#include <tapewatch/tapewatch.h>

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace tapewatch::literals;
using Clock = std::chrono::steady_clock;
using tapewatch::bench::option;
using tapewatch::bench::Report;

constexpr auto kArriveWithin = 30s; ///< after the last call

std::int64_t nowNs()
{
    return std::chrono::nanoseconds(Clock::now().time_since_epoch()).count();
}

/// Logs evenly at `rate`; after a hold-up it catches up.
void logRecords(std::int64_t count, double rate)
{
    const auto log = tapewatch::logger("bench");
    const auto begin = Clock::now();
    for (std::int64_t i = 0; i < count; ++i) {
        std::this_thread::sleep_until(begin + std::chrono::duration_cast<Clock::duration>(
                                                  std::chrono::duration<double>(double(i) / rate)));
        TW_INFO(log, "order {} placed", i, "sent_ns"_f = nowNs(), "symbol"_f = "BTCUSDT");
    }
}

/// Notes when each row of the model appeared.
class Arrivals {
public:
    explicit Arrivals(const tapewatch::models::RecordModel &model)
    {
        const auto inserted = [this](const QModelIndex &, int first, int last) {
            m_times.insert(m_times.begin() + first, std::size_t(last - first + 1), nowNs());
        };
        // The timeline starts anew as files are opened; what it starts with appears now.
        const auto reset = [this, &model] { m_times.assign(std::size_t(model.rowCount()), nowNs()); };
        QObject::connect(&model, &QAbstractItemModel::rowsInserted, &model, inserted);
        QObject::connect(&model, &QAbstractItemModel::modelReset, &model, reset);
    }

    [[nodiscard]] const std::vector<std::int64_t> &times() const { return m_times; }

private:
    std::vector<std::int64_t> m_times; ///< by row
};

std::int64_t sentAt(const std::vector<tapewatch::engine::RecordField> &fields)
{
    for (const auto &field : fields) {
        if (field.name == "sent_ns")
            return std::stoll(field.value);
        if (const std::int64_t below = sentAt(field.children); below != 0)
            return below;
    }
    return 0;
}

/// Sorted, in milliseconds. Read when all is over, so that reading slows nothing down.
std::vector<double> latencies(const tapewatch::models::RecordModel &model, const Arrivals &arrivals)
{
    std::vector<double> ms;
    for (int row = 0; row < model.rowCount(); ++row) {
        const auto record = model.record(row);
        const std::int64_t sent = record ? sentAt(record->fields) : 0;
        if (sent != 0)
            ms.push_back(double(arrivals.times()[std::size_t(row)] - sent) / 1e6);
    }
    std::sort(ms.begin(), ms.end());
    return ms;
}

void report(Report &figures, const std::vector<double> &ms, std::int64_t sent)
{
    const auto share = [&ms](double of) {
        return ms.empty() ? std::nan("") : ms[std::size_t(double(ms.size() - 1) * of)];
    };
    figures.add("records_sent", double(sent), "records");
    figures.add("records_seen", double(ms.size()), "records");
    figures.add("min_ms", share(0), "ms");
    figures.add("p25_ms", share(0.25), "ms");
    figures.add("p50_ms", share(0.5), "ms");
    figures.add("p75_ms", share(0.75), "ms");
    figures.add("p95_ms", share(0.95), "ms");
    figures.add("p99_ms", share(0.99), "ms");
    figures.add("p999_ms", share(0.999), "ms");
    figures.add("max_ms", share(1), "ms");
    figures.print();
}

/// Runs the event loop until the model has `count` rows or the limit has passed since the last call.
void follow(const tapewatch::models::RecordModel &model, std::int64_t count, double rate)
{
    QEventLoop loop;
    const auto limit = std::chrono::milliseconds(std::int64_t(double(count) / rate * 1000)) + kArriveWithin;
    QTimer::singleShot(limit, &loop, &QEventLoop::quit);
    const auto look = [&] {
        if (model.rowCount() >= count)
            loop.quit();
    };
    QObject::connect(&model, &QAbstractItemModel::rowsInserted, &loop, look);
    QObject::connect(&model, &QAbstractItemModel::modelReset, &loop, look);
    loop.exec();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    Report figures("From the call to the monitor's model", argc, argv);
    const double rate = std::stod(option(argc, argv, "--rate", "10000"));
    const auto count = std::int64_t(rate * std::stod(option(argc, argv, "--seconds", "10")));

    const QTemporaryDir folder;
    tapewatch::Config config;
    config.bot = "bench";
    config.directory = folder.path().toStdString();
    auto recorder = tapewatch::Recorder::start(config);
    if (!recorder) {
        std::fprintf(stderr, "%s\n", recorder.error().text().c_str());
        return 1;
    }
    tapewatch::bridge::LogSession session;
    tapewatch::models::RecordModel model(session);
    const Arrivals arrivals(model);
    session.openPath(folder.path());

    // The files are open before the first call: their opening is not what is measured.
    QEventLoop opened;
    QObject::connect(&session, &tapewatch::bridge::LogSession::pathOpened, &opened, &QEventLoop::quit);
    opened.exec();
    std::thread caller([count, rate] { logRecords(count, rate); });
    follow(model, count, rate);
    caller.join();

    const std::vector<double> ms = latencies(model, arrivals);
    report(figures, ms, count);
    const bool complete = recorder->stop(10s).complete;
    return complete && std::int64_t(ms.size()) == count ? 0 : 1;
}
