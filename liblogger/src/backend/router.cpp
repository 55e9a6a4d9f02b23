// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/router.h"

#include "sinks/console_output.h"

#include <tapewatch/detail/event_members.h>

#include <algorithm>

namespace tapewatch::backend {

namespace {

/// What has to be accounted for goes to the disk first.
bool isEvidence(std::size_t index)
{
    return index == detail::kTradeIndex || index == detail::kComplianceIndex;
}

std::string textOf(std::span<const FieldView> fields, std::string_view name)
{
    for (const FieldView &field : fields)
        if (const auto *text = std::get_if<std::string_view>(&field.value);
            text != nullptr && field.name == name)
            return std::string(*text);
    return {};
}

} // namespace

Result<std::unique_ptr<Router>> Router::open(const Config &config, const std::vector<std::string> &categories,
                                             Environment environment)
{
    std::unique_ptr<Router> router(new Router(config, std::move(environment)));
    for (auto &output : router->m_environment.outputs)
        router->m_outputs.push_back({output, Level::Trace, false});
    router->setConsole(config.console);
    router->m_redactor.reconfigure(config.redaction);
    for (const std::string &name : categories) {
        router->m_channels.push_back({name, {}, nullptr});
        if (auto opened = router->openChannel(router->m_channels.size() - 1, config); !opened)
            return opened.error();
    }
    if (!router->m_environment.recover) // which is to end soon
        router->m_compressor.configure(config.categories);
    return router;
}

Router::Router(const Config &config, Environment environment)
    : m_environment(std::move(environment))
    , m_compressor({config.directory, config.bot,
                    [reporter = m_environment.reporter](const Error &error) { reporter->report(error); }})
    , m_sync(std::make_shared<sinks::SyncThread>(m_environment.synced))
{
}

Result<void> Router::openChannel(std::size_t index, const Config &config)
{
    Channel &channel = m_channels[index];
    const auto found = config.categories.find(channel.name);
    if (found != config.categories.end())
        channel.config = found->second;
    const CategoryConfig &settings = channel.config;
    if (found == config.categories.end() || !settings.enabled) {
        channel.sink.reset();
        return {};
    }
    if (channel.sink) {
        channel.sink->reconfigure(settings.layout, settings.rotation, settings.retention);
        channel.sink->setPending(settings.pendingBytes, settings.overflow);
        channel.sink->setSync(settings.sync);
        return {};
    }
    auto sink = openSink(index, config);
    if (!sink)
        return sink.error();
    channel.sink = std::move(*sink);
    return {};
}

Result<std::unique_ptr<sinks::FileSink>> Router::openSink(std::size_t index, const Config &config)
{
    const CategoryConfig &settings = m_channels[index].config;
    sinks::FileSink::Options options{config.directory,
                                     config.bot,
                                     m_environment.instance,
                                     m_channels[index].name,
                                     settings.layout,
                                     settings.rotation,
                                     settings.retention,
                                     settings.pendingBytes,
                                     [this] { m_compressor.wake(); },
                                     settings.overflow,
                                     settings.sync,
                                     m_sync,
                                     m_environment.startFiles};
    if (m_environment.journal == nullptr)
        return sinks::FileSink::open(std::move(options));
    auto redo = m_environment.journal->redoLog(index);
    if (redo && m_environment.recover)
        return sinks::FileSink::resume(std::move(options), std::move(*redo));
    if (redo)
        return sinks::FileSink::open(std::move(options), std::move(*redo));
    if (m_environment.recover)
        return redo.error();
    m_environment.reporter->report(redo.error()); // writing matters more than surviving
    return sinks::FileSink::open(std::move(options));
}

void Router::reconfigure(const Config &config, const std::vector<std::string> &categories)
{
    for (std::size_t i = m_channels.size(); i < categories.size(); ++i)
        m_channels.push_back({categories[i], {}, nullptr});
    for (std::size_t i = 0; i < m_channels.size(); ++i)
        if (auto opened = openChannel(i, config); !opened)
            m_environment.reporter->report(opened.error());
    m_compressor.configure(config.categories);
    setConsole(config.console);
    m_redactor.reconfigure(config.redaction);
}

void Router::setConsole(const ConsoleConfig &config)
{
    if (m_outputs.size() > m_environment.outputs.size()) {
        if (config == m_console)
            return;
        m_outputs.pop_back();
    }
    m_console = config;
    if (config.enabled)
        m_outputs.push_back({sinks::makeConsoleOutput(config.color), config.level, false});
}

void Router::write(RecordView record, std::uint8_t category)
{
    const std::size_t index = category < m_channels.size() ? category : detail::kMainIndex;
    Channel &channel = m_channels[index];
    record.category = channel.name;
    m_redactor.apply(record);
    if (channel.sink && (record.backtrace || record.level >= channel.config.level))
        record.seq = channel.sink->append(record);
    if (record.backtrace)
        return; // for whoever reads the file to learn of the error; neither levels nor outputs asked for it
    if (index == detail::kComplianceIndex)
        notifyCompliance(record);
    if (!m_outputs.empty())
        writeToOutputs(record);

    Channel &errors = m_channels[detail::kErrorIndex];
    if (index != detail::kErrorIndex && record.level >= Level::Error && errors.sink &&
        record.level >= errors.config.level)
        errors.sink->append(record);
}

void Router::notifyCompliance(const RecordView &record)
{
    if (!m_environment.hooks || !m_environment.hooks->wantsCompliance())
        return;
    ComplianceNotice notice;
    notice.timestamp = record.timestamp;
    notice.seq = record.seq;
    notice.rule = textOf(record.event, "rule");
    notice.verdict = textOf(record.event, "verdict");
    appendJsonLine(record, notice.json);
    notice.json.pop_back(); // the newline
    m_environment.hooks->post(std::move(notice));
}

template <typename Call>
void Router::guarded(Guarded &output, Call &&call)
{
    std::string why;
    try {
        call(*output.output);
        return;
    } catch (const std::exception &e) {
        why = e.what();
    } catch (...) {
        why = "an exception that is no std::exception";
    }
    if (!std::exchange(output.faultReported, true))
        m_environment.reporter->report({Error::Code::Io,
                                        "An output failed; the files go on without it",
                                        why,
                                        "See RecorderOptions::outputs; further faults of it are not reported",
                                        {}});
}

void Router::writeToOutputs(const RecordView &record)
{
    for (Guarded &output : m_outputs)
        if (record.level >= output.level)
            guarded(output, [&](Output &o) { o.write(record); });
}

void Router::countDropped(std::uint8_t category, Level level, std::uint64_t count)
{
    const std::size_t index = category < m_channels.size() ? category : detail::kMainIndex;
    if (m_channels[index].sink)
        m_channels[index].sink->countDropped(level, count);
}

void Router::stage(Timestamp now, const DropsTaken &dropsTaken)
{
    for (std::size_t i = 0; i < m_channels.size(); ++i)
        if (m_channels[i].sink)
            m_channels[i].sink->stage(now, dropsTaken[i]);
        else if (m_environment.journal != nullptr)
            m_environment.journal->keep(i);
}

void Router::flush(Timestamp now)
{
    for (const bool evidence : {true, false})
        for (std::size_t i = 0; i < m_channels.size(); ++i)
            if (m_channels[i].sink && isEvidence(i) == evidence)
                if (auto error = m_channels[i].sink->flush(now))
                    m_environment.reporter->report(*error);
    for (Guarded &output : m_outputs)
        guarded(output, [](Output &o) { o.flush(); });
}

std::vector<CategoryMetrics> Router::metrics() const
{
    std::vector<CategoryMetrics> all;
    for (const Channel &channel : m_channels)
        if (channel.sink)
            all.push_back(channel.sink->metrics());
    return all;
}

std::uint64_t Router::pendingRecords() const
{
    std::uint64_t pending = 0;
    for (const Channel &channel : m_channels)
        if (channel.sink)
            pending += channel.sink->pendingRecords();
    return pending;
}

bool Router::isFull() const
{
    return std::ranges::any_of(m_channels, [](const Channel &c) { return c.sink && c.sink->isFull(); });
}

bool Router::owesReport() const
{
    return std::ranges::any_of(m_channels, [](const Channel &c) { return c.sink && c.sink->owesReport(); });
}

std::vector<std::string_view> Router::categories() const
{
    std::vector<std::string_view> names;
    for (const Channel &channel : m_channels)
        names.push_back(channel.name);
    return names;
}

std::optional<std::size_t> Router::indexOf(std::string_view category) const
{
    const auto found = std::ranges::find(m_channels, category, &Channel::name);
    if (found == m_channels.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - m_channels.begin());
}

void Router::demandSync()
{
    for (Channel &channel : m_channels)
        if (channel.sink && channel.config.sync.when != SyncConfig::When::Never)
            channel.sink->demandSync();
}

std::uint64_t Router::unansweredRecords() const
{
    std::uint64_t count = 0;
    for (const Channel &channel : m_channels)
        if (channel.sink)
            count += channel.sink->unansweredRecords();
    return count;
}

void Router::settle()
{
    demandSync();
    flush(Timestamp::now());
    m_sync->wait();
    flush(Timestamp::now());
}

} // namespace tapewatch::backend
