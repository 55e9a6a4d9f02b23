// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/store/name_table.h"

#include <QTest>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

using namespace tapewatch::engine;

class TestNameTable : public QObject {
    Q_OBJECT

private slots:
    void givesEachNameOneId();
    void emptyNameIsZero();
    void threadsAgree();
};

void TestNameTable::givesEachNameOneId()
{
    NameTable names;
    std::vector<NameId> ids;
    for (int i = 0; i < 10'000; ++i)
        ids.push_back(names.intern("name " + std::to_string(i)));
    for (int i = 0; i < 10'000; ++i) {
        const std::string name = "name " + std::to_string(i);
        QCOMPARE(names.intern(name), ids[static_cast<std::size_t>(i)]);
        QCOMPARE(names.name(ids[static_cast<std::size_t>(i)]), std::string_view(name));
    }
    QCOMPARE(names.size(), 10'001u);
}

void TestNameTable::emptyNameIsZero()
{
    NameTable names;
    QCOMPARE(names.intern(""), NameId{});
    QVERIFY(names.name(NameId{}).empty());
    QCOMPARE(names.size(), 1u);
}

void TestNameTable::threadsAgree()
{
    NameTable names;
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&] {
            for (int i = 0; i < 2'000; ++i) {
                const std::string name = "name " + std::to_string(i);
                wrong += names.name(names.intern(name)) == name ? 0 : 1;
            }
        });
    }
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
    QCOMPARE(names.size(), 2'001u);
}

QTEST_GUILESS_MAIN(TestNameTable)
#include "tst_name_table.moc"
