// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "logger/recorder_fixture.h"

#include <QTest>

#include <cstdlib>
#include <dlfcn.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tapewatch;
using namespace tapewatch::literals;
using namespace tapewatch::test;

// What the calling thread does in a call, after its first: nothing that could wait. The C library's
// allocator and mutex are replaced by ones that count, for the thread that asks for it.

namespace {
thread_local bool watching = false;
thread_local int allocations = 0;
thread_local int locks = 0;
} // namespace

extern "C" void *__libc_malloc(std::size_t size);

extern "C" void *malloc(std::size_t size)
{
    allocations += watching ? 1 : 0;
    return __libc_malloc(size);
}

extern "C" int pthread_mutex_lock(pthread_mutex_t *mutex)
{
    using Lock = int (*)(pthread_mutex_t *);
    static const auto real = reinterpret_cast<Lock>(dlsym(RTLD_NEXT, "pthread_mutex_lock"));
    locks += watching ? 1 : 0;
    return real(mutex);
}

class TestHotPath : public QObject {
    Q_OBJECT
private slots:
    void neitherAllocatesNorLocks();
    void makesNoSystemCall();
    void theWatchSeesAllocationsAndLocks();
};

namespace {

constexpr int kCalls = 2000; // fewer than fill a ring, more than its pages

void logEveryKind(const Logger &log, int n)
{
    const std::string symbol = "BTCUSDT";
    TW_INFO(log, "order {} {} qty={} px={} id={}", "BUY", symbol, n, 50000.5, std::uint64_t(n));
    TW_INFO(log, "order placed", "side"_f = "BUY", "symbol"_f = symbol, "qty"_f = n);
    TW_DEBUG(log, "below the level {}", n);
    TW_TRADE(log, .event = TradeAction::Filled, .symbol = "BTCUSDT", .side = Side::Buy, .qty = 0.01_dec);
}

/// Ends the process at any system call of this thread but its exit.
bool forbidSystemCalls()
{
    sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit_group, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog program{std::size(filter), filter};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/// In a child of its own: the filter cannot be taken off again.
[[noreturn]] void logWithoutSystemCalls(const Config &config)
{
    auto recorder = Recorder::start(config);
    const auto log = logger("hot");
    if (!recorder.ok())
        _exit(2);
    logEveryKind(log, 0);
    if (!forbidSystemCalls()) // of this thread: the backend's goes on as before
        _exit(3);
    for (int n = 0; n < kCalls; ++n)
        logEveryKind(log, n);
    _exit(0);
}

} // namespace

void TestHotPath::neitherAllocatesNorLocks()
{
    RecorderFixture f;
    f.config.levels[""] = Level::Info;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    const auto log = logger("hot");
    logEveryKind(log, 0);

    watching = true;
    for (int n = 0; n < kCalls; ++n)
        logEveryKind(log, n);
    watching = false;

    QCOMPARE(std::exchange(allocations, 0), 0);
    QCOMPARE(std::exchange(locks, 0), 0);
}

void TestHotPath::makesNoSystemCall()
{
    RecorderFixture f;
    f.config.levels[""] = Level::Info;
    const pid_t child = fork();
    if (child == 0)
        logWithoutSystemCalls(f.config);
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);

    QVERIFY2(WIFEXITED(status), "a system call ended the process");
    QCOMPARE(WEXITSTATUS(status), 0);
}

void TestHotPath::theWatchSeesAllocationsAndLocks()
{
    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    watching = true;
    auto *text = new std::string(100, 'x');
    pthread_mutex_lock(&mutex);
    watching = false;
    pthread_mutex_unlock(&mutex);
    delete text;

    QVERIFY(std::exchange(allocations, 0) >= 2);
    QCOMPARE(std::exchange(locks, 0), 1);
}

QTEST_APPLESS_MAIN(TestHotPath)
#include "tst_hot_path.moc"
