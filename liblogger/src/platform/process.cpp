// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "platform/process.h"

#include <csignal>
#include <initializer_list>
#include <pthread.h>
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

} // namespace tapewatch::platform
