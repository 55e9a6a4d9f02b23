// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/detail/submit.h>

namespace tapewatch::detail {

void submitError(CallSite &site, const Logger &logger, std::string_view message, const ErrorEvent &event)
{
    using Members = EventMembers<ErrorEvent>;
    if (!logger.enabled(Members::level(event)))
        return;
    static constexpr auto kNames = joinNames(Members::kNames, std::array<std::string_view, 1>{});
    std::uint32_t id = site.id.load(std::memory_order_relaxed);
    if (id == 0)
        id = registerSite(site, {kNames, Members::kKey, Members::kNames.size()});
    LoggerNode &node = *logger.node();
    std::apply(
        [&](const auto &...members) {
            write(id, node, levelByte(node, Members::level(event)),
                  node.category.load(std::memory_order_relaxed), toWire(members)..., message);
        },
        Members::values(event));
}

} // namespace tapewatch::detail
