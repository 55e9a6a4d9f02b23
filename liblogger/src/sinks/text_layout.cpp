// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/text_layout.h"

#include "sinks/plain_text.h"

#include <array>
#include <charconv>
#include <string_view>
#include <type_traits>
#include <variant>

namespace tapewatch::sinks {

namespace {

constexpr std::size_t kTimeLength = 26; // "2026-01-05 10:15:30.123456"
constexpr std::size_t kCategoryWidth = 10;
constexpr std::string_view kStackIndent = "\n    ";

constexpr std::array<std::string_view, 7> kLevelColumns{"TRACE   ", "DEBUG   ", "INFO    ", "WARNING ",
                                                        "ERROR   ", "CRITICAL", "OFF     "};

void appendTime(Timestamp time, std::string &out)
{
    std::array<char, kRfc3339Length> text;
    writeRfc3339(time, text.data());
    text[10] = ' ';
    out.append(text.data(), kTimeLength);
}

template <typename Number>
void appendNumber(Number number, std::string &out)
{
    std::array<char, 32> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    out.append(text.data(), end);
}

struct ValueWriter {
    std::string &out;

    void operator()(std::monostate) const { out += "null"; }
    void operator()(bool value) const { out += value ? "true" : "false"; }
    void operator()(std::int64_t value) const { appendNumber(value, out); }
    void operator()(std::uint64_t value) const { appendNumber(value, out); }
    void operator()(double value) const { appendNumber(value, out); }
    void operator()(const Decimal &value) const
    {
        std::array<char, Decimal::kMaxLength> text;
        out.append(text.data(), value.write(text.data()));
    }
    void operator()(std::string_view value) const { appendPlainValue(value, out); }
};

/// Two spaces before the first field, so that the message's end shows; one before the others.
class FieldWriter {
public:
    explicit FieldWriter(std::string &out)
        : m_out(out)
    {
    }

    void write(std::string_view prefix, const FieldView &field)
    {
        m_out += m_first ? "  " : " ";
        m_first = false;
        if (!prefix.empty())
            (m_out += prefix) += '.';
        appendPlainValue(field.name, m_out);
        m_out += '=';
        std::visit(ValueWriter{m_out}, field.value);
    }

private:
    std::string &m_out;
    bool m_first = true;
};

const std::string_view *stackOf(const RecordView &record, const FieldView &member)
{
    return record.eventKey == "error" && member.name == "stack" ? std::get_if<std::string_view>(&member.value)
                                                                : nullptr;
}

void appendStack(std::string_view stack, std::string &out)
{
    while (!stack.empty()) {
        const std::size_t end = stack.find('\n');
        out += kStackIndent;
        appendPlain(stack.substr(0, end), out);
        stack.remove_prefix(end == std::string_view::npos ? stack.size() : end + 1);
    }
}

} // namespace

void appendTextLine(const RecordView &record, std::string &out)
{
    appendTime(record.timestamp, out);
    out += ' ';
    out += kLevelColumns[static_cast<std::size_t>(record.level)];
    out += ' ';
    out += record.category;
    if (record.category.size() < kCategoryWidth)
        out.append(kCategoryWidth - record.category.size(), ' ');
    out += ' ';
    out += record.logger.empty() ? std::string_view("-") : record.logger;
    out += "  ";
    appendTextBody(record, out);
    out += '\n';
}

void appendTextBody(const RecordView &record, std::string &out)
{
    appendPlain(record.message, out);
    FieldWriter fields(out);
    for (const FieldView &field : record.fields)
        fields.write({}, field);
    std::string_view stack;
    for (const FieldView &member : record.event) {
        if (const std::string_view *text = stackOf(record, member))
            stack = *text;
        else
            fields.write(record.eventKey, member);
    }
    if (record.recovered)
        fields.write({}, {"recovered", true});
    if (record.backtrace)
        fields.write({}, {"backtrace", true});
    appendStack(stack, out);
}

} // namespace tapewatch::sinks
