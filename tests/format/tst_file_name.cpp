// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/file_name.h>

#include <QTest>

using namespace tapewatch;

class TestFileName : public QObject {
    Q_OBJECT

private slots:
    void readsBackWhatItWrites_data();
    void readsBackWhatItWrites();
    void readsTheShortCompressedForm();
    void refuses_data();
    void refuses();
    void judgesNames_data();
    void judgesNames();
    void judgesLoggerNames_data();
    void judgesLoggerNames();
};

void TestFileName::readsBackWhatItWrites_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("instance");
    QTest::addColumn<QString>("category");
    QTest::addColumn<bool>("active");
    QTest::addColumn<bool>("compressed");

    QTest::addRow("active") << "alpha.trade.log"
                            << "alpha"
                            << "trade" << true << false;
    QTest::addRow("segment") << "alpha.trade.20260105T101530.123456789Z.log"
                             << "alpha"
                             << "trade" << false << false;
    QTest::addRow("compressed") << "alpha.trade.20260105T101530.123456789Z.log.zst"
                                << "alpha"
                                << "trade" << false << true;
    QTest::addRow("second process") << "my-bot_1-4711.main.log"
                                    << "my-bot_1-4711"
                                    << "main" << true << false;
    QTest::addRow("category log") << "bot.log.log"
                                  << "bot"
                                  << "log" << true << false;
    const QString longest = QString(64, 'b') + "-4294967295";
    QTest::addRow("longest instance") << longest + ".main.log" << longest << "main" << true << false;
}

void TestFileName::readsBackWhatItWrites()
{
    QFETCH(QString, text);
    const auto name = parseLogFileName(text.toStdString());
    QVERIFY(name);
    QTEST(QString::fromStdString(name->instance), "instance");
    QTEST(QString::fromStdString(name->category), "category");
    QTEST(name->active(), "active");
    QTEST(name->compressed, "compressed");
    if (name->firstRecord)
        QCOMPARE(name->firstRecord->ns, 1'767'608'130'123'456'789);
    QCOMPARE(QString::fromStdString(toString(*name)), text);
}

void TestFileName::readsTheShortCompressedForm()
{
    const auto name = parseLogFileName("alpha.trade.20260105T101530.123456789Z.zst");
    QVERIFY(name);
    QVERIFY(name->compressed);
    QCOMPARE(toString(*name), "alpha.trade.20260105T101530.123456789Z.log.zst");
}

void TestFileName::refuses_data()
{
    QTest::addColumn<QString>("text");

    for (const char *text : {"",
                             ".",
                             "log",
                             "alpha.log",
                             ".trade.log",
                             "alpha..log",
                             "alpha.trade.log.1",
                             "alpha.trade",
                             "alpha.trade.log.zst",
                             "alpha.trade.zst",
                             "alpha.trade.20260105T101530.123456789Z",
                             "alpha.trade.20260105T101530.123456789Z.txt",
                             "alpha.trade.20260105T101530.123456789Z.log.gz",
                             "alpha.trade.20260105T101530.123456789Zxlog",
                             "alpha.trade.20261305T101530.123456789Z.log",
                             "alpha.trade.20260105T101530.log",
                             "alpha.trade.x.log",
                             "a/b.trade.log",
                             "my bot.trade.log",
                             ".alpha.trade.log.next",
                             ".alpha.lock",
                             "alpha.trade.LOG",
                             "alpha.trade.log "})
        QTest::addRow("%s", text) << text;
    QTest::addRow("instance too long") << QString(76, 'b') + ".main.log";
    QTest::addRow("category too long") << "bot." + QString(65, 'c') + ".log";
}

void TestFileName::refuses()
{
    QFETCH(QString, text);
    QVERIFY(!parseLogFileName(text.toStdString()));
}

void TestFileName::judgesNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("valid");

    for (const char *name : {"a", "Z9_-", "-", "0"})
        QTest::addRow("%s", name) << name << true;
    for (const char *name : {"", "a.b", "a b", "a/b", "ä", "a\n"})
        QTest::addRow("not %s", name) << name << false;
    QTest::addRow("64") << QString(64, 'x') << true;
    QTest::addRow("65") << QString(65, 'x') << false;
}

void TestFileName::judgesNames()
{
    QFETCH(QString, name);
    QTEST(isValidName(name.toStdString()), "valid");
}

void TestFileName::judgesLoggerNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("valid");

    for (const char *name : {"", "a", "exchange.ws", "a-b._.9"})
        QTest::addRow("'%s'", name) << name << true;
    for (const char *name : {".", "a.", ".a", "a..b", "a b", "a/b", "a.*"})
        QTest::addRow("not '%s'", name) << name << false;
    QTest::addRow("200") << QString(200, 'x') << true;
    QTest::addRow("201") << QString(201, 'x') << false;
}

void TestFileName::judgesLoggerNames()
{
    QFETCH(QString, name);
    QTEST(isValidLoggerName(name.toStdString()), "valid");
}

QTEST_GUILESS_MAIN(TestFileName)
#include "tst_file_name.moc"
