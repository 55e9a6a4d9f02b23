// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "journal/journal.h"
#include "logger/recorder_fixture.h"
#include "platform/ring_memory.h"

#include <tapewatch/recovery.h>

#include <QTest>

#include <condition_variable>
#include <csignal>
#include <functional>
#include <mutex>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tapewatch;
using namespace tapewatch::literals;
using namespace tapewatch::test;
using namespace nlohmann::literals;

/// What a recovery makes of what it finds.
class TestRecovery : public QObject {
    Q_OBJECT
private slots:
    void init();
    void bringsBackEveryKindOfValue();
    void continuesTheNumbers();
    void tellsWhatWasDropped();
    void stopsAtWhatMakesNoSense_data();
    void stopsAtWhatMakesNoSense();
    void readsADictionaryWithATornEnd();
    void leavesTheLivingAlone();
    void finishesWhatAStopLeftBehind();
    void waitsForFilesThatCannotBeWritten();
    void leavesTheFileOfWhatItCannotRecover();
    void keepsADictionaryReadable();
    void deletesWhatHasNothingToRecover();
    void goesOnWithoutSharedMemory_data();
    void goesOnWithoutSharedMemory();
    void isOffWhereItIsNotWanted();

private:
    std::unique_ptr<QTemporaryDir> m_crash;
};

namespace {

/// Keeps the backend in its first record, so that all that follow stay in the rings.
class Stuck final : public Output {
public:
    void write(const RecordView &) override
    {
        std::unique_lock lock(m_mutex);
        m_never.wait(lock, [] { return false; });
    }
    void flush() override {}

private:
    std::mutex m_mutex;
    std::condition_variable m_never;
};

/// Whether `work` is true in a process of its own. This one has no recorder, and so no folder of its own.
bool inAnotherProcess(const std::function<bool()> &work)
{
    const pid_t child = fork();
    if (child == 0)
        _exit(work() ? 0 : 1);
    int status = -1;
    return waitpid(child, &status, 0) == child && status == 0;
}

/// Runs `work` with a recorder whose backend is stuck in a process of its own, which then dies.
void dieAfter(const Config &config, const std::function<void()> &work)
{
    QVERIFY(inAnotherProcess([&] {
        RecorderOptions options;
        options.outputs.push_back(std::make_shared<Stuck>());
        auto recorder = Recorder::start(config, std::move(options));
        if (recorder.ok())
            work();
        return recorder.ok() ? (_exit(0), true) : false;
    }));
}

Recovery recoverTheOne()
{
    const auto found = crashedProcesses();
    return found.size() == 1 ? recover(found.front()) : Recovery{{}, 0, 0, Error{}};
}

std::filesystem::path folderOfTheOne()
{
    return journal::ProcessFolder::list().at(0);
}

} // namespace

void TestRecovery::init()
{
    m_crash = std::make_unique<QTemporaryDir>();
    qputenv("TAPEWATCH_CRASH_DIR", m_crash->filePath("crash").toUtf8());
}

void TestRecovery::bringsBackEveryKindOfValue()
{
    RecorderFixture f;
    dieAfter(f.config, [] {
        const Logger log = logger("a.b").with("bound"_f = "yes");
        const ScopedContext context("order"_f = "o-1");
        TW_INFO(log, "first {} {}", 1, "two", "price"_f = 50000.10_dec, "empty"_f = std::optional<int>());
        TW_TRADE(log, .event = TradeAction::Filled, .symbol = "BTCUSDT", .side = Side::Buy, .qty = 0.010_dec);
        TW_FAILURE(log, "refused", .type = "ExchangeError", .stack = "a\nb");
        TW_INFO(log, "large", "text"_f = std::string(1'000'000, 'x'));
    });

    const Recovery recovery = recoverTheOne();

    QVERIFY2(!recovery.error, recovery.error ? recovery.error->text().c_str() : "");
    QCOMPARE(recovery.unreadable, 0u);
    QCOMPARE(recovery.records, 4u);
    QCOMPARE(recovery.process.instance, "alpha");
    const auto main = f.records();
    QCOMPARE(main.size(), std::size_t(4)); // with the note
    QVERIFY(same(main[0]["message"], "first 1 two"));
    QCOMPARE(QString::fromStdString(main[0]["fields"].dump()),
             R"({"bound":"yes","empty":null,"order":"o-1","price":50000.1})");
    QVERIFY(familyLines(f.folder.path(), "alpha", "main")[0].find("50000.10") != std::string::npos);
    QVERIFY(same(main[0]["recovered"], true));
    QVERIFY(same(main[0]["pid"], recovery.process.pid));
    QCOMPARE(main[2]["fields"]["text"].get<std::string>().size(), std::size_t(1'000'000));
    QVERIFY(same(main[3]["fields"]["event"], "records_recovered"));
    QVERIFY(same(main[3]["fields"]["recovered"], 4));
    QVERIFY(same(f.records("trade").at(0)["trade"]["qty"], 0.01));
    QVERIFY(same(f.records("error").at(0)["error"]["stack"], "a\nb"));
}

