// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "redact/key_names.h"

#include "redact/characters.h"
#include "redact/key_words.h"

#include <cstring>
#include <vector>

namespace tapewatch::redact {

namespace {

/// A name's letters and digits in lower case, and where its words begin.
struct Words {
    std::string text;
    std::vector<std::size_t> begins;

    [[nodiscard]] std::string_view last() const { return std::string_view(text).substr(begins.back()); }
    void dropLast()
    {
        text.resize(begins.back());
        begins.pop_back();
    }
};

/// Whether a word ends between name[at - 1] and name[at]: at a change between letters and digits, at a
/// capital behind a small letter, and before the last of several capitals that a small letter follows
/// ("APIKey").
bool changesWord(std::string_view name, std::size_t at)
{
    const char before = name[at - 1];
    const char here = name[at];
    if (!isAlnum(before) || isDigit(before) != isDigit(here))
        return true;
    if (!isUpper(here))
        return false;
    return isLower(before) || (at + 1 < name.size() && isLower(name[at + 1]));
}

Words wordsOf(std::string_view name)
{
    Words words;
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (!isAlnum(name[at]))
            continue;
        if (words.text.empty() || changesWord(name, at))
            words.begins.push_back(words.text.size());
        words.text += lowered(name[at]);
    }
    return words;
}

template <typename Word>
std::uint64_t wordAt(const char *at)
{
    Word word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

std::size_t slotOf(std::string_view name)
{
    std::uint64_t hash = name.size();
    if (name.size() >= 8)
        hash +=
            wordAt<std::uint64_t>(name.data()) ^ (wordAt<std::uint64_t>(name.data() + name.size() - 8) * 31);
    else if (name.size() >= 4)
        hash +=
            wordAt<std::uint32_t>(name.data()) ^ (wordAt<std::uint32_t>(name.data() + name.size() - 4) * 31);
    else
        for (const char c : name)
            hash = hash * 31 + static_cast<unsigned char>(c);
    return static_cast<std::size_t>((hash * 0x9E3779B97F4A7C15ull) >> 56);
}

} // namespace

KeyNames::KeyNames(std::span<const std::string> more, std::span<const std::string> allowed)
{
    for (const std::string_view name : kSecretNames)
        add(name, KeyKind::Secret);
    for (const std::string_view name : kAssetNames)
        add(name, KeyKind::Asset);
    for (const std::string_view name : kLineNames)
        add(name, KeyKind::Line);
    for (const std::string_view name : kPhraseNames)
        add(name, KeyKind::Phrase);
    for (const std::string &name : more)
        add(name, KeyKind::Secret);
    for (const std::string &name : allowed)
        m_allowed.insert(wordsOf(name).text);
}

void KeyNames::add(std::string_view phrase, KeyKind kind)
{
    const Words words = wordsOf(phrase);
    m_phrases.insert_or_assign(words.text, kind);
    for (std::size_t i = 1; i < words.begins.size(); ++i)
        m_endings.insert(words.text.substr(words.begins[i]));
}

bool KeyNames::isAllowed(std::string_view name) const
{
    if (m_allowed.empty())
        return false;
    return m_allowed.contains(wordsOf(name).text) ||
           m_allowed.contains(wordsOf(name.substr(name.rfind('.') + 1)).text);
}

KeyKind KeyNames::judge(std::string_view name) const
{
    Words words = wordsOf(name);
    if (words.begins.empty() || isAllowed(name))
        return KeyKind::None;
    if (words.text == kWholeName)
        return KeyKind::Secret;
    bool qualified = false;
    for (;;) {
        for (const std::size_t begin : words.begins)
            if (const auto found = m_phrases.find(std::string_view(words.text).substr(begin));
                found != m_phrases.end() && !(qualified && found->second == KeyKind::Asset))
                return found->second;
        for (const auto &[ending, kind] : kUnmistakable)
            if (words.text.ends_with(ending) && !(qualified && kind == KeyKind::Asset))
                return kind;
        const bool isNumber = isDigit(words.last().front());
        if (words.begins.size() == 1 || (!isNumber && !isOneOf(words.last(), kQualifiers)))
            break;
        qualified = qualified || !isNumber;
        words.dropLast();
    }
    for (const std::size_t begin : words.begins)
        if (m_endings.contains(std::string_view(words.text).substr(begin)))
            return KeyKind::Partial;
    return KeyKind::None;
}

KeyKind KeyNames::kindOf(std::string_view name)
{
    if (name.size() > kLongestRemembered || name.empty())
        return judge(name);
    Answer &answer = m_answers[slotOf(name)];
    if (answer.size != name.size() || std::memcmp(answer.name.data(), name.data(), name.size()) != 0) {
        std::memcpy(answer.name.data(), name.data(), name.size());
        answer.size = static_cast<std::uint8_t>(name.size());
        answer.kind = judge(name);
    }
    return answer.kind;
}

} // namespace tapewatch::redact
