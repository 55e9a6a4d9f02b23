// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "redact/planted_secret.h"

#include "redact/key_words.h"

#include <algorithm>
#include <array>

namespace tapewatch::test {

namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kBase64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kBareMarks = "ABCXYZabcxyz0189!@#$*+/=_-.~^?";
constexpr std::string_view kAnyMark = " !\"#$%&'()*+,-./0123456789:;<=>?@ABC[\\]^_`abcxyz{|}~\xC3\xA4";

// # is the name, $ the secret. An unquoted secret ends where something else begins.
constexpr std::string_view kBareForms[]{"#=$",
                                        "#: $",
                                        "# = $",
                                        "#:$",
                                        "#\t=\t$",
                                        "#:=$",
                                        "# => $",
                                        "# -> $",
                                        "# =$ next",
                                        "{#=$, qty=5}",
                                        "{qty=5, #=$}",
                                        "[#: $]",
                                        "(#=$)",
                                        "<#>$</#>",
                                        "#[0]=$",
                                        "# (main): $",
                                        "p[#]=$",
                                        "?a=1&#=$&b=2",
                                        "https://x.io/p?#=$ 200",
                                        "#=$,qty=5",
                                        "#=$;qty=5",
                                        "#=$; qty",
                                        "#=$\nqty=5",
                                        "#: $, qty: 5",
                                        "'#': $, 'qty': 5",
                                        "\"#\": $}",
                                        "\"https://x.io/p?#=$\"",
                                        "'q?#=$&a=1'",
                                        "#: Bearer $",
                                        "#=Token $ x",
                                        "--#=$ --b"};
constexpr std::string_view kQuotedForms[]{"{\"#\":\"$\"}",
                                          "{\"#\" : \"$\", \"qty\":5}",
                                          "\"#\"\t:\n  \"$\"",
                                          "#=\"$\" qty=5",
                                          "#: \"$\"",
                                          "{\"#\":[\"$\"]}",
                                          "{\"#\":[\"a\",\"$\"],\"q\":1}",
                                          "#: Some(\"$\")",
                                          "#=SecretStr(\"$\")",
                                          "h[\"#\"] = \"$\"",
                                          "\"#\" => \"$\"",
                                          "b\"#\": b\"$\"",
                                          "#=u\"$\"",
                                          "<a #=\"$\"/>",
                                          "map[#:[\"$\"]]"};
constexpr std::string_view kSingleQuotedForms[]{"{'#': '$'}",   "{'#': '$', 'qty': 5}", "#='$' qty=5",
                                                "{b'#': b'$'}", "h['#'] = '$'",         "#: Some('$')",
                                                "'#'=>'$'"};
/// Without a separator, for what looks random.
constexpr std::string_view kRunForms[]{"# $",        "--# $ --b",      "# is $", "(\"#\", \"$\")",
                                       "['#', '$']", "# was set to $."};
constexpr std::string_view kEncodedForms[]{"#%3D$%26a%3D1", "%7B%22#%22%3A%22$%22%7D", "?u=x%3F#%3D$&b=1",
                                           "#%3d$", "#%253D$%26b"};
/// Need no name.
constexpr std::string_view kNamelessForms[]{"Bearer $",
                                            "sent bearer $ ok",
                                            "Authorization: Bearer $",
                                            "authorization: Digest a=b, c=\"$\"",
                                            "-H 'Authorization: Basic $' x",
                                            "{'Authorization': 'Bearer $'}",
                                            "Cookie: a=b; c=$",
                                            "set-cookie: $; path=/",
                                            "https://u:$@h.io/x",
                                            "redis://:$@h:1/0",
                                            "postgres+x://u:$@h",
                                            "-----BEGIN RSA PRIVATE KEY-----\n$\n-----END",
                                            "-----BEGIN PRIVATE KEY-----\\n$",
                                            "eyJhbGciOiJIUzI1NiJ9.eyJ$.c2ln",
                                            "x=eyJhbGciOiJub25lIn0.$.c2ln"};

constexpr std::string_view kJoints[]{"_", "-", ".", " ", ""};
constexpr std::string_view kPrefixes[]{"", "", "x-", "exchange.", "my_", "BINANCE_", "cfg.binance."};
constexpr std::string_view kSuffixes[]{"", "", "", "2", "_1", "_hex"};
constexpr std::string_view kNoise[]{"",
                                    "",
                                    "order 17 filled ",
                                    "{\"symbol\":\"BTCUSDT\",\"px\":50000.10} ",
                                    "GET https://api.x.io:443/v3 -> 200 ",
                                    "2026-01-05T10:15:30.123456Z ",
                                    "token=USDT ",
                                    "password: null, ",
                                    "std::vector<Token>::at(5) ",
                                    "id 3fa85f64-5717-4562-b3fc-2c963f66afa6 ",
                                    "a=1&b=2 ",
                                    "auth failed; ",
                                    "[WARN] (retry 3) ",
                                    "\x1b[31m\xFF\xFE ",
                                    "mail a@b.com ",
                                    "key: value, ",
                                    "50% of 5; ",
                                    "bearer ",
                                    "-- ",
                                    "secret=abc1 ",
                                    "'it' \"was\" ",
                                    "eyJ. "};

std::string replaced(std::string_view form, std::string_view name, std::string_view secret)
{
    std::string out;
    bool planted = false;
    for (const char c : form) {
        if (c == '#')
            out += name;
        else if (c == '$' && !planted && (planted = true))
            out += secret;
        else if (c != '$')
            out += c;
    }
    return out;
}

std::string capitalised(std::string word)
{
    if (!word.empty() && word[0] >= 'a' && word[0] <= 'z')
        word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
}

std::string upper(std::string text)
{
    for (char &c : text)
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
    return text;
}

std::string spelled(std::string_view words, Choices &choices)
{
    const std::string_view joint = choices.of(kJoints);
    const std::size_t letters = choices.below(5);
    std::string out;
    for (std::size_t at = 0, word = 0; at <= words.size(); ++word) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        std::string next(words.substr(at, end - at));
        if (letters == 1 || (letters == 2 && word > 0))
            next = capitalised(next);
        else if (letters == 3)
            next = upper(next);
        out += (word > 0 ? std::string(joint) : std::string()) + next;
        at = end + 1;
    }
    if (letters == 4)
        for (char &c : out)
            if (choices.oneIn(3))
                c = upper(std::string(1, c))[0];
    return out;
}