void TestRecovery::continuesTheNumbers()
{
    RecorderFixture f;
    QVERIFY(inAnotherProcess([&] {
        auto recorder = Recorder::start(f.config);
        TW_INFO(logger("a"), "1");
        TW_INFO(logger("a"), "2");
        const bool flushed = recorder.ok() && recorder->flush(kPatience).complete;
        TW_INFO(logger("a"), "3");
        _exit(flushed ? 0 : 1);
        return flushed;
    }));

    QVERIFY(inAnotherProcess([&] {
        auto recorder = Recorder::start(f.config); // recovers by itself
        TW_INFO(logger("a"), "new");
        return recorder.ok() && crashedProcesses().empty() && recorder->stop(kPatience).complete;
    }));

    const auto records = f.records();
    QVERIFY(records.size() >= 4);
    for (std::size_t i = 0; i < 3; ++i) {
        QVERIFY(same(records[i]["message"], std::to_string(i + 1)));
        QVERIFY(same(records[i]["seq"], i + 1));
    }
    QVERIFY(same(records.back()["message"], "new"));
    QVERIFY(same(records.back()["seq"], 1));
}

void TestRecovery::tellsWhatWasDropped()
{
    RecorderFixture f;
    f.config.queue.ringBytes = 64 * 1024;
    dieAfter(f.config, [] {
        for (int i = 0; i < 10'000; ++i)
            TW_DEBUG(logger("a"), "flood {}", i);
    });

    const Recovery recovery = recoverTheOne();

    QVERIFY(!recovery.error);
    std::uint64_t dropped = 0;
    for (const auto &record : f.records())
        if (record.value("/fields/event"_json_pointer, "") == "records_dropped")
            dropped += record["fields"]["dropped_debug"].get<std::uint64_t>();
    QCOMPARE(dropped + recovery.records, 10'000u);
}

void TestRecovery::stopsAtWhatMakesNoSense_data()
{
    using Header = detail::RecordHeader;
    QTest::addColumn<int>("offset"); // in the third record's header
    QTest::addColumn<quint8>("value");

    QTest::addRow("a size of nothing") << int(offsetof(Header, size)) << quint8(0);
    QTest::addRow("a size that is no multiple") << int(offsetof(Header, size)) << quint8(33);
    QTest::addRow("a size beyond the end") << int(offsetof(Header, size)) + 2 << quint8(0xff);
    QTest::addRow("no such call site") << int(offsetof(Header, site)) + 3 << quint8(0x7f);
    QTest::addRow("no such logger") << int(offsetof(Header, logger)) + 3 << quint8(0x7f);
    QTest::addRow("no such level") << int(offsetof(Header, level)) << quint8(77);
    QTest::addRow("no such category") << int(offsetof(Header, category)) << quint8(200);
    QTest::addRow("context beyond the record") << int(offsetof(Header, contextBytes)) + 1 << quint8(0xff);
    QTest::addRow("no such box") << int(offsetof(Header, level)) << quint8(detail::kBoxed);
}

void TestRecovery::stopsAtWhatMakesNoSense()
{
    QFETCH(int, offset);
    QFETCH(quint8, value);
    RecorderFixture f;
    dieAfter(f.config, [] {
        for (int i = 1; i <= 5; ++i)
            TW_INFO(logger("a"), "record {}", i);
    });
    const auto folder = journal::ProcessFolder::takeOver(folderOfTheOne());
    QVERIFY(folder.ok());
    {
        auto ring = platform::RingMemory::open((*folder)->descriptor(), (*folder)->files("ring-").at(0));
        QVERIFY(ring.ok());
        std::uint32_t size = 0;
        std::memcpy(&size, ring->data(), sizeof size);
        ring->data()[2 * size + static_cast<std::uint32_t>(offset)] = std::byte{value};
    }
    (*folder)->closeInChild();

    const Recovery recovery = recoverTheOne();

    QVERIFY(!recovery.error);
    QCOMPARE(recovery.records, 2u);
    QVERIFY(recovery.unreadable > 0);
    QVERIFY(same(f.records().at(1)["message"], "record 2"));
}

void TestRecovery::readsADictionaryWithATornEnd()
{
    RecorderFixture f;
    dieAfter(f.config, [] { TW_INFO(logger("a"), "kept"); });
    QFile dictionary(QString::fromStdString((folderOfTheOne() / "dictionary").string()));
    QVERIFY(dictionary.open(QIODevice::Append));
    QCOMPARE(dictionary.write(QByteArray::fromHex("ff0000000174")), 6);
    dictionary.close();

    QVERIFY(!recoverTheOne().error);

    QVERIFY(same(f.records().at(0)["message"], "kept"));
}

void TestRecovery::leavesTheLivingAlone()
{
    RecorderFixture f;
    QVERIFY(inAnotherProcess([&] {
        auto recorder = Recorder::start(f.config);
        CrashedProcess me;
        me.folder = folderOfTheOne();
        const Recovery recovery = recover(me);
        return recorder.ok() && crashedProcesses().empty() && recovery.error &&
               recovery.error->code == Error::Code::Busy && recorder->stop(kPatience).complete;
    }));
}

void TestRecovery::finishesWhatAStopLeftBehind()
{
    RecorderFixture f;
    QVERIFY(inAnotherProcess([&] {
        RecorderOptions options;
        options.outputs.push_back(std::make_shared<Stuck>());
        auto recorder = Recorder::start(f.config, std::move(options));
        TW_INFO(logger("a"), "left behind");
        const DrainResult result = recorder->stop(std::chrono::milliseconds(1));
        _exit(!result.complete && result.left == 1 ? 0 : 1);
        return true;
    }));

    QCOMPARE(recoverTheOne().records, 1u);

    QVERIFY(same(f.records().at(0)["message"], "left behind"));
}

void TestRecovery::waitsForFilesThatCannotBeWritten()
{
    RecorderFixture f;
    dieAfter(f.config, [] { TW_INFO(logger("a"), "kept"); });
    const QString logs = f.folder.path();
    const QString aside = logs + "-aside";
    QVERIFY(QDir().rename(logs, aside));
    QFile inItsPlace(logs);
    QVERIFY(inItsPlace.open(QIODevice::WriteOnly));

    const Recovery failed = recoverTheOne();
    QVERIFY(failed.error);
    QCOMPARE(failed.error->code, Error::Code::Io);

    QVERIFY(inItsPlace.remove());
    QVERIFY(QDir().rename(aside, logs));
    QVERIFY(!recoverTheOne().error);
    QVERIFY(same(f.records().at(0)["message"], "kept"));
}

/// Its unwritten records are told from its file's size: nobody else may append to it.
void TestRecovery::leavesTheFileOfWhatItCannotRecover()
{
    RecorderFixture f;
    QVERIFY(inAnotherProcess([&] {
        auto recorder = Recorder::start(f.config);
        TW_INFO(logger("a"), "1");
        _exit(recorder.ok() && recorder->flush(kPatience).complete ? 0 : 1);
        return true;
    }));
    QFile dictionary(QString::fromStdString((folderOfTheOne() / "dictionary").string()));
    QVERIFY(dictionary.resize(0));

    QVERIFY(inAnotherProcess([&] {
        RecorderOptions options;
        options.onError = [](const Error &) {};
        auto recorder = Recorder::start(f.config, std::move(options));
        TW_INFO(logger("a"), "new");
        return recorder.ok() && recorder->stop(kPatience).complete;
    }));

    const auto files = familyFiles(f.folder.path(), "alpha", "main");
    QCOMPARE(files.size(), std::size_t(2));
    QVERIFY(contentOf(files[0]).contains("\"message\":\"1\""));
    QVERIFY(!contentOf(files[0]).contains("\"message\":\"new\""));
    QVERIFY(contentOf(files[1]).contains("\"message\":\"new\""));
}

void TestRecovery::keepsADictionaryReadable()
{
    auto folder = journal::ProcessFolder::create();
    QVERIFY(folder.ok());
    auto writer = journal::DictionaryWriter::create((*folder)->descriptor());
    QVERIFY(writer.ok());
    writer->add(journal::SessionEntry{"alpha", "{}", {"main"}});
    writer->add(journal::SiteEntry{1, 10, 0, "first", "a.cpp", "f", "", {}});
    {
        const rlimit small{100, RLIM_INFINITY};
        std::signal(SIGXFSZ, SIG_IGN);
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
        writer->add(journal::SiteEntry{2, 20, 0, std::string(500, 'x'), "a.cpp", "f", "", {}}); // taken half
        const rlimit none{RLIM_INFINITY, RLIM_INFINITY};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &none), 0);
    }
    writer->add(journal::SiteEntry{3, 30, 0, "third", "a.cpp", "f", "", {}});

    const auto read = journal::Dictionary::read((*folder)->descriptor());
    QVERIFY(read.ok());
    QCOMPARE(read.value().sites.size(), std::size_t(3));
    QCOMPARE(read.value().sites[0].format, "first");
    QCOMPARE(read.value().sites[1].id, 0u);
    QCOMPARE(read.value().sites[2].format, "third");
    (*folder)->remove();
}

