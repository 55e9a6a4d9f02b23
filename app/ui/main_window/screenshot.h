// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/main_window/command_line.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace tapewatch::models {
class RecordModel;
}

namespace tapewatch::ui {

class MainWindow;

/// Waits until the window shows all of its data, writes a picture of it and ends the program.
class Screenshot final : public QObject {
    Q_OBJECT

public:
    Screenshot(MainWindow &window, const models::RecordModel &records, QString file, ScreenshotView view);

signals:
    /// Empty: written; otherwise what went wrong.
    void done(const QString &error);

private:
    void look();
    [[nodiscard]] bool isReady() const;
    void arrange();
    void grab();

    MainWindow &m_window;
    const models::RecordModel &m_records;
    QString m_file;
    ScreenshotView m_view;
    QTimer m_timer;
    QElapsedTimer m_waiting;
    int m_steadyLooks = 0;
    bool m_arranged = false;
};

} // namespace tapewatch::ui
