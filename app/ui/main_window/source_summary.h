// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSet>
#include <QTimer>

class QModelIndex;

namespace tapewatch::bridge {
class BotDirectory;
}
namespace tapewatch::models {
class SourceModel;
}

namespace tapewatch::ui {

/// All sources in a few numbers, for the status bar and the filter bar; and a word when one of them fails.
class SourceSummary final : public QObject {
    Q_OBJECT

public:
    struct Numbers {
        int files = 0;
        int liveBots = 0;
        int reading = 0;             ///< files that are not at their end yet
        qulonglong records = 0;      ///< read so far, in all files
        qulonglong shownRecords = 0; ///< of the files that the log shows
        qulonglong dropped = 0;      ///< that live bots had to refuse since they started

        bool operator==(const Numbers &) const = default;
    };

    /// Both must outlive the summary.
    SourceSummary(const models::SourceModel &model, const bridge::BotDirectory &bots,
                  QObject *parent = nullptr);

    [[nodiscard]] const Numbers &numbers() const { return m_numbers; }

signals:
    void changed();
    /// Once for every source that fails.
    void sourceFailed(const QString &name, const QString &why);

private:
    void update();
    void add(const QModelIndex &node);

    const models::SourceModel &m_model;
    const bridge::BotDirectory &m_bots;
    Numbers m_numbers;
    QSet<uint> m_failed; ///< sources that were reported
    QTimer m_timer;      ///< the model changes in bursts
};

} // namespace tapewatch::ui
