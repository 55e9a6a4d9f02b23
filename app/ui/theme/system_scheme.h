// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QDBusVariant;

namespace tapewatch::ui {

/// Whether the desktop prefers dark, asked of the XDG desktop portal without waiting; without a portal, by
/// the palette that the program started with.
class SystemScheme : public QObject {
    Q_OBJECT

public:
    explicit SystemScheme(QObject *parent = nullptr);

    [[nodiscard]] bool isDark() const { return m_dark; }

signals:
    void changed();

private slots:
    void onPortalSetting(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal();
    void setDark(bool dark);

    bool m_dark;
};

} // namespace tapewatch::ui
