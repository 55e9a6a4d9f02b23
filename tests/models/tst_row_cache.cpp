// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/row_cache.h"

#include <QTest>

using namespace tapewatch::models;
using tapewatch::engine::RowId;
using tapewatch::engine::RowRef;
using tapewatch::engine::SourceId;

namespace {

RowRef ref(int row, int source = 1)
{
    return {SourceId(source), RowId(row)};
}

PreparedRow prepared(int row)
{
    return {QString::number(row), true};
}

} // namespace

class TestRowCache : public QObject {
    Q_OBJECT

private slots:
    void keepsTheRowsOfEverySource();
    void keepsWhatIsUsedAndForgetsTheRest();
    void neverHoldsMoreThanTwice();
};

void TestRowCache::keepsTheRowsOfEverySource()
{
    RowCache cache(10);
    cache.put(ref(1, 1), prepared(1));
    cache.put(ref(1, 2), prepared(2));

    QCOMPARE(cache.find(ref(1, 1))->message, QStringLiteral("1"));
    QCOMPARE(cache.find(ref(1, 2))->message, QStringLiteral("2"));
    QVERIFY(cache.find(ref(2, 1)) == nullptr);
    cache.clear();
    QVERIFY(cache.find(ref(1, 1)) == nullptr);
}

void TestRowCache::keepsWhatIsUsedAndForgetsTheRest()
{
    RowCache cache(10);
    cache.put(ref(0), prepared(0));
    cache.put(ref(1), prepared(1));

    for (int row = 2; row < 40; ++row) {
        cache.put(ref(row), prepared(row));
        QVERIFY(cache.use(ref(0)) != nullptr);
    }

    QVERIFY(cache.find(ref(0)) != nullptr);
    QVERIFY(cache.find(ref(1)) == nullptr);
}

void TestRowCache::neverHoldsMoreThanTwice()
{
    constexpr int kCapacity = 10;
    RowCache cache(kCapacity);
    for (int row = 0; row < 1000; ++row)
        cache.put(ref(row), prepared(row));

    int held = 0;
    for (int row = 0; row < 1000; ++row)
        held += cache.find(ref(row)) != nullptr ? 1 : 0;

    QVERIFY(held >= kCapacity);
    QVERIFY(held <= 2 * kCapacity);
    for (int row = 1000 - kCapacity; row < 1000; ++row)
        QVERIFY(cache.find(ref(row)) != nullptr);
}

QTEST_GUILESS_MAIN(TestRowCache)
#include "tst_row_cache.moc"
