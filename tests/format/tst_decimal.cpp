// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/decimal.h>

#include <QTest>

#include <cmath>
#include <limits>
#include <random>

using namespace tapewatch;
using namespace tapewatch::literals;

namespace {

constexpr const char *kMost = "99999999999999999999999999999999999999";        // 38 digits
constexpr const char *kLeastPlace = "0.0000000000000000000000000000000000001"; // 37 places

Decimal decimal(const QString &text)
{
    return Decimal::parse(text.toStdString()).value();
}

} // namespace

class TestDecimal : public QObject {
    Q_OBJECT

private slots:
    void keepsEveryDigit_data();
    void keepsEveryDigit();
    void readsOtherSpellings_data();
    void readsOtherSpellings();
    void refuses_data();
    void refuses();
    void rounds_data();
    void rounds();
    void roundsAsTheExactExpansionSays();
    void comparesByValue_data();
    void comparesByValue();
    void becomesTheNearestDouble();
    void literalsAndIntegers();
    void cutsImpossibleScales();
};

void TestDecimal::keepsEveryDigit_data()
{
    QTest::addColumn<QString>("text");

    for (const char *text : {"0", "1", "-1", "50000.10", "0.00", "-0.05", "10", "0.1", "100.000",
                             "18446744073709551615", "18446744073709551616", "-18446744073709551616.5",
                             "1000000000000000000000000", "1234567890123456789.1234567890123456789", kMost,
                             kLeastPlace, "-9.9999999999999999999999999999999999999"})
        QTest::addRow("%s", text) << text;
}

void TestDecimal::keepsEveryDigit()
{
    QFETCH(QString, text);
    const auto value = Decimal::parse(text.toStdString());
    QVERIFY(value);
    QCOMPARE(QString::fromStdString(value->toString()), text);
}

void TestDecimal::readsOtherSpellings_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");

    QTest::addRow("plus") << "+1.50"
                          << "1.50";
    QTest::addRow("leading zeros") << "007.10"
                                   << "7.10";
    QTest::addRow("forty leading zeros") << QString(40, '0') + "1"
                                         << "1";
    QTest::addRow("exponent") << "15e3"
                              << "15000";
    QTest::addRow("exponent eats places") << "1.2345e2"
                                          << "123.45";
    QTest::addRow("exponent beyond places") << "1.2E+3"
                                            << "1200";
    QTest::addRow("negative exponent") << "1.5e-3"
                                       << "0.0015";
    QTest::addRow("zero with a large exponent") << "0e99999999999"
                                                << "0";
    QTest::addRow("largest by exponent") << "1e37"
                                         << "1" + QString(37, '0');
    QTest::addRow("minus zero") << "-0.0"
                                << "0.0";
}

void TestDecimal::readsOtherSpellings()
{
    QFETCH(QString, text);
    const auto value = Decimal::parse(text.toStdString());
    QVERIFY(value);
    QTEST(QString::fromStdString(value->toString()), "written");
}

void TestDecimal::refuses_data()
{
    QTest::addColumn<QString>("text");

    for (const char *text : {"",
                             "-",
                             "+",
                             ".",
                             "1.",
                             ".5",
                             "--1",
                             "+-1",
                             "1e",
                             "1e+",
                             "1e1.5",
                             "0x10",
                             "1,5",
                             " 1",
                             "1 ",
                             "NaN",
                             "inf",
                             "1..2",
                             "1.2.3",
                             "1e38",
                             "1e-38",
                             "1e99999999999",
                             "1e-99999999999",
                             "0.00000000000000000000000000000000000001"})
        QTest::addRow("%s", text) << text;
    QTest::addRow("39 digits") << QString(39, '1');
    QTest::addRow("39 digits around the point") << QString(20, '1') + "." + QString(19, '1');
}

void TestDecimal::refuses()
{
    QFETCH(QString, text);
    QVERIFY(!Decimal::parse(text.toStdString()));
}

