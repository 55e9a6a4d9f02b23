// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/row_splice.h"

#include <QTest>

#include <random>

using namespace tapewatch;
using namespace tapewatch::models;
using engine::RowId;
using engine::RowRef;
using engine::SourceId;
using engine::ViewDelta;

namespace {

std::vector<RowRef> rowsFrom(std::uint32_t source, std::uint32_t count)
{
    std::vector<RowRef> rows;
    for (std::uint32_t row = 0; row < count; ++row)
        rows.push_back({SourceId(source), RowId(row)});
    return rows;
}

/// One insertion after the other: what splice() must equal.
std::deque<RowRef> oneByOne(std::deque<RowRef> rows, Runs runs)
{
    for (const ViewDelta::Run &run : runs)
        rows.insert(rows.begin() + std::ptrdiff_t(run.at), run.rows.begin(), run.rows.end());
    return rows;
}

std::vector<ViewDelta::Run> runsAt(const QList<int> &places, const QList<int> &sizes)
{
    std::vector<ViewDelta::Run> runs;
    for (qsizetype i = 0; i < places.size(); ++i)
        runs.push_back({std::size_t(places[i]), rowsFrom(std::uint32_t(i + 2), std::uint32_t(sizes[i]))});
    return runs;
}

} // namespace

class TestRowSplice : public QObject {
    Q_OBJECT

private slots:
    void equalsInsertingOneByOne_data();
    void equalsInsertingOneByOne();
    void equalsInsertingOneByOneAtRandom();
    void findsRunsThatAscend_data();
    void findsRunsThatAscend();
};

void TestRowSplice::equalsInsertingOneByOne_data()
{
    QTest::addColumn<int>("before");
    QTest::addColumn<QList<int>>("places");
    QTest::addColumn<QList<int>>("sizes");

    QTest::addRow("into nothing") << 0 << QList<int>{0} << QList<int>{3};
    QTest::addRow("at the end") << 3 << QList<int>{3} << QList<int>{2};
    QTest::addRow("at the start") << 3 << QList<int>{0} << QList<int>{2};
    QTest::addRow("interleaved") << 3 << QList<int>{0, 2, 4, 6} << QList<int>{1, 1, 1, 1};
    QTest::addRow("one behind the other") << 3 << QList<int>{1, 3, 4} << QList<int>{2, 1, 2};
    QTest::addRow("an empty run between") << 3 << QList<int>{1, 3, 3} << QList<int>{2, 0, 1};
    QTest::addRow("no run") << 3 << QList<int>() << QList<int>();
}

void TestRowSplice::equalsInsertingOneByOne()
{
    QFETCH(int, before);
    QFETCH(QList<int>, places);
    QFETCH(QList<int>, sizes);
    const std::vector<RowRef> old = rowsFrom(1, std::uint32_t(before));
    std::deque<RowRef> rows(old.begin(), old.end());
    const std::vector<ViewDelta::Run> runs = runsAt(places, sizes);
    QCOMPARE(ascendingRuns(runs), runs.size());
    const std::deque<RowRef> expected = oneByOne(rows, runs);

    std::deque<RowRef> appended = rows;
    for (const ViewDelta::Run &run : runs)
        appended.insert(appended.end(), run.rows.begin(), run.rows.end());
    splice(rows, runs);

    QVERIFY(rows == expected);
    const SplicePlaces splicePlaces(old.size(), runs);
    for (std::size_t row = 0; row < appended.size(); ++row)
        QVERIFY(rows[splicePlaces.placeOf(row)] == appended[row]);
}

void TestRowSplice::equalsInsertingOneByOneAtRandom()
{
    std::mt19937 random(20260105);
    std::deque<RowRef> rows;
    std::deque<RowRef> expected;
    for (std::uint32_t round = 1; round < 200; ++round) {
        std::vector<ViewDelta::Run> runs;
        std::size_t size = rows.size();
        std::size_t from = 0;
        for (std::uint32_t i = 0; i < random() % 6; ++i) {
            const std::size_t at = from + random() % (size - from + 1);
            runs.push_back({at, rowsFrom(round * 10 + i, random() % 4)});
            from = at + runs.back().rows.size();
            size += runs.back().rows.size();
        }
        expected = oneByOne(expected, runs);
        splice(rows, runs);
        QVERIFY(rows == expected);
    }
}

void TestRowSplice::findsRunsThatAscend_data()
{
    QTest::addColumn<QList<int>>("places");
    QTest::addColumn<QList<int>>("sizes");
    QTest::addColumn<int>("ascending");

    QTest::addRow("none") << QList<int>() << QList<int>() << 0;
    QTest::addRow("one") << QList<int>{9} << QList<int>{1} << 1;
    QTest::addRow("touching") << QList<int>{0, 2} << QList<int>{2, 1} << 2;
    QTest::addRow("into the one before") << QList<int>{0, 1} << QList<int>{2, 1} << 1;
    QTest::addRow("back to the start") << QList<int>{4, 8, 0} << QList<int>{1, 1, 1} << 2;
}

void TestRowSplice::findsRunsThatAscend()
{
    QFETCH(QList<int>, places);
    QFETCH(QList<int>, sizes);
    QFETCH(int, ascending);

    QCOMPARE(ascendingRuns(runsAt(places, sizes)), std::size_t(ascending));
}

QTEST_GUILESS_MAIN(TestRowSplice)
#include "tst_row_splice.moc"
