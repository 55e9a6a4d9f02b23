// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/numbered_log.h"
#include "engine/source/follower.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <numeric>
#include <sstream>

using namespace tapewatch;
using namespace tapewatch::engine;
using tapewatch::test::NumberedLog;

namespace {

// A sanitizer on a busy machine is slow; nothing here waits this long.
constexpr int kPatience = 60'000;

/// The numbers of the lines that a follower brought, in order; -1 for a line that is torn.
class Reading {
public:
    explicit Reading(Follower::Options options)
        : m_follower(std::move(options))
    {
    }

    /// Until there is nothing more at the moment.
    Follower::Found look()
    {
        std::string buffer(4096, '\0');
        for (;;) {
            const Follower::Step step = m_follower.next(buffer.data(), buffer.size());
            if (step.found == Follower::Found::Bytes)
                take(std::string_view(buffer).substr(0, step.bytes));
            else if (step.found == Follower::Found::EndOfFile)
                takeRest();
            else
                return step.found;
        }
    }

    /// No more than `bytes` of what is there.
    void lookOnce(std::size_t bytes)
    {
        std::string buffer(bytes, '\0');
        const Follower::Step step = m_follower.next(buffer.data(), buffer.size());
        take(std::string_view(buffer).substr(0, step.bytes));
    }

    [[nodiscard]] const std::vector<int> &numbers() const { return m_numbers; }
    [[nodiscard]] const Follower &follower() const { return m_follower; }

private:
    void take(std::string_view bytes)
    {
        m_rest += bytes;
        for (std::size_t end; (end = m_rest.find('\n')) != std::string::npos; m_rest.erase(0, end + 1))
            takeLine(m_rest.substr(0, end + 1));
    }

    void takeRest()
    {
        if (!m_rest.empty())
            takeLine(m_rest);
        m_rest.clear();
    }

    void takeLine(const std::string &line)
    {
        const int number = std::atoi(line.c_str());
        m_numbers.push_back(line == NumberedLog::line(number) ? number : -1);
    }

    Follower m_follower;
    std::string m_rest;
    std::vector<int> m_numbers;
};

std::vector<int> numbersUpTo(int last)
{
    std::vector<int> numbers(static_cast<std::size_t>(last));
    std::iota(numbers.begin(), numbers.end(), 1);
    return numbers;
}

// What one word of a script does: "w5" writes five lines.
void act(const std::string &word, NumberedLog &log, Reading &reading)
{
    const std::map<std::string, std::function<void()>> actions{
        {"look", [&] { reading.look(); }},
        {"half", [&] { log.writeHalfLine(); }},
        {"other-half", [&] { log.writeOtherHalf(); }},
        {"rename", [&] { log.renameNumbered(); }},
        {"stamp", [&] { log.renameStamped(); }},
        {"rename-dated",
         [&] { log.renameTo(log.path().string() + ".2026-01-0" + std::to_string(log.last())); }},
        {"reopen", [&] { log.open(); }},
        {"copy", [&] { log.copyNumbered(); }},
        {"truncate", [&] { log.truncate(); }},
        {"remove", [&] { log.remove(); }},
        {"some", [&] { reading.lookOnce(5 * NumberedLog::line(1).size()); }},
        {"cut", [&] { std::filesystem::resize_file(log.path(), 90 * NumberedLog::line(1).size()); }},
        {"replace", [&] { log.replace(5); }},
        {"compress", [&] { log.compress(log.nextStamp() - 1); }},
        {"compress-oldest", [&] { log.compress(0); }},
        {"compress-whole", [&] { log.compress(log.nextStamp() - 1, 0); }},
        {"keep-both",
         [&] {
             const auto plain = log.stamped(log.nextStamp() - 1);
             std::filesystem::copy_file(plain, plain.string() + ".kept");
             log.compress(log.nextStamp() - 1);
             std::filesystem::rename(plain.string() + ".kept", plain);
         }},
        {"remove-oldest", [&] { std::filesystem::remove(log.stamped(0)); }},
        {"touch", [&] { std::ofstream(log.path(), std::ios::app).flush(); }},
    };
    if (const auto action = actions.find(word); action != actions.end())
        action->second();
    else
        log.write(std::atoi(word.c_str() + 1));
}

} // namespace