void TestRecovery::deletesWhatHasNothingToRecover()
{
    RecorderFixture f;
    QVERIFY(inAnotherProcess([&] { // and ends without its exit handlers
        auto recorder = Recorder::start(f.config);
        return recorder.ok() && recorder->stop(kPatience).complete;
    }));
    QCOMPARE(journal::ProcessFolder::list().size(), std::size_t(1));

    QVERIFY(crashedProcesses().empty());

    QVERIFY(journal::ProcessFolder::list().empty());
}

void TestRecovery::goesOnWithoutSharedMemory_data()
{
    QTest::addColumn<int>("mode"); // of a folder in its place; 0: a file
    QTest::addColumn<QString>("why");

    QTest::addRow("a file in its place") << 0 << "not a folder of this user alone";
    QTest::addRow("a folder that others may enter") << 0755 << "not a folder of this user alone";
}

void TestRecovery::goesOnWithoutSharedMemory()
{
    QFETCH(int, mode);
    QFETCH(QString, why);
    RecorderFixture f;
    const QByteArray root = qgetenv("TAPEWATCH_CRASH_DIR");
    if (mode == 0)
        QVERIFY(QFile(root).open(QIODevice::WriteOnly));
    else
        QCOMPARE(::mkdir(root, 0700) + ::chmod(root, static_cast<mode_t>(mode)), 0);

    QVERIFY(inAnotherProcess([&] {
        QString said;
        RecorderOptions options;
        options.onError = [&](const Error &error) { said += QString::fromStdString(error.text()); };
        auto recorder = Recorder::start(f.config, std::move(options));
        TW_INFO(logger("a"), "written all the same");
        return recorder.ok() && recorder->stop(kPatience).complete && said.contains(why);
    }));
    QCOMPARE(f.records().size(), std::size_t(1));
}

void TestRecovery::isOffWhereItIsNotWanted()
{
    RecorderFixture f;
    f.config.queue.crashSafe = false;
    dieAfter(f.config, [] { TW_INFO(logger("a"), "gone with its process"); });

    QVERIFY(crashedProcesses().empty());
    QVERIFY(journal::ProcessFolder::list().empty());
}

QTEST_GUILESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
