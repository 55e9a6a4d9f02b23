// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "journal/process_folder.h"
#include "logger/recorder_fixture.h"
#include "sinks/instance_lock.h"

#include <tapewatch/control_client.h>
#include <tapewatch/recovery.h>

#include <QProcess>
#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>
#include <string_view>

using namespace tapewatch;
using namespace tapewatch::test;

/// Every order in which programs begin and end, with what is in tests/logger/lifetime.
class TestLifetime : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void logsFromDestructors();
    void letsThreadsOutliveMain_data();
    void letsThreadsOutliveMain();
    void forksWhileThreadsLog();
    void forksAndExecutes();
    void leavesNothingToAnOrphan();
    void outlivesAPlugin();
    void startsAgain();

private:
    struct Ran {
        int status = -1;
        QByteArray output;
    };
    [[nodiscard]] Ran run(const QString &program, const QStringList &arguments = {}) const;
    [[nodiscard]] std::vector<nlohmann::json> records(const std::string &instance = "alpha",
                                                      const std::string &category = "main") const
    {
        return familyRecords(m_logs->path(), instance, category);
    }
    [[nodiscard]] QStringList messages(const std::string &instance = "alpha") const;
    [[nodiscard]] std::map<int, std::vector<std::int64_t>> numbers(const std::string &instance) const;
    /// How far each worker's numbers go from 0 on without a gap; -1 where one is missing or twice.
    [[nodiscard]] std::map<int, std::int64_t> workers() const;

    std::unique_ptr<QTemporaryDir> m_logs;
    std::unique_ptr<QTemporaryDir> m_crash;
};

void TestLifetime::init()
{
    m_logs = std::make_unique<QTemporaryDir>();
    m_crash = std::make_unique<QTemporaryDir>();
    qputenv("TAPEWATCH_CRASH_DIR", m_crash->filePath("crash").toUtf8());
    qputenv("TAPEWATCH_RUNTIME_DIR", m_crash->filePath("run").toUtf8());
}

/// Whatever the order, nothing stays behind in shared memory.
void TestLifetime::cleanup()
{
    QVERIFY(journal::ProcessFolder::list().empty());
}

TestLifetime::Ran TestLifetime::run(const QString &program, const QStringList &arguments) const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(LIFETIME_PROGRAMS "/lifetime_" + program, QStringList(m_logs->path()) + arguments);
    if (!process.waitForFinished(-1) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput()};
}

QStringList TestLifetime::messages(const std::string &instance) const
{
    QStringList all;
    for (const auto &record : records(instance))
        all += QString::fromStdString(record.value("message", "?"));
    return all;
}

/// The numbers that each worker logged. By hand: there are too many lines to make a JSON tree of each.
std::map<int, std::vector<std::int64_t>> TestLifetime::numbers(const std::string &instance) const
{
    std::map<int, std::vector<std::int64_t>> all;
    const auto after = [](const std::string &line, std::string_view key) {
        return std::strtoll(line.c_str() + line.find(key) + key.size(), nullptr, 10);
    };
    for (const std::string &line : familyLines(m_logs->path(), instance, "main"))
        if (line.find(R"("logger":"counter")") != std::string::npos)
            all[static_cast<int>(after(line, R"("worker":)"))].push_back(after(line, R"("message":")"));
    return all;
}

std::map<int, std::int64_t> TestLifetime::workers() const
{
    std::map<int, std::int64_t> counts;
    for (const auto &[worker, logged] : numbers("alpha")) {
        counts[worker] = static_cast<std::int64_t>(logged.size());
        for (std::size_t i = 0; i < logged.size(); ++i)
            if (logged[i] != static_cast<std::int64_t>(i))
                counts[worker] = -1;
    }
    return counts;
}

void TestLifetime::logsFromDestructors()
{
    QCOMPARE(run("static_objects").status, 0);
    QCOMPARE(messages(), (QStringList{"in main", "in a thread, before behind the thread's ring",
                                      "behind the thread's ring", "before the recorder's end"}));
}

void TestLifetime::letsThreadsOutliveMain_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<bool>("recovers");
    QTest::addRow("the recorder is stopped") << "return" << false;
    QTest::addRow("exit() while it runs") << "exit" << true;
}

