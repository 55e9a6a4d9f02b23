// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/main_window/command_line.h"

#include <QTest>

using namespace tapewatch::ui;

class TestCommandLine : public QObject {
    Q_OBJECT

private slots:
    void readsOptions();
    void refuses_data();
    void refuses();
    void answersHelp();
};

void TestCommandLine::readsOptions()
{
    const auto parsed =
        parseCommandLine({"tapewatch", "--theme", "dark", "--language", "de", "--no-live", "--screenshot",
                          "a.png", "--view", "details", "--size", "1600x1000", "logs", "more.log"});

    const auto *line = std::get_if<CommandLine>(&parsed);
    QVERIFY(line);
    QCOMPARE(line->theme, std::optional(ThemeMode::Dark));
    QCOMPARE(line->language, QStringLiteral("de"));
    QVERIFY(!line->live);
    QCOMPARE(line->screenshot, QStringLiteral("a.png"));
    QCOMPARE(line->view, ScreenshotView::Details);
    QCOMPARE(line->size, QSize(1600, 1000));
    QCOMPARE(line->paths, (QStringList{"logs", "more.log"}));
}

void TestCommandLine::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named"); // what the message names

    QTest::addRow("unknown option") << QStringList{"--colour"} << "colour";
    QTest::addRow("unknown theme") << QStringList{"--theme", "blue"} << "blue";
    QTest::addRow("unknown view") << QStringList{"--view", "side"} << "side";
    QTest::addRow("no size") << QStringList{"--size", "big"} << "big";
}

void TestCommandLine::refuses()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);

    const auto parsed = parseCommandLine(QStringList{"tapewatch"} + arguments);

    const auto *answer = std::get_if<CommandLineAnswer>(&parsed);
    QVERIFY(answer);
    QCOMPARE(answer->status, 2);
    QVERIFY2(answer->text.contains(named), qPrintable(answer->text));
}

void TestCommandLine::answersHelp()
{
    const auto parsed = parseCommandLine({"tapewatch", "--help"});

    const auto *answer = std::get_if<CommandLineAnswer>(&parsed);
    QVERIFY(answer);
    QCOMPARE(answer->status, 0);
    QVERIFY(answer->text.contains("--screenshot"));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_command_line.moc"