class TestFollower : public QObject {
    Q_OBJECT

private slots:
    void bringsEveryLineOnce_data();
    void bringsEveryLineOnce();
    void countsWhatIsDestroyed_data();
    void countsWhatIsDestroyed();
    void readsHistoryFirst();
    void findsSegmentsThatCameBetweenListingAndOpening();
    void findsSegmentsThatWereCompressedSinceTheyWereListed_data();
    void findsSegmentsThatWereCompressedSinceTheyWereListed();
    void passesOverWhatIsDamaged_data();
    void passesOverWhatIsDamaged();
    void endsWhenNotFollowing();
    void saysWhyItCannotOpen_data();
    void saysWhyItCannotOpen();
};

void TestFollower::bringsEveryLineOnce_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<bool>("appends");

    const auto add = [](const char *name, const char *script, bool appends = true) {
        QTest::newRow(name) << QString(script) << appends;
    };
    add("growth", "w3 look w1 look w500 look w1");
    add("file appears later", "look look w2 look w1");
    add("file appears and rotates before the first look", "w2 rename reopen w3 stamp reopen w2 look w1");
    add("half line", "w2 half look look other-half look w1");
    add("rename and create", "w3 look rename reopen w3 look w2");
    add("renamed with lines not yet read", "w3 look w4 rename reopen w3");
    add("old file written after the rename", "w3 look rename w2 look w2 touch look w1 look reopen w2");
    add("half line over a rename", "w3 half look rename other-half reopen w1");
    add("two rotations between looks", "w3 look w2 rename reopen w3 rename reopen w2");
    add("five rotations between looks",
        "w3 look w2 rename reopen w3 rename reopen w2 rename reopen w1 rename reopen w4 rename reopen w2");
    add("rotated, and empty until later", "w3 look rename reopen look look w2 look w2");
    add("dated rotations between looks", "w1 look w1 rename-dated reopen w1 rename-dated reopen w2");
    add("ours: rotation", "w3 look w2 stamp reopen w3 look w1");
    add("ours: three rotations between looks",
        "w3 look w2 stamp reopen w3 stamp reopen w2 stamp reopen w1 look w1");
    add("ours: our segment deleted by retention",
        "w3 look w2 stamp reopen w3 stamp remove-oldest reopen w2 look w1");
    add("ours: compressed after it was read", "w3 look w2 stamp reopen look compress w3 look w1");
    add("ours: compressed between looks", "w3 look w2 stamp reopen compress w3 look w1");
    add("ours: compressed with lines not yet read", "w3 some w9 stamp reopen compress w3 look w1");
    add("ours: compressed before any of it was read", "touch look w5 stamp reopen compress w3 look w1");
    add("ours: several compressed between looks",
        "w3 look w2 stamp reopen compress w3 stamp reopen compress w2 stamp reopen w1 compress look w1");
    add("ours: an older one compressed between looks",
        "w3 look w2 stamp reopen w3 look stamp compress-oldest reopen w2 look w1");
    add("ours: an older one compressed, nothing else",
        "w3 stamp reopen w3 look compress-oldest look w2 look");
    add("ours: compressed as one frame without a table",
        "w3 look w2 stamp reopen w30 stamp compress-whole reopen w2");
    add("ours: there in both forms", "w3 look w2 stamp reopen w3 stamp keep-both reopen w2 look w1");
    add("ours: compressed before the first look", "w300 stamp compress reopen w3 stamp reopen w2 look w1");
    add("copied and truncated, all read", "w3 look copy truncate look w4 look w1");
    add("copied and truncated, refilled longer", "w3 look copy truncate w9 look w1");
    add("copied and truncated, refilled to the same size", "w3 look copy truncate w3 look w1");
    add("copied and truncated, lines only in the copy", "w3 look w4 copy truncate w2 look w1");
    add("half line completed only in the copy", "w3 half look other-half w2 copy truncate w2 look w1");
    add("copied and truncated, then renamed", "w3 look w2 copy truncate w2 look w2 rename reopen w3 look w1");
    add("copied and truncated, then deleted", "w3 look copy truncate remove reopen w2 look w1");
    add("copied and truncated, then renamed while empty", "w3 look copy truncate rename reopen w2 look w1");
    add("copied and truncated twice", "w3 look w1 copy truncate w2 look w1 copy truncate w5 look");
    add("writer that does not append leaves a hole", "w300 look truncate w4 look w2", false);
    add("truncated", "w3 look truncate look w2 look");
    add("deleted and made anew", "w3 look w1 remove look reopen w2 look w1");
    add("deleted, still written to", "w3 look remove w2 look w1 look reopen w2");
    add("replaced by one of the same size", "w5 look replace look w2");
    add("replaced by a larger one", "w3 look replace look w2");
    add("replaced before it was read", "w3 look w2 replace");
}

