// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/message_format.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <vector>

using namespace tapewatch;
using tapewatch::backend::MessageFormat;
using tapewatch::backend::WireReader;

class TestMessageFormat : public QObject {
    Q_OBJECT
private slots:
    void tellsPlainFormats_data();
    void tellsPlainFormats();
    void writesWhatFmtWrites_data();
    void writesWhatFmtWrites();
    void leavesOutWhatNoPlaceholderAsksFor();
};

namespace {

/// `values` as they come out of a ring.
template <typename... T>
std::vector<WireReader::Value> wireValues(const T &...values)
{
    std::string bytes((detail::wireSize(values) + ... + 0), '\0');
    auto *out = reinterpret_cast<std::byte *>(bytes.data());
    ((out = detail::putWire(values, out)), ...);
    static std::vector<std::string> kept; // the values borrow from the bytes
    kept.reserve(1000);
    WireReader reader(std::as_bytes(std::span(kept.emplace_back(std::move(bytes)))));
    std::vector<WireReader::Value> read;
    while (!reader.atEnd())
        read.push_back(reader.next());
    return read;
}

std::string filled(const char *format, const std::vector<WireReader::Value> &values)
{
    const MessageFormat message(format);
    fmt::memory_buffer out;
    for (std::size_t i = 0; i < values.size(); ++i)
        message.putArgument(i, values[i], out);
    message.putEnd(out);
    return fmt::to_string(out);
}

template <typename... T>
void addRow(const char *name, const char *format, const T &...values)
{
    QTest::addRow("%s", name) << QString::fromStdString(filled(format, wireValues(values...)))
                              << QString::fromStdString(fmt::format(fmt::runtime(format), values...));
}

} // namespace

void TestMessageFormat::tellsPlainFormats_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("plain");
    QTest::addColumn<int>("placeholders");

    QTest::addRow("empty") << "" << true << 0;
    QTest::addRow("text") << "order placed" << true << 0;
    QTest::addRow("placeholders") << "{} {}{}" << true << 3;
    QTest::addRow("doubled braces") << "{{{}}} {{}}" << true << 1;
    QTest::addRow("a width") << "{:>8}" << false << 0;
    QTest::addRow("an index") << "{0} {}" << false << 1;
    QTest::addRow("a lone brace") << "a } b" << false << 0;
    QTest::addRow("an open end") << "a {" << false << 0;
}

void TestMessageFormat::tellsPlainFormats()
{
    QFETCH(QString, format);
    QFETCH(bool, plain);
    QFETCH(int, placeholders);
    const MessageFormat message(format.toStdString());

    QCOMPARE(message.isPlain(), plain);
    QCOMPARE(int(message.placeholders()), placeholders);
}

void TestMessageFormat::writesWhatFmtWrites_data()
{
    QTest::addColumn<QString>("ours");
    QTest::addColumn<QString>("fmts");
    using Int = std::numeric_limits<std::int64_t>;
    using Unsigned = std::numeric_limits<std::uint64_t>;
    using Double = std::numeric_limits<double>;
    using std::string_view;

    addRow("an order", "order {} {} qty={} px={} id={}", string_view("BUY"), string_view("BTCUSDT"),
           std::int64_t{12}, 50000.5, std::uint64_t{7});
    addRow("empty texts", "{}{}", string_view(), string_view(""));
    addRow("truth", "{}/{}", true, false);
    addRow("a character", "[{}]", 'x');
    addRow("integers", "{} {} {}", Int::min(), Int::max(), std::int64_t{0});
    addRow("unsigned", "{} {}", Unsigned::max(), std::uint64_t{0});
    addRow("floats", "{} {} {} {}", 0.1f, 1e10f, 16777216.0f, -0.0f);
    addRow("doubles", "{} {} {} {} {}", 0.1, 1.0, -0.0, 100000.0, 1e15);
    addRow("exponents", "{} {} {} {} {}", 1e16, 1e-4, 1e-5, 123456789012345678.0, 5e-324);
    addRow("limits", "{} {} {}", Double::max(), Double::min(), Double::lowest());
    addRow("no numbers", "{} {} {}", std::nan(""), HUGE_VAL, -HUGE_VAL);
    addRow("pointers", "{} {}", static_cast<const void *>(nullptr), reinterpret_cast<const void *>(0xBEEF));
    addRow("doubled braces", "{{{}}} {{}}", std::int64_t{1});
}

void TestMessageFormat::writesWhatFmtWrites()
{
    QFETCH(QString, ours);
    QFETCH(QString, fmts);

    QCOMPARE(ours, fmts);
}

void TestMessageFormat::leavesOutWhatNoPlaceholderAsksFor()
{
    QCOMPARE(QString::fromStdString(filled("a {} b", wireValues(std::int64_t{1}, std::int64_t{2}))),
             QString("a 1 b"));
}

QTEST_APPLESS_MAIN(TestMessageFormat)
#include "tst_message_format.moc"
