// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "front/ring_registry.h"
#include "logger/recorder_fixture.h"
#include "support/faulty_disk.h"

#include <QTest>

#include <atomic>
#include <map>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <thread>

using namespace tapewatch;
using namespace tapewatch::literals;
using namespace tapewatch::test;

/// A bot whose disk is full, broken or gone: it goes on, and every record is in the files or in a report.
class TestFullDisk : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanup() { FaultyDisk::instance().release(); }

    void accountsForEveryRecord_data();
    void accountsForEveryRecord();
    void waitsAndDropsByPolicy();
    void writesEvidenceFirst();
    void comesBackAfterDeletion_data();
    void comesBackAfterDeletion();
    void outlastsALimitOfDescriptors();
    void staysWithinItsMemory();

private:
    bool m_mayMount = false;
};

namespace {

constexpr int kThreads = 4;
constexpr int kRounds = 1500; // in each thread, while the disk refuses

/// A small file system of its own, seen by this process only.
class SmallDisk {
public:
    explicit SmallDisk(const QString &path)
        : m_path(path.toStdString())
    {
        m_mounted = ::mount("tapewatch", m_path.c_str(), "tmpfs", 0, "size=4m") == 0;
    }
    ~SmallDisk() { ::umount2(m_path.c_str(), MNT_DETACH); }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    [[nodiscard]] bool isMounted() const { return m_mounted; }
    void fill() const
    {
        QFile ballast(ballastPath());
        QVERIFY(ballast.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        while (ballast.write(QByteArray(4096, 'x')) > 0) {
        }
    }
    void makeRoom() const { QVERIFY(QFile::remove(ballastPath())); }

private:
    [[nodiscard]] QString ballastPath() const { return QString::fromStdString(m_path) + "/ballast"; }
    std::string m_path;
    bool m_mounted = false;
};

/// Of one thread: 1, 2, 3 ... in each category.
void logRound(int thread, int number)
{
    const auto log = logger("bot").with("worker"_f = thread);
    TW_INFO(log, "round {}", number, "n"_f = number);
    TW_DEBUG(log.in("ticks"), "tick {}", number, "n"_f = number);
    if (number % 10 == 0) {
        TW_TRADE(log, .event = TradeAction::Placed, .symbol = "BTCUSDT", .qty = Decimal(number));
        TW_COMPLIANCE(log, .rule = "max_position", .verdict = Verdict::Pass, .observed = Decimal(number));
    }
}

void logFromThreads(int first, int last)
{
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t)
        threads.emplace_back([=] {
            for (int i = first; i <= last; ++i)
                logRound(t, i);
        });
    for (std::thread &thread : threads)
        thread.join();
}

struct Found {
    std::uint64_t records = 0;
    std::uint64_t reportedDropped = 0;
    bool inOrder = true; ///< each thread's records, and seq is 1, 2, 3 ...
};

Found look(const std::vector<nlohmann::json> &records, const char *member, const char *number)
{
    Found found;
    std::map<std::uint64_t, std::int64_t> last;
    std::uint64_t seq = 0;
    for (const auto &record : records) {
        found.inOrder = found.inOrder && record.is_object() && record["seq"] == ++seq;
        if (record["logger"] == "tapewatch") {
            if (record["fields"].contains("dropped"))
                found.reportedDropped += record["fields"]["dropped"].get<std::uint64_t>();
            continue;
        }
        ++found.records;
        const auto &value = record[member][number];
        const std::int64_t n =
            value.is_string() ? std::stoll(value.get<std::string>()) : value.get<std::int64_t>();
        auto &before = last[record["thread"].get<std::uint64_t>()];
        found.inOrder = found.inOrder && n > before;
        before = n;
    }
    return found;
}

/// Whether the backend has taken over everything that was logged.
bool ringsAreEmpty()
{
    for (const auto &ring : front::RingRegistry::instance().rings()) {
        const auto &header = *ring->memory.header();
        if (header.read.load(std::memory_order_acquire) != header.written.load(std::memory_order_acquire))
            return false;
    }
    return true;
}

std::string lastError(const Recorder &recorder, std::string_view category)
{
    for (const CategoryMetrics &metrics : recorder.metrics().categories)
        if (metrics.name == category)
            return metrics.lastError;
    return {};
}

} // namespace

