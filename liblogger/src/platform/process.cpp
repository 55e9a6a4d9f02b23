// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "platform/process.h"

#include <csignal>
#include <initializer_list>
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace tapewatch::platform {

std::uint32_t processId()
{
    return static_cast<std::uint32_t>(getpid());
}

std::uint32_t threadId()
{
    return static_cast<std::uint32_t>(syscall(SYS_gettid));
}

void nameThread(const char *name)
{
    pthread_setname_np(pthread_self(), name);
}

void blockSignals()
{
    sigset_t all;
    sigfillset(&all);
    for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGSYS, SIGTRAP, SIGABRT})
        sigdelset(&all, fault); // of this thread's own doing: the program's handler is to see it
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

void standBack()
{
    constexpr int kWhoThread = 1;       // IOPRIO_WHO_PROCESS: a thread's id is meant; 0 is the calling one
    constexpr int kIdleClass = 3 << 13; // IOPRIO_CLASS_IDLE; no header of the C library has them
    setpriority(PRIO_PROCESS, threadId(), 19); // of the thread alone, on Linux
    const sched_param none{};
    sched_setscheduler(0, SCHED_IDLE, &none);
    syscall(SYS_ioprio_set, kWhoThread, 0, kIdleClass);
}

} // namespace tapewatch::platform