void TestFollower::bringsEveryLineOnce()
{
    QFETCH(QString, script);
    QFETCH(bool, appends);
    QTemporaryDir folder;
    const bool ours = script.contains("stamp");
    NumberedLog log(folder.filePath(ours ? "bot.main.log" : "bot.log").toStdString(), appends);
    Reading reading({log.path(), {}, true});
    std::istringstream words(script.toStdString());
    for (std::string word; words >> word;)
        act(word, log, reading);

    QTRY_COMPARE_WITH_TIMEOUT((reading.look(), reading.numbers().size()),
                              static_cast<std::size_t>(log.last()), kPatience);
    QCOMPARE(reading.numbers(), numbersUpTo(log.last()));
    QCOMPARE(reading.follower().lostBytes(), 0u);
}

void TestFollower::countsWhatIsDestroyed_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<std::vector<int>>("arrive");
    QTest::addColumn<int>("lostLines");

    // The follower sees ten lines while it has read five, and the writer empties the file.
    QTest::newRow("truncated while lines wait")
        << "w10 some truncate look w2 look" << std::vector{1, 2, 3, 4, 5, 11, 12} << 5;
    QTest::newRow("cut in the middle") << "w100 look cut look w2 look" << numbersUpTo(102) << 0;
}

void TestFollower::countsWhatIsDestroyed()
{
    QFETCH(QString, script);
    QFETCH(std::vector<int>, arrive);
    QFETCH(int, lostLines);
    QTemporaryDir folder;
    NumberedLog log(folder.filePath("bot.log").toStdString());
    Reading reading({log.path(), {}, true});
    std::istringstream words(script.toStdString());
    for (std::string word; words >> word;)
        act(word, log, reading);

    QCOMPARE(reading.numbers(), arrive);
    QCOMPARE(reading.follower().lostBytes(), lostLines * NumberedLog::line(1).size());
}

void TestFollower::readsHistoryFirst()
{
    QTemporaryDir folder;
    NumberedLog log(folder.filePath("bot.main.log").toStdString());
    std::vector<std::filesystem::path> history;
    for (int i = 0; i < 3; ++i) {
        history.push_back(log.stamped(i));
        log.write(4);
        log.renameStamped();
        log.close();
    }
    log.write(2);
    Reading reading({log.path(), history, true});

    QCOMPARE(reading.look(), Follower::Found::Idle);
    QCOMPARE(reading.numbers(), numbersUpTo(log.last()));
    QCOMPARE(reading.follower().rotations(), 0u);
    QCOMPARE(reading.follower().bytesRead(), reading.follower().bytesTotal());
}

void TestFollower::findsSegmentsThatCameBetweenListingAndOpening()
{
    QTemporaryDir folder;
    NumberedLog log(folder.filePath("bot.main.log").toStdString());
    log.write(3);
    log.renameStamped();
    log.open();
    log.write(3);
    const std::vector<std::filesystem::path> history{log.stamped(0)};
    log.renameStamped();
    log.open();
    log.write(3);
    Reading reading({log.path(), history, true});

    reading.look();

    QCOMPARE(reading.numbers(), numbersUpTo(log.last()));
}

void TestFollower::findsSegmentsThatWereCompressedSinceTheyWereListed_data()
{
    QTest::addColumn<bool>("firstIsOpen");
    QTest::addColumn<std::vector<int>>("compressed");

    QTest::addRow("all, before any was opened") << false << std::vector{0, 1, 2, 3};
    QTest::addRow("all, the first is open") << true << std::vector{0, 1, 2, 3};
    QTest::addRow("one in the middle") << true << std::vector{2};
    QTest::addRow("the last") << true << std::vector{3};
}

void TestFollower::findsSegmentsThatWereCompressedSinceTheyWereListed()
{
    QFETCH(bool, firstIsOpen);
    QFETCH(std::vector<int>, compressed);
    QTemporaryDir folder;
    NumberedLog log(folder.filePath("bot.main.log").toStdString());
    for (int i = 0; i < 4; ++i) {
        log.write(4);
        log.renameStamped();
        log.open();
    }
    log.write(2);
    Reading reading({log.path(), {}, true});
    if (firstIsOpen)
        reading.lookOnce(50); // the others are only known by name
    for (const int which : compressed)
        log.compress(which);

    QCOMPARE(reading.look(), Follower::Found::Idle);

    QCOMPARE(reading.numbers(), numbersUpTo(log.last()));
    QCOMPARE(reading.follower().bytesRead(), reading.follower().bytesTotal());
    QVERIFY(!reading.follower().fault());
}

