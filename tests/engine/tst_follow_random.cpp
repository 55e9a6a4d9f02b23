// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/numbered_log.h"
#include "engine/pipeline/pipeline.h"

#include <QTemporaryDir>
#include <QTest>

#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

using namespace tapewatch;
using namespace tapewatch::engine;
using tapewatch::test::NumberedLog;

namespace {

/// Lets the writer wait for the reader.
class Progress {
public:
    void changed()
    {
        {
            const std::lock_guard lock(m_mutex);
        }
        m_condition.notify_all();
    }

    void waitForRows(const Source &source, int rows)
    {
        std::unique_lock lock(m_mutex);
        m_condition.wait(lock, [&] { return source.store().rows() >= static_cast<std::uint32_t>(rows); });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_condition;
};

struct Plan {
    unsigned seed = 0;
    bool stamped = false; ///< names of ours instead of numbers
    bool compresses = false;
    int writes = 0;
    int rotations = 0; ///< about as many
};

/// Writes, and rotates in every way there is. What destroys lines waits until they were read: nobody can
/// show what is gone.
void misbehave(NumberedLog &log, const Plan &plan, const Source &source, Progress &progress)
{
    std::mt19937 random(plan.seed);
    const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
    const auto waitForReader = [&] { progress.waitForRows(source, log.last()); };
    for (int i = 0; i < plan.writes; ++i) {
        log.write(1 + below(30));
        if (below(4) == 0) {
            log.writeHalfLine();
            log.writeOtherHalf();
        }
        if (below(plan.writes / plan.rotations) != 0)
            continue;
        switch (below(plan.stamped ? 8 : 6)) {
        case 0:
            waitForReader();
            log.copyNumbered();
            log.truncate();
            break;
        case 1:
            waitForReader();
            log.truncate();
            break;
        case 2:
            waitForReader();
            log.remove();
            log.open();
            break;
        case 3:
            waitForReader();
            log.replace(1 + below(50));
            break;
        default:
            plan.stamped ? log.renameStamped() : log.renameNumbered();
            if (below(2) == 0)
                log.write(below(20)); // to the old file still
            log.open();
        }
        if (plan.compresses && log.nextStamp() > 0 && below(2) == 0)
            log.compress(below(3) == 0 ? below(log.nextStamp()) : log.nextStamp() - 1, 100 + below(2000));
    }
}

} // namespace

class TestFollowRandom : public QObject {
    Q_OBJECT

private slots:
    void everyNumberOnceInOrder_data();
    void everyNumberOnceInOrder();
};

void TestFollowRandom::everyNumberOnceInOrder_data()
{
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<bool>("stamped");
    QTest::addColumn<bool>("compresses");

    for (unsigned seed = 1; seed <= 3; ++seed) {
        QTest::addRow("numbered, seed %u", seed) << seed << false << false;
        QTest::addRow("stamped, seed %u", seed) << seed << true << false;
        QTest::addRow("stamped and compressed, seed %u", seed) << seed << true << true;
    }
}

void TestFollowRandom::everyNumberOnceInOrder()
{
    QFETCH(unsigned, seed);
    QFETCH(bool, stamped);
    QFETCH(bool, compresses);
    QTemporaryDir folder;
    NumberedLog log(folder.filePath(stamped ? "bot.main.log" : "bot.log").toStdString());
    Progress progress;
    Pipeline pipeline(std::make_shared<FormatCatalog>(), std::make_shared<NameTable>(),
                      [&](SourceId) { progress.changed(); });
    SourceSpec spec;
    spec.path = log.path();
    spec.format = "plain";
    const auto source = pipeline.open(std::move(spec));

    std::thread writer([&] {
        misbehave(log, {seed, stamped, compresses, stamped ? 3000 : 1000, stamped ? 200 : 25}, *source,
                  progress);
    });
    writer.join();
    log.close();
    progress.waitForRows(*source, log.last());
    pipeline.close(source->id());

    QCOMPARE(source->store().rows(), static_cast<std::uint32_t>(log.last()));
    QCOMPARE(source->status().lostBytes, 0u);
    RecordStore::TextReader reader(source->store());
    for (std::uint32_t row = 0; row < source->store().rows(); ++row) {
        const auto text = reader.text(static_cast<RowId>(row));
        QCOMPARE(std::string(text.value_or("lost")) + "\n", NumberedLog::line(static_cast<int>(row) + 1));
    }
}

QTEST_GUILESS_MAIN(TestFollowRandom)
#include "tst_follow_random.moc"