std::string secretOf(std::string_view alphabet, Choices &choices, std::size_t least)
{
    std::string secret;
    const std::size_t length = least + choices.below(40);
    while (secret.size() < length)
        secret += alphabet[choices.below(alphabet.size())];
    return "a7" + secret; // so that it is neither an asset's symbol nor a plain word
}

/// As in a quoted string with the mark `quote`.
std::string escaped(std::string_view text, char quote)
{
    std::string out;
    for (const char c : text) {
        if (c == quote || c == '\\')
            out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else
            out += c;
    }
    return out;
}

std::string tail(Choices &choices)
{
    std::string out(choices.of(std::to_array<std::string_view>({"", " ", "\n", " and ", "  {\"", " 'x"})));
    for (std::size_t left = out.empty() ? 0 : choices.below(30); left > 0; --left)
        out += static_cast<char>(choices.byte());
    return out;
}

struct Form {
    std::string_view text;
    std::string secret;
    bool named = true; ///< and separated from the name; found even where only its beginning is there
};

Form chooseForm(Choices &choices)
{
    constexpr std::string_view kTokens[]{kHex, kBase64, kBase64Url};
    switch (choices.below(6)) {
    case 0:
        return {choices.of(kQuotedForms), escaped(secretOf(kAnyMark, choices, 6), '"')};
    case 1:
        return {choices.of(kSingleQuotedForms), escaped(secretOf(kAnyMark, choices, 6), '\'')};
    case 2:
        return {choices.of(kRunForms), secretOf(choices.of(kTokens), choices, 14), false};
    case 3:
        return {choices.of(kEncodedForms), secretOf(kBase64Url, choices, 6)};
    case 4:
        return {choices.of(kNamelessForms), secretOf(choices.of(kTokens), choices, 14), false};
    default:
        return {choices.of(kBareForms),
                secretOf(choices.oneIn(2) ? kBareMarks : choices.of(kTokens), choices, 6)};
    }
}

std::string chooseName(Choices &choices)
{
    const std::size_t index = choices.below(std::size(redact::kSecretNames) + 2);
    const std::string_view words = index < std::size(redact::kSecretNames)    ? redact::kSecretNames[index]
                                   : index == std::size(redact::kSecretNames) ? redact::kAssetNames[0]
                                                                              : redact::kWholeName;
    if (words == redact::kWholeName)
        return spelled(words, choices);
    const std::string_view suffix = words == redact::kAssetNames[0] ? "" : choices.of(kSuffixes);
    return std::string(choices.of(kPrefixes)) + spelled(words, choices) + std::string(suffix);
}

} // namespace

Planted plantSecret(Choices &choices)
{
    Planted planted;
    std::string name = chooseName(choices);
    if (choices.oneIn(8)) {
        planted.fieldName = name;
        planted.text = planted.secret = secretOf(kAnyMark, choices, 1);
        return planted;
    }
    const Form form = chooseForm(choices);
    if (form.text.starts_with("<#>")) // an element's name has no spaces
        std::ranges::replace(name, ' ', '_');
    std::string before(choices.of(kNoise));
    before += choices.of(kNoise);
    before += choices.of(kNoise);
    planted.secret = form.secret;
    planted.text = before + replaced(form.text, name, form.secret) + tail(choices);
    planted.surround = before + replaced(form.text, name, "") + " ";
    for (std::size_t level = choices.below(3); level > 0; --level) { // a payload inside a payload
        planted.text = "{\"body\":\"" + escaped(planted.text, '"') + "\"}";
        planted.surround = "{\"body\":\"" + escaped(planted.surround, '"') + "\"}";
        planted.secret = escaped(planted.secret, '"');
    }
    if (const std::size_t begin = planted.text.find(planted.secret);
        form.named && begin != std::string::npos && choices.oneIn(6)) // cut off, as long payloads are
        planted.text.resize(begin + choices.below(planted.secret.size() + 1));
    return planted;
}

std::string leakedPiece(const Planted &planted, std::string_view shown)
{
    constexpr std::size_t kPiece = 4;
    constexpr std::string_view kMask = "[redacted]";
    std::string output(shown);
    for (std::size_t at = output.find(kMask); at != std::string::npos; at = output.find(kMask))
        output.replace(at, kMask.size(), "\n"); // its own characters are no leak
    const std::string_view secret = planted.secret;
    const std::size_t first = planted.text.find(secret);
    const std::string after = first == std::string::npos ? "" : planted.text.substr(first + secret.size());
    for (std::size_t at = 0; at + kPiece <= secret.size(); ++at) {
        const std::string_view piece = secret.substr(at, kPiece);
        if (output.find(piece) != std::string_view::npos &&
            planted.surround.find(piece) == std::string::npos && after.find(piece) == std::string::npos &&
            piece.find_first_not_of("\\\"' ") != std::string_view::npos)
            return std::string(piece);
    }
    return {};
}

} // namespace tapewatch::test
