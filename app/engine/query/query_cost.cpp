// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/query/query_parser.h"

#include <algorithm>

namespace tapewatch::engine {

namespace {

// From here on a test reads the record's text, and further on decodes it.
constexpr int kColumn = 1;
constexpr int kName = 2;
constexpr int kText = 10;
constexpr int kRegex = 40;
constexpr int kDecoded = 100;

int costOf(const ast::Node &node);

struct Cost {
    int operator()(const ast::Everything &) const { return 0; }
    int operator()(const ast::Not &test) const { return costOf(*test.child); }
    int operator()(const ast::And &test) const { return most(test.children); }
    int operator()(const ast::Or &test) const { return most(test.children); }
    int operator()(const ast::TextTest &) const { return kText; }
    int operator()(const ast::RegexTest &) const { return kRegex; }
    int operator()(const ast::LevelTest &) const { return kColumn; }
    int operator()(const ast::TimeTest &) const { return kColumn; }
    int operator()(const ast::NameTest &) const { return kName; }
    int operator()(const ast::MessageTest &) const { return kDecoded; }
    int operator()(const ast::FieldTest &) const { return kDecoded; }
    int operator()(const ast::HasLevel &) const { return kColumn; }
    int operator()(const ast::HasName &) const { return kColumn; }
    int operator()(const ast::HasField &) const { return kDecoded; }

private:
    static int most(const std::vector<ast::NodePtr> &children)
    {
        int cost = 0;
        for (const auto &child : children)
            cost = std::max(cost, costOf(*child));
        return cost;
    }
};

int costOf(const ast::Node &node)
{
    return std::visit(Cost(), node.test);
}

template <typename Group>
ast::NodePtr group(std::vector<ast::NodePtr> children)
{
    if (children.size() == 1)
        return std::move(children.front());
    std::stable_sort(children.begin(), children.end(),
                     [](const auto &a, const auto &b) { return costOf(*a) < costOf(*b); });
    return std::make_shared<const ast::Node>(ast::Node{Group{std::move(children)}});
}

} // namespace

ast::NodePtr allOf(std::vector<ast::NodePtr> children)
{
    return group<ast::And>(std::move(children));
}

ast::NodePtr anyOf(std::vector<ast::NodePtr> children)
{
    return group<ast::Or>(std::move(children));
}

bool needsText(const ast::Node &node)
{
    return costOf(node) >= kText;
}

} // namespace tapewatch::engine
