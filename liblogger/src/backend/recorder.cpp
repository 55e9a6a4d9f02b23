// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/recorder.h>

#include "backend/session.h"

#include <nlohmann/json.hpp>

namespace tapewatch {

class Recorder::Impl {
public:
    explicit Impl(std::unique_ptr<backend::Session> running)
        : session(std::move(running))
    {
    }
    std::unique_ptr<backend::Session> session;
};

Recorder::Recorder(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}
Recorder::Recorder(Recorder &&) noexcept = default;
Recorder &Recorder::operator=(Recorder &&) noexcept = default;
Recorder::~Recorder() = default;

Result<Recorder> Recorder::start(Config config, RecorderOptions options)
{
    auto session = backend::Session::start(std::move(config), std::move(options));
    if (!session)
        return session.error();
    return Recorder(std::make_unique<Impl>(std::move(*session)));
}

Result<Recorder> Recorder::startFromFile(const std::filesystem::path &path, RecorderOptions options)
{
    auto config = loadConfig(path);
    if (!config)
        return config.error();
    return start(std::move(*config), std::move(options));
}

DrainResult Recorder::stop(std::chrono::milliseconds limit)
{
    return m_impl->session->stop(limit);
}

DrainResult Recorder::flush(std::chrono::milliseconds limit)
{
    return m_impl->session->flush(limit);
}

Result<void> Recorder::persist(std::string_view category, std::chrono::milliseconds limit)
{
    return m_impl->session->persist(category, limit);
}

Result<void> persist(std::string_view category, std::chrono::milliseconds limit)
{
    const auto backend = backend::Session::runningBackend();
    return backend ? backend->persist(category, limit) : backend::noRecorderError(category);
}

Config Recorder::config() const
{
    return m_impl->session->config();
}

std::uint64_t Recorder::revision() const
{
    return m_impl->session->configState().revision;
}

Result<std::uint64_t> Recorder::patch(const nlohmann::json &mergePatch, std::string_view reason)
{
    auto changed = m_impl->session->change(std::nullopt, mergePatch, {"program", std::string(reason)});
    if (!changed)
        return changed.error();
    return changed->revision;
}

Result<std::uint64_t> Recorder::setLevel(std::string_view logger, std::optional<Level> level,
                                         std::string_view reason)
{
    const nlohmann::json value = level ? nlohmann::json(levelName(*level)) : nlohmann::json(nullptr);
    return patch({{"levels", {{std::string(logger), value}}}}, reason);
}

Metrics Recorder::metrics() const
{
    return m_impl->session->metrics();
}

std::string Recorder::instance() const
{
    return m_impl->session->hello().instance;
}

std::filesystem::path Recorder::controlSocket() const
{
    return m_impl->session->controlSocket();
}

} // namespace tapewatch
