// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/spdlog.h>

#include "front/site_dictionary.h"

#include <tapewatch/detail/submit.h>

#include <map>
#include <mutex>
#include <spdlog/sinks/base_sink.h>
#include <tuple>

namespace tapewatch {

namespace {

static_assert(static_cast<int>(Level::Warning) == SPDLOG_LEVEL_WARN &&
              static_cast<int>(Level::Critical) == SPDLOG_LEVEL_CRITICAL);

/// spdlog gives the source as pointers to literals, so place and id are found without comparing text. The
/// base class locks around sink_it_().
class RecorderSink final : public spdlog::sinks::base_sink<std::mutex> {
protected:
    void sink_it_(const spdlog::details::log_msg &message) override
    {
        const Logger &to = loggerOf({message.logger_name.data(), message.logger_name.size()});
        const auto level = static_cast<Level>(message.level);
        if (!to.enabled(level))
            return;
        detail::write(siteOf(message.source), *to.node(), detail::levelByte(*to.node(), level),
                      to.node()->category.load(std::memory_order_relaxed),
                      std::string_view(message.payload.data(), message.payload.size()));
    }
    void flush_() override {}

private:
    const Logger &loggerOf(std::string_view name)
    {
        const auto found = m_loggers.find(name);
        return found != m_loggers.end() ? found->second
                                        : m_loggers.emplace(std::string(name), logger(name)).first->second;
    }

    std::uint32_t siteOf(const spdlog::source_loc &source)
    {
        auto [place, isNew] = m_sites.try_emplace({source.filename, source.line}, 0);
        if (isNew) {
            const auto text = [](const char *t) { return std::string_view(t != nullptr ? t : ""); };
            place->second = front::SiteDictionary::instance().addForeign(
                text(source.filename), static_cast<std::uint32_t>(source.line), text(source.funcname));
        }
        return place->second;
    }

    std::map<std::string, Logger, std::less<>> m_loggers;
    std::map<std::pair<const char *, int>, std::uint32_t> m_sites;
};

} // namespace

std::shared_ptr<spdlog::sinks::sink> makeSpdlogSink()
{
    return std::make_shared<RecorderSink>();
}

} // namespace tapewatch
