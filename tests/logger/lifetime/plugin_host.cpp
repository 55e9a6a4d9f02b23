// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "logger/lifetime/program.h"

#include <cstdio>
#include <dlfcn.h>
#include <memory>
#include <semaphore>

using namespace tapewatch;
using namespace tapewatch::test;

// Loads a plugin that logs, and unloads it before the backend has read any of its records.

namespace {

/// Keeps the backend in its first record until open() is called.
class Gate final : public Output {
public:
    void write(const RecordView &) override
    {
        if (std::exchange(m_first, false)) {
            m_reached.release();
            m_open.acquire();
        }
    }
    void flush() override {}
    void awaitRecord() { m_reached.acquire(); }
    void open() { m_open.release(); }

private:
    bool m_first = true;
    std::binary_semaphore m_reached{0};
    std::binary_semaphore m_open{0};
};

bool runAndUnload(const char *path)
{
    void *plugin = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (plugin == nullptr)
        return std::fprintf(stderr, "%s\n", dlerror()), false;
    reinterpret_cast<void (*)()>(dlsym(plugin, "runPlugin"))();
    dlclose(plugin);
    return dlopen(path, RTLD_NOW | RTLD_NOLOAD) == nullptr;
}

} // namespace

int main(int, char **argv)
{
    dieWithParent();
    const auto gate = std::make_shared<Gate>();
    RecorderOptions options;
    options.outputs.push_back(gate);
    auto recorder = Recorder::start(configIn(argv[1]), std::move(options));
    if (!recorder.ok())
        return 1;
    // Of a kind that brings all of the recorder into this program, for the plugin to find it.
    TW_FAILURE(logger("host"), "before the plugin", .type = "None");
    gate->awaitRecord();
    const bool unloaded = runAndUnload(argv[2]) && runAndUnload(argv[2]);
    gate->open();
    if (!unloaded)
        return 2;
    return recorder->stop(std::chrono::minutes(1)).complete ? 0 : 3;
}
