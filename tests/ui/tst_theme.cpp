// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/theme/style_sheet.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace tapewatch::ui;

class TestTheme : public QObject {
    Q_OBJECT

private slots:
    void textKeepsItsContrast_data();
    void textKeepsItsContrast();
    void outlinesStandOut_data();
    void outlinesStandOut();
    void everyTokenOfTheStyleSheetHasAValue();
    void categoryKeepsItsTone();
    void changingTheModeRecolours();
    void iconsAreFoundAndTinted();
};

void TestTheme::textKeepsItsContrast_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("back");

    for (const bool dark : {false, true}) {
        const Colors &colors = dark ? darkColors() : lightColors();
        const char *scheme = dark ? "dark" : "light";
        const std::pair<const char *, QColor> backs[] = {{"canvas", colors.canvas},
                                                         {"surface", colors.surface},
                                                         {"raised", colors.raised},
                                                         {"zebra", colors.zebra},
                                                         {"hover", colors.hover}};
        const std::pair<const char *, QColor> texts[] = {
            {"text", colors.text},     {"secondary", colors.textSecondary}, {"muted", colors.textMuted},
            {"accent", colors.accent}, {"success", colors.success},         {"error", colors.levels[4].text}};
        for (const auto &[textName, text] : texts)
            for (const auto &[backName, back] : backs)
                QTest::addRow("%s %s on %s", scheme, textName, backName) << text << back;
        for (const auto &[name, back] : {std::pair("selection", colors.selection),
                                         {"error row", colors.rowError},
                                         {"critical row", colors.rowCritical},
                                         {"warning row", colors.rowWarning}}) {
            QTest::addRow("%s text on %s", scheme, name) << colors.text << back;
            QTest::addRow("%s secondary on %s", scheme, name) << colors.textSecondary << back;
        }
        QTest::addRow("%s default button", scheme) << colors.onAccent << colors.accentFill;
        for (std::size_t level = 0; level < colors.levels.size(); ++level)
            QTest::addRow("%s level %zu", scheme, level)
                << colors.levels[level].text << colors.levels[level].fill;
        for (const Tone &tone : colors.categories)
            QTest::addRow("%s category %s", scheme, qPrintable(tone.text.name())) << tone.text << tone.fill;
        for (const Tone &tone : {colors.trade, colors.compliance, colors.neutral})
            QTest::addRow("%s tone %s", scheme, qPrintable(tone.text.name())) << tone.text << tone.fill;
    }
}

void TestTheme::textKeepsItsContrast()
{
    QFETCH(QColor, text);
    QFETCH(QColor, back);

    const double ratio = contrastRatio(text, back);

    QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
}

void TestTheme::outlinesStandOut_data()
{
    QTest::addColumn<QColor>("line");
    QTest::addColumn<QColor>("back");

    for (const bool dark : {false, true}) {
        const Colors &colors = dark ? darkColors() : lightColors();
        for (const auto &[name, line] : {std::pair("control", colors.borderStrong), {"focus", colors.accent}})
            for (const QColor &back : {colors.canvas, colors.surface, colors.raised})
                QTest::addRow("%s %s on %s", dark ? "dark" : "light", name, qPrintable(back.name()))
                    << line << back;
        QTest::addRow("%s focus on a selection", dark ? "dark" : "light")
            << colors.accent << colors.selection;
    }
}

void TestTheme::outlinesStandOut()
{
    QFETCH(QColor, line);
    QFETCH(QColor, back);

    const double ratio = contrastRatio(line, back);

    QVERIFY2(ratio >= 3, qPrintable(QString::number(ratio)));
}

void TestTheme::everyTokenOfTheStyleSheetHasAValue()
{
    const QString sheet = styleSheet(darkColors(), {}, true);

    QVERIFY(sheet.size() > 1000);
    static const QRegularExpression token(QStringLiteral("@[a-z-]+@"));
    const auto left = token.match(sheet.section(QStringLiteral("*/"), 1));
    QVERIFY2(!left.hasMatch(), qPrintable(left.captured()));
}

void TestTheme::categoryKeepsItsTone()
{
    const Colors &colors = lightColors();
    QCOMPARE(categoryTone(colors, QStringLiteral("trade")).text, colors.trade.text);
    QCOMPARE(categoryTone(colors, QStringLiteral("main")).text, colors.neutral.text);
    QCOMPARE(categoryTone(colors, QStringLiteral("signals")).text,
             categoryTone(colors, QStringLiteral("signals")).text);
    QCOMPARE(levelTone(colors, -1).text, colors.neutral.text);
}

void TestTheme::changingTheModeRecolours()
{
    Theme theme(ThemeMode::Light);
    theme.applyToApplication();
    QSignalSpy changed(&theme, &Theme::changed);

    theme.setMode(ThemeMode::Dark);

    QCOMPARE(changed.count(), 1);
    QCOMPARE(QApplication::palette().color(QPalette::Base), darkColors().surface);
    QCOMPARE(themeModeFromName(themeModeName(ThemeMode::Auto)), std::optional(ThemeMode::Auto));
    QCOMPARE(themeModeFromName(QStringLiteral("blue")), std::nullopt);
}

void TestTheme::iconsAreFoundAndTinted()
{
    Theme theme(ThemeMode::Light);
    const QIcon icon = theme.icon(QStringLiteral("search"));
    const auto inkOf = [&icon] {
        const QImage image = icon.pixmap(QSize(24, 24)).toImage().convertToFormat(QImage::Format_ARGB32);
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixelColor(x, y).alpha() == 255)
                    return image.pixelColor(x, y);
        return QColor();
    };

    QCOMPARE(inkOf(), lightColors().textSecondary);
    theme.setMode(ThemeMode::Dark);
    QCOMPARE(inkOf(), darkColors().textSecondary);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
