// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/tokens.h"

#include <QFont>
#include <QIcon>
#include <QObject>

#include <optional>

namespace tapewatch::ui {

class SystemScheme;

enum class ThemeMode { Auto, Light, Dark };

/// "auto", "light", "dark": as written on the command line and in settings.
[[nodiscard]] QString themeModeName(ThemeMode mode);
[[nodiscard]] std::optional<ThemeMode> themeModeFromName(const QString &name);

/// Sizes derive from the system's font, so a user's larger text is respected.
struct Fonts {
    QFont ui;
    QFont small;      ///< second lines, captions
    QFont strong;     ///< bot names, headlines of a row
    QFont heading;    ///< empty states, dialogs
    QFont mono;       ///< times, messages, values
    QFont badge;      ///< levels and categories
    QFont quietBadge; ///< levels below warning
};

/// The look of the window: one object, made in main(), handed to every panel that paints for itself.
///
/// GUI thread only. In Auto mode it follows the desktop's colour scheme while the program runs.
class Theme : public QObject {
    Q_OBJECT

public:
    explicit Theme(ThemeMode mode, QObject *parent = nullptr);
    ~Theme() override;

    /// Sets style, palette, fonts and style sheet of the application, now and whenever the scheme changes.
    void applyToApplication();

    void setMode(ThemeMode mode);
    [[nodiscard]] ThemeMode mode() const { return m_mode; }
    [[nodiscard]] bool isDark() const { return m_dark; }
    [[nodiscard]] const Colors &colors() const { return m_dark ? darkColors() : lightColors(); }
    [[nodiscard]] const Fonts &fonts() const { return m_fonts; }

    /// A symbol of resources/icons in the colours of the scheme, sharp at every scale. It follows a change
    /// of scheme by itself.
    [[nodiscard]] QIcon icon(const QString &name) const;

signals:
    void changed();

private:
    void updateScheme();
    void restyle();

    ThemeMode m_mode;
    bool m_dark = false;
    bool m_applied = false;
    Fonts m_fonts;
    SystemScheme *m_system;
};

} // namespace tapewatch::ui
