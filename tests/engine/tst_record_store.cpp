// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/source/segment.h"
#include "engine/store/name_table.h"
#include "engine/store/record_store.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <fstream>
#include <thread>

using namespace tapewatch;
using namespace tapewatch::engine;

namespace {

RowId row(std::size_t number)
{
    return static_cast<RowId>(number);
}

std::string lineText(std::size_t number)
{
    return "record " + std::to_string(number) + std::string(80, 'x');
}

/// A file of lines and a store that was filled from it in blocks of `linesPerBlock`.
class FilledStore {
public:
    FilledStore(RecordStore::Options options, std::size_t blocks, std::size_t linesPerBlock)
        : store(options)
        , path(folder.filePath("x.log").toStdString())
    {
        for (std::size_t i = 0; i < blocks * linesPerBlock; ++i)
            content += lineText(i) + "\n";
        std::ofstream(path) << content;
        segment = *Segment::open(path);
        std::size_t offset = 0;
        for (std::size_t block = 0; block < blocks; ++block)
            offset += addBlock(offset, block * linesPerBlock, linesPerBlock);
        store.publish();
    }

    std::size_t addBlock(std::size_t offset, std::size_t first, std::size_t lines)
    {
        std::string bytes;
        std::vector<std::pair<std::size_t, std::size_t>> places;
        for (std::size_t i = first; i < first + lines; ++i) {
            places.emplace_back(bytes.size(), lineText(i).size());
            bytes += lineText(i) + "\n";
        }
        const std::size_t size = bytes.size();
        store.beginBlock(segment, offset, std::move(bytes));
        for (const auto &[start, length] : places)
            store.append({}, static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(length));
        return size;
    }

    QTemporaryDir folder;
    RecordStore store;
    std::filesystem::path path;
    std::string content;
    std::shared_ptr<Segment> segment;
};

} // namespace

class TestRecordStore : public QObject {
    Q_OBJECT

private slots:
    void showsOnlyPublishedRows();
    void keepsColumns();
    void keepsTexts_data();
    void keepsTexts();
    void readsDroppedTextsAgain();
    void neverShowsOtherBytes();
    void keepsTextsWhoseFileWasOverwritten();
    void keepsTextsThatAreNowhereElse();
    void readersSeeWholeRowsWhileTheWriterAppends();
};

void TestRecordStore::showsOnlyPublishedRows()
{
    RecordStore store;
    store.beginBlock(nullptr, 0, "a\nb\n");
    store.append({}, 0, 1);
    QCOMPARE(store.rows(), 0u);
    store.publish();
    QCOMPARE(store.rows(), 1u);
    store.append({}, 2, 1);
    QCOMPARE(store.rows(), 1u);
    store.publish();
    QCOMPARE(*store.text(row(1)), std::string("b"));
}

void TestRecordStore::keepsColumns()
{
    NameTable names;
    RecordStore store;
    store.beginBlock(nullptr, 0, std::string(3000, 'x'));
    std::vector<RowColumns> all;
    for (int i = 0; i < 3000; ++i) {
        RowColumns columns;
        columns.time = {i * 1000 - 500};
        columns.level = static_cast<Level>(i % 6);
        columns.hasLevel = i % 7 != 0;
        columns.wellFormed = i % 11 != 0;
        columns.category = names.intern("category" + std::to_string(i % 3));
        columns.bot = names.intern("bot" + std::to_string(i % 5));
        columns.logger = names.intern("logger" + std::to_string(i % 100));
        all.push_back(columns);
        store.append(columns, static_cast<std::uint32_t>(i), 1);
    }
    store.publish();
    std::array<std::uint64_t, kLevelCount + 1> counts{};
    for (std::size_t i = 0; i < all.size(); ++i) {
        const RowColumns columns = store.columns(row(i));
        QCOMPARE(columns.time.ns, all[i].time.ns);
        QVERIFY(columns.level == all[i].level && columns.hasLevel == all[i].hasLevel);
        QCOMPARE(columns.wellFormed, all[i].wellFormed);
        QCOMPARE(names.name(columns.category), names.name(all[i].category));
        QCOMPARE(names.name(columns.bot), names.name(all[i].bot));
        QCOMPARE(names.name(columns.logger), names.name(all[i].logger));
        ++counts[all[i].hasLevel ? static_cast<std::size_t>(all[i].level) : kLevelCount];
    }
    QCOMPARE(store.countsByLevel(), counts);
}

void TestRecordStore::keepsTexts_data()
{
    QTest::addColumn<int>("blocks");
    QTest::addColumn<int>("linesPerBlock");

    QTest::newRow("line by line, gathered") << 5000 << 1;
    QTest::newRow("small blocks, gathered") << 500 << 10;
    QTest::newRow("large blocks") << 10 << 1000;
}