void TestFullDisk::initTestCase()
{
    m_mayMount =
        ::unshare(CLONE_NEWNS) == 0 && ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

void TestFullDisk::accountsForEveryRecord_data()
{
    QTest::addColumn<int>("error"); // of write(); 0: a file system that is really full
    QTest::addRow("a full tmpfs") << 0;
    QTest::addRow("ENOSPC") << ENOSPC;
    QTest::addRow("EDQUOT") << EDQUOT;
    QTest::addRow("EIO") << EIO;
    QTest::addRow("EROFS, read-only") << EROFS;
}

void TestFullDisk::accountsForEveryRecord()
{
    QFETCH(int, error);
    if (error == 0 && !m_mayMount)
        QSKIP("mounting a file system takes root");
    RecorderFixture f;
    std::optional<SmallDisk> small;
    if (error == 0) {
        small.emplace(f.folder.path());
        QVERIFY(small->isMounted());
    }
    f.config.categories["main"].pendingBytes = 64 * 1024;
    f.config.categories["ticks"].pendingBytes = 64 * 1024;
    f.config.categories["ticks"].overflow = OverflowPolicy::Drop;
    auto recorder = Recorder::start(f.config, {.outputs = {}, .hooks = {}, .onError = [](const Error &) {}});
    QVERIFY(recorder.ok());
    logRound(0, 1);
    QVERIFY(recorder->flush(kPatience).complete);

    if (small)
        small->fill();
    else
        FaultyDisk::instance().fail(FaultyDisk::Write, f.folder.path().toStdString(), error);
    // Until the refusal is noticed a batch may pass the bound; the threads come after it.
    logFromThreads(2, 11);
    for (const char *category : {"main", "trade", "compliance", "ticks"})
        QTRY_VERIFY_WITH_TIMEOUT((logRound(0, 2), !lastError(*recorder, category).empty() || !small), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(!lastError(*recorder, "main").empty(), 60'000);
    const std::uint64_t before = recorder->metrics().blockedCalls;
    logFromThreads(12, kRounds);
    QTRY_VERIFY_WITH_TIMEOUT(ringsAreEmpty(), 60'000);
    QCOMPARE(recorder->metrics().blockedCalls,
             before); // nobody waited: trade and compliance had their memory
    if (small)
        small->makeRoom();
    else
        FaultyDisk::instance().release();
    QVERIFY(recorder->flush(kPatience).complete);

    // Said as soon as there is room, without another record.
    QTRY_VERIFY_WITH_TIMEOUT(look(f.records("main"), "fields", "n").reportedDropped > 0, 60'000);
    const DrainResult result = recorder->stop(kPatience);
    QVERIFY(result.complete);
    const Found main = look(f.records("main"), "fields", "n");
    const Found ticks = look(f.records("ticks"), "fields", "n");
    const Found trades = look(f.records("trade"), "trade", "qty");
    const Found checks = look(f.records("compliance"), "compliance", "observed");
    QVERIFY(main.reportedDropped > 0 && ticks.reportedDropped > 0);
    QCOMPARE(main.reportedDropped + ticks.reportedDropped, result.dropped);
    QCOMPARE(main.records + main.reportedDropped, ticks.records + ticks.reportedDropped);
    QVERIFY(main.records + main.reportedDropped >= std::uint64_t(kThreads * (kRounds - 1) + 1));
    QCOMPARE(trades.records, std::uint64_t(kThreads * (kRounds / 10)));
    QCOMPARE(checks.records, std::uint64_t(kThreads * (kRounds / 10)));
    QCOMPARE(trades.reportedDropped + checks.reportedDropped, 0u);
    QVERIFY(trades.inOrder && checks.inOrder);
}

/// Where memory is full too, a call waits as long as its category says, and what is refused then is counted.
void TestFullDisk::waitsAndDropsByPolicy()
{
    RecorderFixture f;
    f.config.queue.ringBytes = 64 * 1024;
    f.config.categories["trade"].pendingBytes = 64 * 1024;
    f.config.categories["trade"].blockFor = 1ms;
    auto recorder = Recorder::start(f.config, {.outputs = {}, .hooks = {}, .onError = [](const Error &) {}});
    QVERIFY(recorder.ok());
    FaultyDisk::instance().fail(FaultyDisk::Write, f.folder.path().toStdString(), ENOSPC);
    constexpr int kTrades = 5000;
    const std::uint64_t before = recorder->metrics().blockedCalls;
    std::thread([] { // its ring has the size above
        for (int i = 1; i <= kTrades; ++i)
            TW_TRADE(logger("bot"), .event = TradeAction::Placed, .symbol = "BTCUSDT", .qty = Decimal(i));
    })
        .join();
    FaultyDisk::instance().release();

    QVERIFY(recorder->stop(kPatience).complete);
    const Metrics metrics = recorder->metrics();
    const Found trades = look(f.records("trade"), "trade", "qty");
    QVERIFY(trades.reportedDropped > 0);
    QCOMPARE(trades.records + trades.reportedDropped, std::uint64_t(kTrades));
    QVERIFY(metrics.blockedCalls - before >=
            trades.reportedDropped); // none was refused without having waited
    QVERIFY(trades.inOrder);
}

void TestFullDisk::writesEvidenceFirst()
{
    RecorderFixture f;
    auto recorder = Recorder::start(f.config, {.outputs = {}, .hooks = {}, .onError = [](const Error &) {}});
    QVERIFY(recorder.ok());
    const std::string folder = f.folder.path().toStdString();
    FaultyDisk::instance().fail(FaultyDisk::Write, folder, ENOSPC);
    logFromThreads(1, 200);
    QTRY_VERIFY_WITH_TIMEOUT(!lastError(*recorder, "compliance").empty(), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(ringsAreEmpty(), 60'000);

    // Room for them and for a part of the others.
    FaultyDisk::instance().limit(folder, std::size_t{120'000}, ENOSPC);

    QTRY_COMPARE_WITH_TIMEOUT(f.records("compliance").size(), std::size_t(kThreads * 20), 60'000);
    QCOMPARE(f.records("trade").size(), std::size_t(kThreads * 20));
    QVERIFY(f.records("main").size() < std::size_t(kThreads * 200));
    FaultyDisk::instance().release();
    QVERIFY(recorder->stop(kPatience).complete);
    QCOMPARE(f.records("main").size(), std::size_t(kThreads * 200 * 2)); // without a category "ticks"
}

void TestFullDisk::comesBackAfterDeletion_data()
{
    QTest::addColumn<bool>("wholeFolder");
    QTest::addRow("the file") << false;
    QTest::addRow("the folder") << true;
}

void TestFullDisk::comesBackAfterDeletion()
{
    QFETCH(bool, wholeFolder);
    RecorderFixture f;
    f.config.directory = f.folder.filePath("logs").toStdString();
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    logRound(0, 10);
    QVERIFY(recorder->persist("trade", kPatience).ok());
    QVERIFY(recorder->flush(kPatience).complete);
    if (wholeFolder)
        QVERIFY(QDir(f.folder.filePath("logs")).removeRecursively());
    else
        QVERIFY(QFile::remove(f.folder.filePath("logs/alpha.trade.log")));
    logRound(0, 20);
    const auto kept = recorder->persist("trade", kPatience);
    QVERIFY2(kept.ok(), kept ? "" : kept.error().text().c_str());
    const auto trades = familyRecords(f.folder.filePath("logs"), "alpha", "trade");
    QCOMPARE(trades.size(), std::size_t(1));
    QCOMPARE(trades[0]["seq"].get<int>(), 2);
    QVERIFY(recorder->stop(kPatience).complete);
}

void TestFullDisk::outlastsALimitOfDescriptors()
{
    RecorderFixture f;
    auto recorder = Recorder::start(f.config, {.outputs = {}, .hooks = {}, .onError = [](const Error &) {}});
    QVERIFY(recorder.ok());
    logRound(0, 10);
    QVERIFY(recorder->flush(kPatience).complete);
    QVERIFY(QFile::remove(f.folder.filePath("alpha.trade.log")));
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit none = before;
    none.rlim_cur = 3;
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
    logRound(0, 20);
    const auto refused = recorder->persist("trade", 100ms);
    QTRY_VERIFY_WITH_TIMEOUT(lastError(*recorder, "trade").find("EMFILE") != std::string::npos, 60'000);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    QVERIFY(!refused.ok());

    const auto kept = recorder->persist("trade", kPatience);
    QVERIFY2(kept.ok(), kept ? "" : kept.error().text().c_str());
    QCOMPARE(f.records("trade").size(), std::size_t(1));
    QVERIFY(recorder->stop(kPatience).complete);
    QCOMPARE(f.records("main").size(), std::size_t(4));
}

namespace {

/// Memory of this process, shared memory included. Proportional, because a ring is mapped twice in a row.
std::uint64_t memoryBytes()
{
    QFile file("/proc/self/smaps_rollup");
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n'))
        if (line.startsWith("Pss:"))
            return line.mid(4).trimmed().split(' ').first().toULongLong() * 1024;
    return 0;
}

} // namespace

/// Eight threads, everything at its defaults, every category's memory full and every ring as well.
void TestFullDisk::staysWithinItsMemory()
{
    RecorderFixture f;
    for (auto &[name, category] : f.config.categories)
        category.blockFor = 1ms; // not for seconds each; it costs no memory
    const std::uint64_t ofTheTest = memoryBytes();
    auto recorder = Recorder::start(f.config, {.outputs = {}, .hooks = {}, .onError = [](const Error &) {}});
    QVERIFY(recorder.ok());
    FaultyDisk::instance().fail(FaultyDisk::Write, f.folder.path().toStdString(), ENOSPC);
    const auto fill = [&](std::size_t index, std::uint64_t bytes, auto &&call) {
        while (recorder->metrics().categories[index].pendingBytes < bytes) {
            for (int i = 1; i <= 500; ++i)
                call(i);
            recorder->flush(10ms); // cannot be complete, but the backend looks and counts
        }
    };
    const auto log = logger("bot");
    constexpr std::uint64_t kMiB = 1024 * 1024;
    fill(0, kMiB, [&](int i) { TW_INFO(log, "main {}", i); });
    fill(1, 5 * kMiB,
         [&](int i) { TW_TRADE(log, .event = TradeAction::Placed, .symbol = "BTCUSDT", .qty = Decimal(i)); });
    fill(3, 5 * kMiB, [&](int i) {
        TW_COMPLIANCE(log, .rule = "max_position", .verdict = Verdict::Pass, .observed = Decimal(i));
    });
    fill(2, 3 * kMiB / 2, [&](int i) { TW_ERROR(log, "failed {}", i); });
    std::vector<std::thread> threads;
    std::atomic<int> full{0};
    std::atomic<bool> enough{false};
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 20'000; ++i) // a ring holds fewer
                TW_INFO(log, "main {} of a ring that is filled up", i);
            ++full;
            full.notify_all();
            enough.wait(false); // its ring stays
        });
    for (int seen = full; seen < 8; seen = full)
        full.wait(seen);
    const std::uint64_t memory = memoryBytes();
    std::uint64_t pending = 0;
    for (const CategoryMetrics &category : recorder->metrics().categories)
        pending += category.pendingBytes;
    qInfo("%.1f MiB, %.1f without the test's own; %.1f MiB of records wait, each twice in memory",
          double(memory) / kMiB, double(memory - ofTheTest) / kMiB, double(pending) / kMiB);
    enough = true;
    enough.notify_all();
    for (std::thread &thread : threads)
        thread.join();
    QVERIFY(pending > 12 * kMiB);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    QVERIFY(memory > 0 && memory < 64 * kMiB);
#endif
    FaultyDisk::instance().release();
    QVERIFY(recorder->stop(kPatience).complete);
}

QTEST_GUILESS_MAIN(TestFullDisk)
#include "tst_full_disk.moc"
