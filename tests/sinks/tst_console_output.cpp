// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/console_output.h"

#include <QTemporaryFile>
#include <QTest>

#include <unistd.h>

using namespace tapewatch;

class TestConsoleOutput : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { qunsetenv("NO_COLOR"); }
    void coloursTheLevel_data();
    void coloursTheLevel();
    void writesNothingThatATerminalObeys();
};

namespace {

/// What goes to standard error while it lives.
class CapturedStderr {
public:
    CapturedStderr()
    {
        m_opened = m_file.open();
        ::fflush(stderr);
        m_before = ::dup(STDERR_FILENO);
        ::dup2(m_file.handle(), STDERR_FILENO);
    }
    ~CapturedStderr()
    {
        ::fflush(stderr);
        ::dup2(m_before, STDERR_FILENO);
        ::close(m_before);
    }
    CapturedStderr(const CapturedStderr &) = delete;
    CapturedStderr &operator=(const CapturedStderr &) = delete;

    QByteArray text()
    {
        ::fflush(stderr);
        return m_opened && m_file.seek(0) ? m_file.readAll() : QByteArray();
    }

private:
    QTemporaryFile m_file;
    bool m_opened = false;
    int m_before = -1;
};

RecordView record(Level level)
{
    RecordView view;
    view.timestamp = {1'767'608'130'123'456'789};
    view.level = level;
    view.category = "main";
    view.message = "hello";
    return view;
}

QByteArray shown(ConsoleConfig::Color color, const RecordView &record)
{
    CapturedStderr console;
    const auto output = sinks::makeConsoleOutput(color);
    output->write(record);
    output->flush();
    return console.text();
}

} // namespace

void TestConsoleOutput::coloursTheLevel_data()
{
    QTest::addColumn<int>("color");
    QTest::addColumn<bool>("noColor");
    QTest::addColumn<int>("level");
    QTest::addColumn<QByteArray>("column");

    const int automatic = static_cast<int>(ConsoleConfig::Color::Auto);
    const int always = static_cast<int>(ConsoleConfig::Color::Always);
    const int never = static_cast<int>(ConsoleConfig::Color::Never);
    const int info = static_cast<int>(Level::Info);
    QTest::addRow("never") << never << false << info << QByteArray("INFO    ");
    QTest::addRow("no terminal") << automatic << false << info << QByteArray("INFO    ");
    QTest::addRow("always") << always << false << info << QByteArray("\x1b[32mINFO    \x1b[m");
    QTest::addRow("always is stronger than NO_COLOR")
        << always << true << info << QByteArray("\x1b[32mINFO    \x1b[m");
    QTest::addRow("warning") << always << false << static_cast<int>(Level::Warning)
                             << QByteArray("\x1b[33m\x1b[1mWARNING \x1b[m");
    QTest::addRow("error") << always << false << static_cast<int>(Level::Error)
                           << QByteArray("\x1b[31m\x1b[1m") + "ERROR   \x1b[m";
}

void TestConsoleOutput::coloursTheLevel()
{
    QFETCH(int, color);
    QFETCH(bool, noColor);
    QFETCH(int, level);
    QFETCH(QByteArray, column);
    if (noColor)
        qputenv("NO_COLOR", "1");

    const QByteArray text =
        shown(static_cast<ConsoleConfig::Color>(color), record(static_cast<Level>(level)));

    QCOMPARE(text, "2026-01-05 10:15:30.123456 " + column + " main       -  hello\n");
}

void TestConsoleOutput::writesNothingThatATerminalObeys()
{
    RecordView hostile = record(Level::Info);
    hostile.message = "\x1b]0;owned\x07\r\nfake line";

    const QByteArray text = shown(ConsoleConfig::Color::Never, hostile);

    QVERIFY2(text.endsWith("  \\x1b]0;owned\\x07\\r\\nfake line\n"), text.constData());
    QCOMPARE(text.count('\n'), 1);
}

QTEST_GUILESS_MAIN(TestConsoleOutput)
#include "tst_console_output.moc"