void TestLifetime::letsThreadsOutliveMain()
{
    QFETCH(QString, how);
    QFETCH(bool, recovers);

    const Ran ran = run("outliving_threads", {how});

    QCOMPARE(ran.status, 0);
    const auto left = crashedProcesses();
    QCOMPARE(left.size(), std::size_t(recovers ? 1 : 0));
    if (recovers)
        QVERIFY(!recover(left.front()).error);
    const QList<QByteArray> accepted = ran.output.trimmed().split(' ');
    const auto written = workers();
    QCOMPARE(written.size(), std::size_t(accepted.size()));
    for (const auto &[worker, count] : written)
        QVERIFY2(count >= accepted[worker].toLongLong(), qPrintable(QString::number(count)));
}

void TestLifetime::forksWhileThreadsLog()
{
    QCOMPARE(run("forks", {"while logging"}).status, 0);

    const auto written = workers();
    QCOMPARE(written.size(), std::size_t(4));
    for (const auto &[worker, count] : written)
        QCOMPARE(count, 5000);
    QCOMPARE(familyLines(m_logs->path(), "alpha", "main").size(), std::size_t(4 * 5000)); // and no child's
    QCOMPARE(messages("child"), QStringList{"with a recorder of its own"});
}

void TestLifetime::forksAndExecutes()
{
    QCOMPARE(run("forks", {"and exec"}).status, 0);
    QCOMPARE(messages(), QStringList{"behind it"});
}

void TestLifetime::leavesNothingToAnOrphan()
{
    QProcess process;
    process.start(LIFETIME_PROGRAMS "/lifetime_forks", {m_logs->path(), "orphan"});
    QVERIFY(process.waitForFinished(-1));
    QCOMPARE(process.exitStatus(),
             QProcess::CrashExit); // its child lives until our end of the pipe is closed

    const auto left = crashedProcesses(); // the folder's lock is free
    QCOMPARE(left.size(), std::size_t(1));
    QVERIFY(!recover(left.front()).error); // the name's lock as well
    QCOMPARE(messages().first(), "last words");
    auto lock = sinks::InstanceLock::take(m_logs->path().toStdString(), "alpha");
    QVERIFY(lock.ok());
    QCOMPARE(lock->instance(), "alpha");
    const QString run = m_crash->filePath("run");
    const QStringList sockets = QDir(run).entryList(QDir::System | QDir::Files);
    QCOMPARE(sockets.size(), 1); // the dead bot's
    const auto client = control::Client::connect(QDir(run).filePath(sockets[0]).toStdString(), kPatience);
    QVERIFY(!client.ok());
    QCOMPARE(client.error().code, Error::Code::NotFound); // nobody listens
}

void TestLifetime::outlivesAPlugin()
{
    QCOMPARE(run("plugin_host", {LIFETIME_PLUGIN}).status, 0);

    const auto main = records();
    QCOMPARE(main.size(), std::size_t(5)); // the plugin ran twice
    QVERIFY(same(main[1]["message"], "loaded 1 of two"));
    QVERIFY(same(main[1]["fields"], {{"venue", "binance"}, {"depth", 5}}));
    QVERIFY(main[1]["source"].get<std::string>().find("plugin.cpp:") != std::string::npos);
    QVERIFY(same(main[1]["function"], "runPlugin"));
    QVERIFY(same(main[4]["error"]["type"], "PluginError"));
    const auto trades = records("alpha", "trade");
    QCOMPARE(trades.size(), std::size_t(2));
    QVERIFY(same(trades[1]["trade"]["symbol"], "BTCUSDT"));
}

void TestLifetime::startsAgain()
{
    QCOMPARE(run("restarts").status, 0);

    const auto ofMain = [this](const std::string &instance) {
        QStringList lines;
        for (const std::string &line : familyLines(m_logs->path(), instance, "main"))
            if (line.find(R"("logger":"main")") != std::string::npos)
                lines += QString::fromStdString(nlohmann::json::parse(line)["message"].get<std::string>());
        return lines;
    };
    QCOMPARE(ofMain("alpha"), (QStringList{"first begins", "first ends", "second begins", "second ends"}));
    QCOMPARE(ofMain("beta"), (QStringList{"third begins", "third ends"}));
    QCOMPARE(ofMain("gamma"), (QStringList{"fourth begins", "fourth ends"}));
    for (const char *instance : {"alpha", "beta", "gamma"}) {
        const auto logged = numbers(instance);
        QCOMPARE(logged.size(), std::size_t(4));
        for (const auto &[worker, all] : logged) // nothing twice, nothing out of order
            QVERIFY(std::ranges::adjacent_find(all, std::greater_equal()) == all.end());
    }
}

QTEST_GUILESS_MAIN(TestLifetime)
#include "tst_lifetime.moc"
