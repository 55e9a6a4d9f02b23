// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/theme/tokens.h"

#include <algorithm>
#include <cmath>

namespace tapewatch::ui {

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

Tone tone(QRgb text, QRgb fill)
{
    return {QColor(text), QColor(fill)};
}

Colors makeDark()
{
    return {
        .canvas = QColor(0x111318),
        .surface = QColor(0x16191f),
        .raised = QColor(0x1f232b),
        .zebra = QColor(0x191d24),
        .hover = QColor(0x222731),
        .selection = QColor(0x223458),
        .border = QColor(0x282d37),
        .borderStrong = QColor(0x677283),
        .text = QColor(0xe8eaef),
        .textSecondary = QColor(0xb3bac6),
        .textMuted = QColor(0x8f98a7),
        .accent = QColor(0x7aa5ff),
        .accentFill = QColor(0x3566d6),
        .onAccent = QColor(0xffffff),
        .success = QColor(0x4cc38a),
        .rowError = QColor(0x291b20),
        .rowCritical = QColor(0x3d1a22),
        .rowWarning = QColor(0x211e1b),
        .levels = {tone(0x8f98a7, 0x1f232b), tone(0xa1acbc, 0x1f232b), tone(0x8ab6ff, 0x182740),
                   tone(0xf0b955, 0x35290f), tone(0xff928a, 0x401d20), tone(0xffffff, 0xc02a3a)},
        .trade = tone(0x56d3b8, 0x12302b),
        .compliance = tone(0xc9b0ff, 0x2b2347),
        .neutral = tone(0xa1a9b6, 0x232831),
        .categories = {tone(0x6fcbe8, 0x132d38), tone(0xf2a1cf, 0x3a1f31), tone(0xb8d36a, 0x262e14),
                       tone(0xf0a878, 0x38251a)},
    };
}

Colors makeLight()
{
    return {
        .canvas = QColor(0xf5f6f8),
        .surface = QColor(0xffffff),
        .raised = QColor(0xffffff),
        .zebra = QColor(0xfafbfc),
        .hover = QColor(0xecEff4),
        .selection = QColor(0xdce8ff),
        .border = QColor(0xe2e5ea),
        .borderStrong = QColor(0x838c9b),
        .text = QColor(0x191d24),
        .textSecondary = QColor(0x47505d),
        .textMuted = QColor(0x616a78),
        .accent = QColor(0x1f57d6),
        .accentFill = QColor(0x2a60e0),
        .onAccent = QColor(0xffffff),
        .success = QColor(0x137a4b),
        .rowError = QColor(0xfff2f1),
        .rowCritical = QColor(0xffe1df),
        .rowWarning = QColor(0xfffaef),
        .levels = {tone(0x616a78, 0xf0f2f5), tone(0x525c6a, 0xf0f2f5), tone(0x1d56c4, 0xe7effd),
                   tone(0x855600, 0xfdf0d2), tone(0xb01c1c, 0xfde5e3), tone(0xffffff, 0xb81d2c)},
        .trade = tone(0x0a6655, 0xdcf3ed),
        .compliance = tone(0x6435bd, 0xeee7fc),
        .neutral = tone(0x525c6a, 0xeef0f3),
        .categories = {tone(0x0b6480, 0xdff1f8), tone(0x9c2570, 0xfce6f3), tone(0x4c6407, 0xedf4d6),
                       tone(0x96430c, 0xfdebdf)},
    };
}

} // namespace

const Colors &darkColors()
{
    static const Colors colors = makeDark();
    return colors;
}

const Colors &lightColors()
{
    static const Colors colors = makeLight();
    return colors;
}

const Tone &levelTone(const Colors &colors, int level)
{
    if (level < 0 || level >= int(colors.levels.size()))
        return colors.neutral;
    return colors.levels[std::size_t(level)];
}

const Tone &categoryTone(const Colors &colors, const QString &category)
{
    if (category == u"trade")
        return colors.trade;
    if (category == u"compliance")
        return colors.compliance;
    if (category == u"error")
        return colors.levels[4];
    if (category.isEmpty() || category == u"main")
        return colors.neutral;
    uint sum = 0; // not qHash: a category keeps its colour from one start to the next
    for (const QChar character : category)
        sum = sum * 31 + character.unicode();
    return colors.categories[sum % colors.categories.size()];
}

double contrastRatio(const QColor &one, const QColor &other)
{
    const auto [dark, light] = std::minmax({luminance(one), luminance(other)});
    return (light + 0.05) / (dark + 0.05);
}

} // namespace tapewatch::ui