/// Of five segments with 100 lines each, in frames of five, the third is damaged.
void TestFollower::passesOverWhatIsDamaged_data()
{
    QTest::addColumn<int>("frameLines"); // 0: one frame, no table
    QTest::addColumn<QString>("damage");
    QTest::addColumn<int>("goodLines"); // of the damaged one, at least; -1: unknown

    QTest::addRow("a byte of the first frame") << 5 << "byte" << 0;
    QTest::addRow("cut off") << 5 << "cut" << 40;
    QTest::addRow("not zstd at all") << 5 << "text" << 0;
    QTest::addRow("empty") << 5 << "empty" << 0;
    QTest::addRow("one frame, a byte of it") << 0 << "byte" << -1;
    QTest::addRow("one frame, cut off") << 0 << "cut" << -1;
}

void TestFollower::passesOverWhatIsDamaged()
{
    QFETCH(int, frameLines);
    QFETCH(QString, damage);
    QFETCH(int, goodLines);
    QTemporaryDir folder;
    NumberedLog log(folder.filePath("bot.main.log").toStdString());
    for (int i = 0; i < 5; ++i) {
        log.write(100);
        log.renameStamped();
        log.open();
        log.compress(i, frameLines * int(NumberedLog::line(1).size()));
    }
    log.write(2);
    const QString name = QString::fromStdString(log.stamped(2).string()) + ".zst";
    QByteArray bytes = tapewatch::test::bytesOf(name);
    if (damage == "byte")
        bytes[40] = char(bytes[40] ^ 0x40);
    else if (damage == "cut")
        bytes.truncate(bytes.size() / 2);
    else
        bytes = damage == "text" ? QByteArray(5000, 'x') : QByteArray();
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(bytes);
    file.close();
    Reading reading({log.path(), {}, true});

    QCOMPARE(reading.look(), Follower::Found::Idle);

    QVERIFY(reading.follower().fault().has_value());
    QCOMPARE(reading.follower().fault()->code, Error::Code::Corrupt);
    QVERIFY(reading.follower().fault()->what.find(name.toStdString()) != std::string::npos);
    std::vector<int> others, damaged;
    for (const int number : reading.numbers())
        (number > 200 && number <= 300 ? damaged : others).push_back(number);
    others.erase(std::remove(others.begin(), others.end(), -1), others.end()); // a line that damage cut
    std::vector<int> expected = numbersUpTo(log.last());
    expected.erase(expected.begin() + 200, expected.begin() + 300);
    QCOMPARE(others, expected);
    QVERIFY(int(damaged.size()) >= goodLines);
    QVERIFY(damaged.size() < 100 && (damaged.empty() || damaged.front() == 201));
}

void TestFollower::endsWhenNotFollowing()
{
    QTemporaryDir folder;
    NumberedLog log(folder.filePath("bot.log").toStdString());
    log.write(3);
    log.renameNumbered();
    log.open();
    log.write(3);
    log.close();
    std::ofstream(log.path(), std::ios::app) << "00000007 a line of a log";
    Reading reading({log.path(), {log.numbered(1)}, false});

    QCOMPARE(reading.look(), Follower::Found::Done);
    QCOMPARE(reading.numbers(), (std::vector{1, 2, 3, 4, 5, 6, -1}));
    QCOMPARE(reading.look(), Follower::Found::Done);
}

void TestFollower::saysWhyItCannotOpen_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("follow");
    QTest::addColumn<bool>("fails");

    QTest::newRow("missing, followed: it may come") << "none.log" << true << false;
    QTest::newRow("missing, not followed") << "none.log" << false << true;
    QTest::newRow("a folder") << "." << true << true;
}

void TestFollower::saysWhyItCannotOpen()
{
    QFETCH(QString, name);
    QFETCH(bool, follow);
    QFETCH(bool, fails);
    QTemporaryDir folder;
    Follower follower({folder.filePath(name).toStdString(), {}, follow});
    char room[64];

    const auto step = follower.next(room, sizeof room);

    QCOMPARE(step.found, fails ? Follower::Found::Failed : Follower::Found::Waiting);
    QCOMPARE(step.error.has_value(), fails);
    if (fails)
        QVERIFY(!step.error->what.empty() && !step.error->why.empty());
}

QTEST_GUILESS_MAIN(TestFollower)
#include "tst_follower.moc"