void TestDecimal::rounds_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("places");
    QTest::addColumn<QString>("expected"); // empty: nothing

    QTest::addRow("exact") << 50000.1 << 2 << "50000.10";
    QTest::addRow("tie up") << 0.125 << 2 << "0.13";
    QTest::addRow("tie away from zero") << -0.125 << 2 << "-0.13";
    QTest::addRow("tie to even would differ") << 2.5 << 0 << "3";
    QTest::addRow("stored below the tie") << 1.005 << 2 << "1.00";
    QTest::addRow("stored above the tie") << 8.345 << 2 << "8.35";
    QTest::addRow("small") << -0.4 << 0 << "0";
    QTest::addRow("carry") << 9.999 << 2 << "10.00";
    QTest::addRow("large, with a tie") << 10000000000.0078125 << 6 << "10000000000.007813";
    QTest::addRow("large, whole") << 9007199254740993.0 << 0 << "9007199254740992";
    QTest::addRow("many places") << 0.1 << 30 << "0.100000000000000005551115123126";
    QTest::addRow("denormal") << 5e-324 << 37 << "0." + QString(37, '0');
    QTest::addRow("largest that fits") << 9e37 << 0 << "89999999999999992307089061666856370176";
    QTest::addRow("too large") << 1.1e38 << 0 << "";
    QTest::addRow("too large with places") << 1e30 << 10 << "";
    QTest::addRow("too many places") << 1.0 << 38 << "";
    QTest::addRow("not a number") << std::nan("") << 2 << "";
    QTest::addRow("infinite") << -std::numeric_limits<double>::infinity() << 2 << "";
    QTest::addRow("largest double") << std::numeric_limits<double>::max() << 0 << "";
}

void TestDecimal::rounds()
{
    QFETCH(double, value);
    QFETCH(int, places);
    const auto rounded = Decimal::round(value, static_cast<std::uint8_t>(places));
    QTEST(QString::fromStdString(rounded ? rounded->toString() : ""), "expected");
}

void TestDecimal::roundsAsTheExactExpansionSays()
{
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> number(-1e6, 1e6);
    std::uniform_int_distribution<int> places(0, 9);
    for (int i = 0; i < 20'000; ++i) {
        const double value = number(random);
        const int digits = places(random);
        // printf rounds the exact value too, and a random double is no tie
        QByteArray expected = QString::asprintf("%.*f", digits, value).toUtf8();
        if (expected.startsWith('-') && expected.count('0') + expected.count('.') + 1 == expected.size())
            expected.remove(0, 1);
        const auto rounded = Decimal::round(value, static_cast<std::uint8_t>(digits));
        QCOMPARE(QByteArray::fromStdString(rounded->toString()), expected);
    }
}

void TestDecimal::comparesByValue_data()
{
    QTest::addColumn<QString>("less");
    QTest::addColumn<QString>("more"); // the same value where equal
    QTest::addColumn<bool>("equal");

    QTest::addRow("trailing zero") << "1.5"
                                   << "1.50" << true;
    QTest::addRow("zeros") << "0"
                           << "0.000" << true;
    QTest::addRow("last place") << "1.49"
                                << "1.5" << false;
    QTest::addRow("signs") << "-1"
                           << "0.5" << false;
    QTest::addRow("negative fractions") << "-0.51"
                                        << "-0.5" << false;
    QTest::addRow("whole parts decide") << "9.99"
                                        << "10.0" << false;
    QTest::addRow("far scales") << kLeastPlace << kMost << false;
    QTest::addRow("far scales, near values") << "1"
                                             << "1.0000000000000000000000000000000000001" << false;
    QTest::addRow("largest negative") << QString("-") + kMost << QString("-") + kLeastPlace << false;
}

void TestDecimal::comparesByValue()
{
    QFETCH(QString, less);
    QFETCH(QString, more);
    QFETCH(bool, equal);
    const Decimal a = decimal(less);
    const Decimal b = decimal(more);
    QCOMPARE(a == b, equal);
    QCOMPARE(a < b, !equal);
    QCOMPARE(b > a, !equal);
}

void TestDecimal::becomesTheNearestDouble()
{
    for (const char *text : {"0.1", "50000.10", "-123.456", "0.30000000000000004", "12345678901234567890.123",
                             kMost, kLeastPlace})
        QCOMPARE(decimal(text).toDouble(), QString(text).toDouble());
}

void TestDecimal::literalsAndIntegers()
{
    QCOMPARE((50000.10_dec).toString(), "50000.10");
    QCOMPARE((1'000.5_dec).toString(), "1000.5");
    QCOMPARE(Decimal(-7).toString(), "-7");
    QCOMPARE(Decimal(std::numeric_limits<long long>::min()).toString(), "-9223372036854775808");
}

void TestDecimal::cutsImpossibleScales()
{
    QCOMPARE(Decimal::fromMantissa(12345, 40).toString(), QString("0.%1").arg("12", 37, '0').toStdString());
    const Int128 least = -(Int128(1) << 126) * 2;
    const Decimal longest = Decimal::fromMantissa(least, Decimal::kMaxScale);
    QCOMPARE(longest.toString(), "-17.0141183460469231731687303715884105728");
    QCOMPARE(Decimal::fromMantissa(Int128(-1), Decimal::kMaxScale).toString().size(), std::size_t(40));
}

QTEST_GUILESS_MAIN(TestDecimal)
#include "tst_decimal.moc"