void TestRecordStore::keepsTexts()
{
    QFETCH(int, blocks);
    QFETCH(int, linesPerBlock);
    FilledStore filled({}, static_cast<std::size_t>(blocks), static_cast<std::size_t>(linesPerBlock));
    RecordStore::TextReader reader(filled.store);

    for (std::size_t i = 0; i < filled.store.rows(); ++i) {
        QCOMPARE(*filled.store.residentText(row(i)), lineText(i));
        QCOMPARE(std::string(*reader.text(row(i))), lineText(i));
    }
}

void TestRecordStore::readsDroppedTextsAgain()
{
    FilledStore filled({.residentTextBytes = 256 * 1024}, 40, 1000);
    std::filesystem::rename(filled.path, filled.path.string() + ".1");

    QVERIFY(!filled.store.residentText(row(0)));
    QVERIFY(filled.store.residentText(row(39'999)));
    for (std::size_t i = 0; i < filled.store.rows(); i += 500)
        QCOMPARE(*filled.store.text(row(i)), lineText(i));
    RecordStore::TextReader reader(filled.store);
    for (std::size_t i = filled.store.rows(); i-- > 0;)
        QCOMPARE(std::string(*reader.text(row(i))), lineText(i));
}

void TestRecordStore::neverShowsOtherBytes()
{
    FilledStore filled({.residentTextBytes = 256 * 1024}, 40, 1000);
    std::string other = filled.content;
    other[10'000] = '?';
    std::ofstream(filled.path) << other;

    const std::size_t changed = 10'000 / (lineText(100).size() + 1);
    QVERIFY(!filled.store.text(row(changed)));
    QVERIFY(filled.store.text(row(20'000)));
    std::filesystem::resize_file(filled.path, 0);
    QVERIFY(!filled.store.text(row(5'000)));
}

void TestRecordStore::keepsTextsWhoseFileWasOverwritten()
{
    FilledStore filled({.residentTextBytes = 1024 * 1024}, 10, 1000);
    filled.segment->markOverwritten();
    std::filesystem::resize_file(filled.path, 0);
    for (int i = 0; i < 10; ++i)
        filled.addBlock(0, 10'000, 1000);
    filled.store.publish();

    for (std::size_t i = 0; i < 10'000; i += 100)
        QCOMPARE(*filled.store.residentText(row(i)), lineText(i));
}

void TestRecordStore::keepsTextsThatAreNowhereElse()
{
    RecordStore store({.residentTextBytes = 1024});
    for (int i = 0; i < 100; ++i) {
        store.beginBlock(nullptr, 0, lineText(static_cast<std::size_t>(i)) + std::string(40'000, 'y'));
        store.append({}, 0, static_cast<std::uint32_t>(lineText(static_cast<std::size_t>(i)).size()));
    }
    store.publish();
    for (std::size_t i = 0; i < 100; ++i)
        QCOMPARE(*store.residentText(row(i)), lineText(i));
}

void TestRecordStore::readersSeeWholeRowsWhileTheWriterAppends()
{
    constexpr std::size_t kBlocks = 300, kLines = 50;
    QTemporaryDir folder;
    const auto path = folder.filePath("x.log").toStdString();
    std::string content;
    for (std::size_t i = 0; i < kBlocks * kLines; ++i)
        content += lineText(i) + "\n";
    std::ofstream(path) << content;
    const std::shared_ptr<const Segment> segment = *Segment::open(path);
    RecordStore store({.residentTextBytes = 256 * 1024});
    std::atomic<int> wrong{0};

    const auto readAll = [&] {
        for (std::size_t i = 0; i < kBlocks * kLines; i += 7) {
            while (store.rows() <= i)
                std::this_thread::yield();
            const auto text = store.text(row(i));
            const bool right = text == lineText(i) && store.time(row(i)).ns == static_cast<std::int64_t>(i);
            wrong += right ? 0 : 1;
        }
    };
    std::thread first(readAll), second(readAll);
    std::size_t offset = 0;
    for (std::size_t block = 0; block < kBlocks; ++block) {
        std::string bytes;
        std::vector<std::uint32_t> starts;
        for (std::size_t i = 0; i < kLines; ++i) {
            starts.push_back(static_cast<std::uint32_t>(bytes.size()));
            bytes += lineText(block * kLines + i) + "\n";
        }
        const std::size_t size = bytes.size();
        store.beginBlock(segment, offset, std::move(bytes));
        offset += size;
        for (std::size_t i = 0; i < kLines; ++i) {
            const std::size_t number = block * kLines + i;
            RowColumns columns;
            columns.time = {static_cast<std::int64_t>(number)};
            store.append(columns, starts[i], static_cast<std::uint32_t>(lineText(number).size()));
        }
        store.publish();
    }
    first.join();
    second.join();
    QCOMPARE(wrong.load(), 0);
}

QTEST_GUILESS_MAIN(TestRecordStore)
#include "tst_record_store.moc"
