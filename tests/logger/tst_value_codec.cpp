// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/wire_reader.h"

#include <tapewatch/field.h>

#include <QTest>

#include <string>
#include <vector>

using namespace tapewatch;
using namespace tapewatch::literals;
using tapewatch::backend::WireReader;
using tapewatch::detail::Tag;

/// What goes into a ring comes out of it, whatever the bytes.
class TestValueCodec : public QObject {
    Q_OBJECT
private slots:
    void readsBackWhatWasWritten();
    void carriesTextsOfEveryLength();
    void stopsAtDamagedBytes();
};

namespace {

template <typename T>
std::vector<std::byte> encoded(const T &value)
{
    const auto wire = detail::toWire(value);
    std::vector<std::byte> bytes(detail::wireSize(wire));
    const std::byte *end = detail::putWire(wire, bytes.data());
    return end == bytes.data() + bytes.size() ? bytes : std::vector<std::byte>{};
}

template <typename T>
WireReader::Value roundTrip(const T &value)
{
    static std::vector<std::byte> bytes; // strings are borrowed from it
    bytes = encoded(value);
    WireReader reader(bytes);
    WireReader::Value result = reader.next();
    return reader.atEnd() && !reader.corrupt() ? result : WireReader::Value{};
}

const char *noText = nullptr; // not a constant: gcc looks through those and warns

enum class Colour : unsigned char { Red = 7 };

} // namespace

void TestValueCodec::readsBackWhatWasWritten()
{
    QCOMPARE(roundTrip(true).boolean, true);
    QCOMPARE(roundTrip('x').character, 'x');
    QCOMPARE(roundTrip(-5).integer, -5);
    QCOMPARE(roundTrip(std::int8_t(-128)).integer, -128);
    QCOMPARE(roundTrip(~0ull).unsignedInteger, ~0ull);
    QCOMPARE(roundTrip(0.5f).single, 0.5f);
    QCOMPARE(roundTrip(-0.1).real, -0.1);
    QCOMPARE(roundTrip(Colour::Red).unsignedInteger, 7u);
    QVERIFY(roundTrip(50000.10_dec).decimal == 50000.10_dec);
    QCOMPARE(roundTrip("literal").string, std::string_view("literal"));
    QCOMPARE(roundTrip(std::string("with\0zero", 9)).string, std::string_view("with\0zero", 9));
    QCOMPARE(roundTrip(std::string_view()).string, std::string_view());
    QCOMPARE(roundTrip(noText).string, std::string_view("(null)"));
    QCOMPARE(roundTrip(std::optional<int>()).tag, Tag::Null);
    QCOMPARE(roundTrip(std::optional<int>(3)).integer, 3);
    QCOMPARE(roundTrip(nullptr).tag, Tag::Pointer);
}

void TestValueCodec::carriesTextsOfEveryLength()
{
    std::string text;
    for (int length = 0; length < 40; ++length) {
        QCOMPARE(roundTrip(text).string, std::string_view(text));
        text += static_cast<char>('A' + length);
    }
}

void TestValueCodec::stopsAtDamagedBytes()
{
    const std::string fields =
        detail::encodeFields("a"_f = 1, "b"_f = "text", "c"_f = 1.5_dec, "d"_f = std::optional<double>());
    const std::span<const std::byte> whole = std::as_bytes(std::span(fields));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        WireReader reader(whole.first(length));
        int values = 0;
        while (!reader.atEnd() && values < 100) {
            static_cast<void>(reader.next());
            ++values;
        }
        QVERIFY(reader.atEnd());
        QVERIFY(values <= 8);
    }
    const std::byte unknown[]{std::byte{0xff}, std::byte{0}};
    WireReader reader(unknown);
    QCOMPARE(reader.next().tag, Tag::Null);
    QVERIFY(reader.corrupt());
}

QTEST_GUILESS_MAIN(TestValueCodec)
#include "tst_value_codec.moc"
