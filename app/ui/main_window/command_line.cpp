// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/main_window/command_line.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRegularExpression>

namespace tapewatch::ui {

namespace {

// English only: the language is one of the options.

std::optional<ScreenshotView> viewFromName(const QString &name)
{
    const QStringList names{QStringLiteral("table"), QStringLiteral("details"), QStringLiteral("config"),
                            QStringLiteral("empty")};
    const qsizetype number = names.indexOf(name);
    return number < 0 ? std::nullopt : std::optional(ScreenshotView(number));
}

std::optional<QSize> sizeFromText(const QString &size)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{3,5})x(\\d{3,5})$"));
    const QRegularExpressionMatch match = pattern.match(size);
    return match.hasMatch() ? std::optional(QSize(match.captured(1).toInt(), match.captured(2).toInt()))
                            : std::nullopt;
}

CommandLineAnswer refuse(const QString &option, const QString &value, const QString &expected)
{
    return {QStringLiteral("tapewatch: %1 cannot be '%2': use %3\n").arg(option, value, expected), 2};
}

} // namespace

std::variant<CommandLine, CommandLineAnswer> parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Watches trading bots: live, and in their log files."));
    parser.addPositionalArgument(QStringLiteral("paths"), QStringLiteral("Log files and folders to open."),
                                 QStringLiteral("[paths...]"));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption theme(QStringLiteral("theme"),
                                   QStringLiteral("light, dark, or auto (as the desktop)."),
                                   QStringLiteral("theme"));
    const QCommandLineOption language(QStringLiteral("language"),
                                      QStringLiteral("Language of the window: en or de."),
                                      QStringLiteral("code"));
    const QCommandLineOption noLive(QStringLiteral("no-live"),
                                    QStringLiteral("Do not look for running bots."));
    const QCommandLineOption screenshot(
        QStringLiteral("screenshot"),
        QStringLiteral("Write a picture of the window once its data is there, and quit."),
        QStringLiteral("file"));
    const QCommandLineOption view(QStringLiteral("view"),
                                  QStringLiteral("What the picture shows: table, details, config or empty."),
                                  QStringLiteral("view"), QStringLiteral("table"));
    const QCommandLineOption size(QStringLiteral("size"),
                                  QStringLiteral("Size of the window, for example 1280x800."),
                                  QStringLiteral("size"));
    parser.addOptions({theme, language, noLive, screenshot, view, size});
    if (!parser.parse(arguments))
        return CommandLineAnswer{QStringLiteral("tapewatch: %1\n").arg(parser.errorText()), 2};
    if (parser.isSet(help))
        return CommandLineAnswer{parser.helpText(), 0};
    if (parser.isSet(version))
        return CommandLineAnswer{QStringLiteral("tapewatch %1\n").arg(QCoreApplication::applicationVersion()),
                                 0};

    CommandLine line;
    line.paths = parser.positionalArguments();
    line.language = parser.value(language);
    line.live = !parser.isSet(noLive);
    line.screenshot = parser.value(screenshot);
    if (parser.isSet(theme)) {
        line.theme = themeModeFromName(parser.value(theme));
        if (!line.theme)
            return refuse(QStringLiteral("--theme"), parser.value(theme),
                          QStringLiteral("light, dark, auto"));
    }
    const auto shown = viewFromName(parser.value(view));
    if (!shown)
        return refuse(QStringLiteral("--view"), parser.value(view),
                      QStringLiteral("table, details, config, empty"));
    line.view = *shown;
    if (parser.isSet(size)) {
        const auto wanted = sizeFromText(parser.value(size));
        if (!wanted)
            return refuse(QStringLiteral("--size"), parser.value(size), QStringLiteral("1280x800"));
        line.size = *wanted;
    }
    return line;
}

} // namespace tapewatch::ui
