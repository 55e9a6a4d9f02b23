// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/pipeline/pipeline.h"

#include "engine/pipeline/source_reader.h"
#include "engine/source/change_notifier.h"

#include <map>
#include <mutex>

namespace tapewatch::engine {

class Pipeline::Impl {
public:
    Impl(std::shared_ptr<const FormatCatalog> catalog, std::shared_ptr<NameTable> table, Listener toTell)
        : formats(std::move(catalog))
        , names(std::move(table))
        , listener(std::move(toTell))
    {
    }

    std::shared_ptr<SourceReader> add(SourceSpec spec)
    {
        const std::lock_guard lock(mutex);
        const auto id = static_cast<SourceId>(++lastId);
        auto reader = std::make_shared<SourceReader>(
            id, std::move(spec), SourceReader::Surroundings{formats, names, notifier, listener});
        readers.emplace(id, reader);
        return reader;
    }

    std::shared_ptr<SourceReader> take(SourceId id)
    {
        const std::lock_guard lock(mutex);
        auto node = readers.extract(id);
        return node ? std::move(node.mapped()) : nullptr;
    }

    const std::shared_ptr<const FormatCatalog> formats;
    const std::shared_ptr<NameTable> names;
    const Listener listener;
    ChangeNotifier notifier;
    mutable std::mutex mutex; // guards the next two; never held while a reader is started or joined
    std::map<SourceId, std::shared_ptr<SourceReader>> readers;
    std::uint32_t lastId = 0;
};

Pipeline::Pipeline(std::shared_ptr<const FormatCatalog> formats, std::shared_ptr<NameTable> names,
                   Listener listener)
    : m_impl(std::make_unique<Impl>(std::move(formats), std::move(names), std::move(listener)))
{
}

Pipeline::~Pipeline()
{
    for (const auto &source : sources())
        close(source->id());
}

std::shared_ptr<const Source> Pipeline::open(SourceSpec spec)
{
    auto reader = m_impl->add(std::move(spec));
    reader->start();
    return reader;
}

void Pipeline::close(SourceId id)
{
    if (const auto reader = m_impl->take(id))
        reader->stop();
}

std::vector<std::shared_ptr<const Source>> Pipeline::sources() const
{
    const std::lock_guard lock(m_impl->mutex);
    std::vector<std::shared_ptr<const Source>> all;
    for (const auto &[id, reader] : m_impl->readers)
        all.push_back(reader);
    return all;
}

std::shared_ptr<const Source> Pipeline::source(SourceId id) const
{
    const std::lock_guard lock(m_impl->mutex);
    const auto found = m_impl->readers.find(id);
    return found == m_impl->readers.end() ? nullptr : found->second;
}

const NameTable &Pipeline::names() const
{
    return *m_impl->names;
}

} // namespace tapewatch::engine
