// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/source/log_family.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace tapewatch::engine;

class TestLogFamily : public QObject {
    Q_OBJECT

private slots:
    void readsRotatedNames_data();
    void readsRotatedNames();
    void listsOldestFirst_data();
    void listsOldestFirst();
};

void TestLogFamily::readsRotatedNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("active");

    QTest::newRow("ours") << "grid.trade.20260105T101530.123456789Z.log"
                          << "grid.trade.log";
    QTest::newRow("ours, active") << "grid.trade.log"
                                  << "";
    QTest::newRow("ours, compressed") << "grid.trade.20260105T101530.123456789Z.log.zst"
                                      << "grid.trade.log";
    QTest::newRow("ours, compressed, short") << "grid.trade.20260105T101530.123456789Z.zst"
                                             << "grid.trade.log";
    QTest::newRow("numbered") << "freqtrade.log.1"
                              << "freqtrade.log";
    QTest::newRow("numbered, two digits") << "freqtrade.log.10"
                                          << "freqtrade.log";
    QTest::newRow("numbered before the ending") << "orders.3.log"
                                                << "orders.log";
    QTest::newRow("dated") << "orders.log.2026-01-05"
                           << "orders.log";
    QTest::newRow("dated before the ending") << "orders-20260105.log"
                                             << "orders.log";
    QTest::newRow("dated with a time") << "orders.log.2026-01-05_10"
                                       << "orders.log";
    QTest::newRow("compressed") << "freqtrade.log.1.gz"
                                << "";
    QTest::newRow("a port") << "server.8080.log"
                            << "";
    QTest::newRow("a second bot") << "bot-2.log"
                                  << "";
    QTest::newRow("only a date") << "20260105.log"
                                 << "";
    QTest::newRow("no rotation") << "orders.log"
                                 << "";
    QTest::newRow("no ending") << "syslog"
                               << "";
    QTest::newRow("number only") << ".1"
                                 << "";
    QTest::newRow("empty") << ""
                           << "";
}

void TestLogFamily::readsRotatedNames()
{
    QFETCH(QString, name);
    QFETCH(QString, active);

    const auto rotated = parseRotatedName(name.toStdString());

    QCOMPARE(QString::fromStdString(rotated ? rotated->active : ""), active);
}

void TestLogFamily::listsOldestFirst_data()
{
    QTest::addColumn<QString>("active");
    QTest::addColumn<QStringList>("expected");

    QTest::newRow("numbers fall") << "a.log" << QStringList{"a.log.10", "a.log.2", "a.log.1"};
    QTest::newRow("dates rise") << "b.log" << QStringList{"b.log.2025-12-31", "b.log.2026-01-05"};
    QTest::newRow("stamps rise") << "grid.main.log"
                                 << QStringList{"grid.main.20260105T101530.000000000Z.log",
                                                "grid.main.20260106T101530.000000000Z.log"};
    QTest::newRow("compressed among them, one in both forms")
        << "both.main.log"
        << QStringList{"both.main.20260104T101530.000000000Z.log.zst",
                       "both.main.20260105T101530.000000000Z.log",
                       "both.main.20260106T101530.000000000Z.log"};
    QTest::newRow("nobody's") << "c.log" << QStringList{};
}

void TestLogFamily::listsOldestFirst()
{
    QFETCH(QString, active);
    QFETCH(QStringList, expected);
    QTemporaryDir folder;
    for (const char *name :
         {"a.log", "a.log.1", "a.log.10", "a.log.2", "a.log.3.gz", "ab.log.1", "b.log.2026-01-05",
          "b.log.2025-12-31", "grid.main.20260106T101530.000000000Z.log",
          "grid.main.20260105T101530.000000000Z.log", "grid.trade.20260105T101530.000000000Z.log",
          "grid-77.main.20260105T101530.000000000Z.log", "both.main.20260106T101530.000000000Z.log",
          "both.main.20260105T101530.000000000Z.log.zst", "both.main.20260105T101530.000000000Z.log",
          "both.main.20260104T101530.000000000Z.log.zst"})
        std::ofstream(folder.filePath(name).toStdString()) << "x\n";

    QStringList found;
    for (const FinishedFile &file : finishedFiles(folder.filePath(active).toStdString()))
        found += QString::fromStdString(file.path.filename().string());

    QCOMPARE(found, expected);
}

QTEST_GUILESS_MAIN(TestLogFamily)
#include "tst_log_family.moc"
