// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "redact/planted_secret.h"
#include "redact/redact_support.h"

#include <QTest>

#include <random>

using namespace tapewatch;
using namespace tapewatch::test;

/// The fuzzer's search with random choices, the same in each run (tests/fuzz goes on from here).
class TestRedactRandom : public QObject {
    Q_OBJECT
private slots:
    void letsNoSecretThrough_data();
    void letsNoSecretThrough();
    void findsALeakWhereThereIsOne();
};

void TestRedactRandom::letsNoSecretThrough_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestRedactRandom::letsNoSecretThrough()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    redact::Redactor redactor;
    for (int round = 0; round < 10'000; ++round) {
        std::string bytes(200, '\0');
        for (char &byte : bytes)
            byte = static_cast<char>(random());
        Choices choices(bytes);
        const Planted planted = plantSecret(choices);
        const std::string output = redactedAnywhere(planted, redactor);
        const std::string leak = leakedPiece(planted, output);
        QVERIFY2(leak.empty(), ("leaked " + leak + "\n  text:   " + planted.fieldName + " " + planted.text +
                                "\n  secret: " + planted.secret + "\n  output: " + output)
                                   .c_str());
    }
}

/// A search that cannot find anything would pass as well.
void TestRedactRandom::findsALeakWhereThereIsOne()
{
    std::mt19937 random(1);
    redact::Redactor off({.enabled = false, .keys = {}, .patterns = {}, .allow = {}});
    int leaks = 0;
    for (int round = 0; round < 1000; ++round) {
        std::string bytes(200, '\0');
        for (char &byte : bytes)
            byte = static_cast<char>(random());
        Choices choices(bytes);
        const Planted planted = plantSecret(choices);
        leaks += leakedPiece(planted, redactedAnywhere(planted, off)).empty() ? 0 : 1;
    }
    QVERIFY2(leaks > 900, qPrintable(QString::number(leaks)));
}

QTEST_GUILESS_MAIN(TestRedactRandom)
#include "tst_redact_random.moc"
