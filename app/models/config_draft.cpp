// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/config_draft.h"

#include <utility>

namespace tapewatch::models {

nlohmann::json mergeDiff(const nlohmann::json &from, const nlohmann::json &to)
{
    nlohmann::json patch = nlohmann::json::object();
    for (const auto &[key, value] : from.items())
        if (!to.contains(key))
            patch[key] = nullptr;
    for (const auto &[key, value] : to.items()) {
        if (!from.contains(key))
            patch[key] = value;
        else if (from[key] != value)
            patch[key] = from[key].is_object() && value.is_object() ? mergeDiff(from[key], value) : value;
    }
    return patch;
}

ConfigDraft::ConfigDraft(QObject *parent)
    : QObject(parent)
{
}

void ConfigDraft::setBase(const Config &base)
{
    const Result<Config> rebased = patchConfig(base, patch());
    replace(base, rebased ? *rebased : base, true);
}

void ConfigDraft::setEdited(const Config &edited)
{
    replace(m_base, edited, false);
}

void ConfigDraft::revert()
{
    replace(m_base, m_base, false);
}

nlohmann::json ConfigDraft::patch() const
{
    return mergeDiff(configToJson(m_base), configToJson(m_edited));
}

void ConfigDraft::replace(Config base, Config edited, bool baseIsNew)
{
    const bool wasDirty = isDirty();
    m_base = std::move(base);
    m_edited = std::move(edited);
    if (baseIsNew)
        emit baseChanged();
    emit editedChanged();
    if (isDirty() != wasDirty)
        emit dirtyChanged(isDirty());
}

} // namespace tapewatch::models
