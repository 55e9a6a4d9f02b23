// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/domain/record.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace tapewatch::ui {

class BadgeLabel;
class ElidedLabel;
class Theme;

/// Who said it, when and how loud: the first lines of the detail pane.
class RecordHeadline final : public QWidget {
    Q_OBJECT

public:
    explicit RecordHeadline(const Theme &theme, QWidget *parent = nullptr);

    void setRecord(const engine::Record &record);
    /// Times in UTC; otherwise in the local zone.
    void setUtc(bool utc);

private:
    void showTime();

    std::optional<Timestamp> m_recordTime;
    bool m_utc = false;
    BadgeLabel *m_badges;
    QLabel *m_time;
    ElidedLabel *m_origin;
};

} // namespace tapewatch::ui
