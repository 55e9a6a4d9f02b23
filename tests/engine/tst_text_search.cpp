// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/query/text_search.h"

#include "engine/parse_support.h"

#include <algorithm>
#include <cctype>

using namespace tapewatch::engine;
using tapewatch::test::Mutator;

namespace {

std::size_t findSlowly(std::string_view haystack, std::string_view needle)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    const auto found = std::search(haystack.begin(), haystack.end(), needle.begin(), needle.end(),
                                   [&](char a, char b) { return lower(a) == lower(b); });
    return found == haystack.end() && !needle.empty() ? std::string_view::npos
                                                      : static_cast<std::size_t>(found - haystack.begin());
}

} // namespace

class TestTextSearch : public QObject {
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void findsWhatASlowSearchFinds();
};

void TestTextSearch::finds_data()
{
    QTest::addColumn<QByteArray>("haystack");
    QTest::addColumn<QByteArray>("needle");
    QTest::addColumn<std::size_t>("place");

    const std::size_t none = std::string_view::npos;
    QTest::addRow("empty needle") << QByteArray("abc") << QByteArray() << std::size_t(0);
    QTest::addRow("empty haystack") << QByteArray() << QByteArray("a") << none;
    QTest::addRow("whole") << QByteArray("AbC") << QByteArray("aBc") << std::size_t(0);
    QTest::addRow("longer than the haystack") << QByteArray("ab") << QByteArray("abc") << none;
    QTest::addRow("at the end of a long text")
        << QByteArray(100, '.') + "Needle" << QByteArray("nEEDLE") << std::size_t(100);
    QTest::addRow("only letters have two cases")
        << QByteArray("@[`{") + QByteArray(40, 'x') << QByteArray("`[") << none;
    QTest::addRow("sign with the case bit")
        << QByteArray("k[m") + QByteArray(40, 'x') << QByteArray("K{M") << none;
    QTest::addRow("beyond ASCII, as it is")
        << QByteArray("caf\xc3\xa9") + QByteArray(40, ' ') << QByteArray("f\xc3\xa9") << std::size_t(2);
    QTest::addRow("NUL") << QByteArray("a\0b", 3) + QByteArray(40, ' ') << QByteArray("\0B", 2)
                         << std::size_t(1);
}

void TestTextSearch::finds()
{
    QFETCH(QByteArray, haystack);
    QFETCH(QByteArray, needle);

    QTEST(TextNeedle(needle.toStdString()).find(haystack.toStdString()), "place");
}

void TestTextSearch::findsWhatASlowSearchFinds()
{
    Mutator random;
    const auto word = [&random](int most) {
        std::string out;
        for (int i = random.below(most); i > 0; --i)
            out += "abAB[{"[random.below(6)];
        return out;
    };
    for (int i = 0; i < 50'000; ++i) {
        const std::string haystack = word(80);
        const std::string needle = word(6);
        QVERIFY2(TextNeedle(needle).find(haystack) == findSlowly(haystack, needle),
                 (haystack + " / " + needle).c_str());
    }
}

QTEST_GUILESS_MAIN(TestTextSearch)
#include "tst_text_search.moc"
