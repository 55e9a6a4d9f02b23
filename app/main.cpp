// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bridge/bot_directory.h"
#include "bridge/log_session.h"
#include "models/record_filter.h"
#include "models/record_model.h"
#include "models/source_model.h"
#include "ui/main_window/command_line.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/screenshot.h"
#include "ui/main_window/window_state.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTextStream>
#include <QTranslator>

#include <algorithm>
#include <memory>
#include <string_view>

using namespace tapewatch;

namespace {

/// The window's texts and Qt's own, in `locale`'s language where there is one.
class Translations {
public:
    explicit Translations(const QLocale &locale)
    {
        QLocale::setDefault(locale);
        // English has a file too, for its plurals; it also serves languages that there is none for.
        if (loadOwn(locale) || loadOwn(QLocale(QLocale::English)))
            QCoreApplication::installTranslator(&m_own);
        if (m_qt.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                      QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            QCoreApplication::installTranslator(&m_qt);
    }

private:
    bool loadOwn(const QLocale &locale)
    {
        return m_own.load(locale, QStringLiteral("tapewatch"), QStringLiteral("_"), QStringLiteral(":/i18n"));
    }

    QTranslator m_own;
    QTranslator m_qt;
};

/// Help and version need no display.
bool asksForText(int argc, char *argv[])
{
    return std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
        return argument == "--help" || argument == "-h" || argument == "--version" || argument == "-v";
    });
}

int answer(const ui::CommandLineAnswer &answer)
{
    QTextStream(answer.status == 0 ? stdout : stderr) << answer.text;
    return answer.status;
}

int run(const ui::CommandLine &line)
{
    const Translations translations(line.language.isEmpty() ? QLocale::system() : QLocale(line.language));
    QSettings settings;
    const bool picture = !line.screenshot.isEmpty();
    // A picture shows the window as a new user finds it, and leaves the user's own settings alone.
    const ui::WindowState state = picture ? ui::WindowState() : ui::loadWindowState(settings);
    ui::Theme theme(line.theme.value_or(state.theme));
    theme.applyToApplication();

    bridge::BotDirectory bots({});
    bridge::LogSession session;
    models::SourceModel sources(session, bots);
    models::RecordModel records(session);
    models::RecordFilter filter;
    ui::MainWindow window({bots, session, sources, records, filter}, theme, state);
    if (line.size.isValid())
        window.resize(line.size);
    if (!picture)
        QObject::connect(&window, &ui::MainWindow::closing, &window,
                         [&] { ui::saveWindowState(settings, window.state()); });
    if (line.live) {
        session.followBots(bots);
        bots.start();
    }
    window.openPaths(line.paths);
    window.show();
    if (picture) {
        auto *screenshot = new ui::Screenshot(window, records, line.screenshot, line.view);
        QObject::connect(screenshot, &ui::Screenshot::done, &window, [](const QString &error) {
            if (!error.isEmpty())
                QTextStream(stderr) << "tapewatch: " << error << '\n';
            QCoreApplication::exit(error.isEmpty() ? 0 : 1);
        });
    }
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication::setApplicationName(QStringLiteral("tapewatch"));
    QApplication::setOrganizationName(QStringLiteral("tapewatch"));
    QApplication::setApplicationVersion(QStringLiteral(TAPEWATCH_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("tapewatch"));
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    std::unique_ptr<QCoreApplication> application;
    if (asksForText(argc, argv))
        application = std::make_unique<QCoreApplication>(argc, argv);
    else
        application = std::make_unique<QApplication>(argc, argv);
    const auto parsed = ui::parseCommandLine(QCoreApplication::arguments());
    if (const auto *refused = std::get_if<ui::CommandLineAnswer>(&parsed))
        return answer(*refused);
    return run(std::get<ui::CommandLine>(parsed));
}
