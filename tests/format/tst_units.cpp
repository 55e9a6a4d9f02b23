// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/config.h>

#include <QTest>

#include <random>

using namespace tapewatch;
using namespace std::chrono_literals;

class TestUnits : public QObject {
    Q_OBJECT

private slots:
    void readsBytes_data();
    void readsBytes();
    void writesBytes_data();
    void writesBytes();
    void bytesReadBack();
    void readsDurations_data();
    void readsDurations();
    void writesDurations_data();
    void writesDurations();
};

void TestUnits::readsBytes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes"); // -1: none

    QTest::addRow("plain") << "512" << qint64(512);
    QTest::addRow("B") << "512B" << qint64(512);
    QTest::addRow("KB") << "10KB" << qint64(10'000);
    QTest::addRow("KiB") << "10KiB" << qint64(10'240);
    QTest::addRow("MB") << "3MB" << qint64(3'000'000);
    QTest::addRow("MiB") << "64MiB" << qint64(67'108'864);
    QTest::addRow("GB") << "2GB" << qint64(2'000'000'000);
    QTest::addRow("GiB") << "1GiB" << qint64(1'073'741'824);
    QTest::addRow("TB") << "1TB" << qint64(1'000'000'000'000);
    QTest::addRow("TiB") << "1TiB" << qint64(1'099'511'627'776);
    for (const char *text :
         {"", "B", "KiB", "-1", "+1", "1.5MiB", "1 MiB", "1mib", "1M", "9999999999999999999", "9999999TiB"})
        QTest::addRow("none: '%s'", text) << text << qint64(-1);
}

void TestUnits::readsBytes()
{
    QFETCH(QString, text);
    const auto bytes = parseBytes(text.toStdString());
    QTEST(bytes ? qint64(*bytes) : -1, "bytes");
}

void TestUnits::writesBytes_data()
{
    QTest::addColumn<quint64>("bytes");
    QTest::addColumn<QString>("text");

    QTest::addRow("zero") << quint64(0) << "0";
    QTest::addRow("odd") << quint64(1'234'567) << "1234567";
    QTest::addRow("KiB") << quint64(1024) << "1KiB";
    QTest::addRow("MiB") << quint64(64 * 1024 * 1024) << "64MiB";
    QTest::addRow("odd KiB") << quint64(1536 * 1024) << "1536KiB";
    QTest::addRow("KB") << quint64(10'000) << "10KB";
    QTest::addRow("GB") << quint64(1'000'000'000) << "1GB";
    QTest::addRow("TB, though KiB divides it") << quint64(1'000'000'000'000) << "1TB";
}

void TestUnits::writesBytes()
{
    QFETCH(quint64, bytes);
    QTEST(QString::fromStdString(formatBytes(bytes)), "text");
}

void TestUnits::bytesReadBack()
{
    std::mt19937_64 random(4);
    for (int i = 0; i < 10'000; ++i) {
        const std::uint64_t bytes = random() % 1'000'000'000'000'000'000 >> random() % 60;
        QCOMPARE(parseBytes(formatBytes(bytes)), std::optional(bytes));
        const std::uint64_t round = (bytes >> 30) << 30;
        QCOMPARE(parseBytes(formatBytes(round)), std::optional(round));
    }
}

void TestUnits::readsDurations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds"); // -1: none
    QTest::addColumn<qint64>("milliseconds");

    QTest::addRow("off") << "0" << qint64(0) << qint64(0);
    QTest::addRow("s") << "90s" << qint64(90) << qint64(90'000);
    QTest::addRow("m") << "15m" << qint64(900) << qint64(900'000);
    QTest::addRow("h") << "12h" << qint64(43'200) << qint64(43'200'000);
    QTest::addRow("d") << "7d" << qint64(604'800) << qint64(604'800'000);
    QTest::addRow("longest") << "99999d" << qint64(8'639'913'600) << qint64(8'639'913'600'000);
    QTest::addRow("ms") << "100ms" << qint64(-1) << qint64(100);
    for (const char *text :
         {"", "s", "ms", "1", "-1s", "1.5h", "1 d", "1w", "1d12h", "1S", "100000d", "0x1s"})
        QTest::addRow("none: '%s'", text) << text << qint64(-1) << qint64(-1);
}

void TestUnits::readsDurations()
{
    QFETCH(QString, text);
    const auto seconds = parseDuration(text.toStdString());
    const auto milliseconds = parseMilliseconds(text.toStdString());
    QTEST(seconds ? qint64(seconds->count()) : -1, "seconds");
    QTEST(milliseconds ? qint64(milliseconds->count()) : -1, "milliseconds");
}

void TestUnits::writesDurations_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");

    QTest::addRow("off") << qint64(0) << "0s";
    QTest::addRow("ms") << qint64(1'500) << "1500ms";
    QTest::addRow("s") << qint64(90'000) << "90s";
    QTest::addRow("m") << qint64(120'000) << "2m";
    QTest::addRow("h") << qint64(25 * 3'600'000) << "25h";
    QTest::addRow("d") << qint64(7 * 86'400'000) << "7d";
}

void TestUnits::writesDurations()
{
    QFETCH(qint64, milliseconds);
    QFETCH(QString, text);
    const std::chrono::milliseconds duration(milliseconds);
    QCOMPARE(QString::fromStdString(formatMilliseconds(duration)), text);
    QCOMPARE(parseMilliseconds(text.toStdString()), std::optional(duration));
    if (milliseconds % 1000 == 0)
        QCOMPARE(QString::fromStdString(formatDuration(std::chrono::seconds(milliseconds / 1000))), text);
}

QTEST_GUILESS_MAIN(TestUnits)
#include "tst_units.moc"
