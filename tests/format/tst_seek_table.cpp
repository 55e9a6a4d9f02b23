// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/seek_table.h>

#include <QTest>

using namespace tapewatch;

class TestSeekTable : public QObject {
    Q_OBJECT

private slots:
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void hasTheBytesOfTheFormat();
    void readsTablesWithChecksums();
    void refuses_data();
    void refuses();
};

namespace {

const std::vector<SeekEntry> kTwo{{0x01020304, 1024 * 1024}, {7, 100}};

std::string edited(std::size_t at, char value)
{
    std::string table = toSeekTable(kTwo);
    table[at] = value;
    return table;
}

} // namespace

void TestSeekTable::readsWhatItWrites_data()
{
    QTest::addColumn<int>("frames");

    QTest::addRow("an empty segment") << 0;
    QTest::addRow("one") << 1;
    QTest::addRow("many") << 5000;
}

void TestSeekTable::readsWhatItWrites()
{
    QFETCH(int, frames);
    std::vector<SeekEntry> entries;
    for (int i = 0; i < frames; ++i)
        entries.push_back({static_cast<std::uint32_t>(i + 1), static_cast<std::uint32_t>(i * 3 + 1)});

    const std::string table = toSeekTable(entries);

    QCOMPARE(seekTableLength(table.substr(table.size() - kSeekFooterBytes)), std::optional(table.size()));
    const auto parsed = parseSeekTable(table);
    QVERIFY(parsed.has_value());
    QVERIFY(*parsed == entries);
}

void TestSeekTable::hasTheBytesOfTheFormat()
{
    QCOMPARE(QByteArray::fromStdString(toSeekTable(kTwo)).toHex(), QByteArray("5e2a4d18"
                                                                              "19000000"
                                                                              "0403020100001000"
                                                                              "0700000064000000"
                                                                              "0200000000b1ea928f"));
}

void TestSeekTable::readsTablesWithChecksums()
{
    const QByteArray table = QByteArray::fromHex("5e2a4d18"
                                                 "15000000"
                                                 "0700000064000000aabbccdd"
                                                 "0100000080b1ea928f");

    const auto parsed = parseSeekTable(table.toStdString());

    QVERIFY(parsed.has_value());
    QVERIFY(*parsed == (std::vector<SeekEntry>{{7, 100}}));
}

void TestSeekTable::refuses_data()
{
    QTest::addColumn<QByteArray>("table");

    const std::string whole = toSeekTable(kTwo);
    const auto add = [](const char *name, const std::string &table) {
        QTest::addRow("%s", name) << QByteArray::fromStdString(table);
    };
    add("nothing", {});
    add("a footer alone", whole.substr(whole.size() - kSeekFooterBytes));
    add("cut at its start", whole.substr(1));
    add("cut at its end", whole.substr(0, whole.size() - 1));
    add("another magic number", edited(0, 'x'));
    add("another length", edited(4, 'x'));
    add("another number of frames", edited(whole.size() - 9, 'x'));
    add("more frames than there are", edited(whole.size() - 6, '\x7f'));
    add("reserved bits", edited(whole.size() - 5, '\x04'));
    add("another magic number at its end", edited(whole.size() - 1, 'x'));
}

void TestSeekTable::refuses()
{
    QFETCH(QByteArray, table);

    QVERIFY(!parseSeekTable(table.toStdString()));
}

QTEST_GUILESS_MAIN(TestSeekTable)
#include "tst_seek_table.moc"
