// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/source/segment.h"
#include "support/compressed_files.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <filesystem>
#include <random>
#include <thread>

using namespace tapewatch;
using namespace tapewatch::engine;
using namespace tapewatch::test;

namespace {

constexpr int kFrame = 1000;

QByteArray contentOfSize(int bytes)
{
    QByteArray content;
    for (int i = 0; content.size() < bytes; ++i)
        content += QByteArray::number(i) + ": line " + QByteArray::number(qint64(i) * 7919) + "\n";
    content.resize(bytes);
    return content;
}

class ZstdFile {
public:
    explicit ZstdFile(const QByteArray &bytes)
    {
        QFile file(path());
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
    }
    [[nodiscard]] QString path() const { return m_folder.filePath("a.log.zst"); }
    [[nodiscard]] Result<std::shared_ptr<Segment>> open() const
    {
        return Segment::open(path().toStdString());
    }

private:
    QTemporaryDir m_folder;
};

/// Whether `reads` random pieces are what they should be.
bool readsRight(const Segment &segment, const QByteArray &content, unsigned seed, int reads)
{
    std::mt19937 random(seed);
    for (int i = 0; i < reads; ++i) {
        const auto offset = static_cast<qsizetype>(random() % static_cast<unsigned>(content.size()));
        QByteArray piece(1 + static_cast<qsizetype>(random() % 5000), '\0');
        const auto got = segment.read(static_cast<std::uint64_t>(offset), piece.data(),
                                      static_cast<std::size_t>(piece.size()));
        if (!got || piece.left(static_cast<qsizetype>(*got)) != content.mid(offset, piece.size()))
            return false;
    }
    return true;
}

} // namespace

class TestCompressedContent : public QObject {
    Q_OBJECT

private slots:
    void readsAnywhere_data();
    void readsAnywhere();
    void staysReadableWhenDeleted();
    void showsNoFrameWhoseChecksumDoesNotFit();
};

void TestCompressedContent::readsAnywhere_data()
{
    QTest::addColumn<int>("bytes");
    QTest::addColumn<int>("frameBytes");

    QTest::addRow("more frames than stay in memory") << 200 * kFrame << kFrame;
    QTest::addRow("part of a frame") << 10 << kFrame;
    QTest::addRow("a last frame that is not full") << 3 * kFrame + 1 << kFrame;
    QTest::addRow("one frame without a table") << 200 * kFrame << 0;
    QTest::addRow("frames too large to keep") << 9'000'000 << 8'500'000;
}

void TestCompressedContent::readsAnywhere()
{
    QFETCH(int, bytes);
    QFETCH(int, frameBytes);
    const QByteArray content = contentOfSize(bytes);
    const ZstdFile file(asZstd(content, frameBytes));
    const auto segment = file.open();
    QVERIFY2(segment.ok(), segment ? "" : segment.error().text().c_str());
    QVERIFY((*segment)->compressed());
    QCOMPARE((*segment)->look()->size, std::uint64_t(bytes));

    std::atomic<int> right{0};
    std::vector<std::thread> readers;
    for (unsigned seed = 1; seed <= 3; ++seed)
        readers.emplace_back([&, seed] { right += readsRight(**segment, content, seed, 500) ? 1 : 0; });
    for (std::thread &reader : readers)
        reader.join();

    QCOMPARE(right.load(), 3);
    char byte = 0;
    QCOMPARE((*segment)->read(std::uint64_t(bytes), &byte, 1), std::optional<std::size_t>(0));
}

void TestCompressedContent::staysReadableWhenDeleted()
{
    const QByteArray content = contentOfSize(100 * kFrame);
    const ZstdFile file(asZstd(content, kFrame));
    const auto segment = file.open();
    QVERIFY(segment.ok());

    QVERIFY(QFile::remove(file.path()));

    QCOMPARE((*segment)->look()->links, std::uint64_t(0));
    QVERIFY(readsRight(**segment, content, 1, 100));
}

void TestCompressedContent::showsNoFrameWhoseChecksumDoesNotFit()
{
    const QByteArray content = contentOfSize(3 * kFrame);
    QByteArray bytes = asZstd(content, kFrame);
    const auto table = parseSeekTable(
        bytes.right(qsizetype(*seekTableLength(bytes.right(qsizetype(kSeekFooterBytes)).toStdString())))
            .toStdString());
    const qsizetype checksum = table->at(0).compressedBytes + table->at(1).compressedBytes - 1;
    bytes[checksum] = char(bytes[checksum] ^ 1);
    const ZstdFile file(bytes);
    const auto segment = file.open();
    QVERIFY(segment.ok());
    QByteArray room(3 * kFrame, '\0');

    // What is good comes, and then the damage shows.
    const auto first = (*segment)->read(0, room.data(), std::size_t(room.size()));
    QCOMPARE(first, std::optional<std::size_t>(kFrame));
    QCOMPARE(room.left(kFrame), content.left(kFrame));
    errno = 0;
    QVERIFY(!(*segment)->read(kFrame, room.data(), std::size_t(room.size())));
    QCOMPARE(errno, EBADMSG);
    QCOMPARE((*segment)->read(2 * kFrame, room.data(), kFrame), std::optional<std::size_t>(kFrame));
    QCOMPARE(room.left(kFrame), content.mid(2 * kFrame));
}

QTEST_GUILESS_MAIN(TestCompressedContent)
#include "tst_compressed_content.moc"
