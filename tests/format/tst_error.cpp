// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/error.h>

#include <QTest>

#include <cerrno>

using namespace tapewatch;

class TestError : public QObject {
    Q_OBJECT

private slots:
    void textIsOneLine_data();
    void textIsOneLine();
    void systemErrorNamesTheErrno_data();
    void systemErrorNamesTheErrno();
    void resultHoldsOneOfTwo();
};

void TestError::textIsOneLine_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("why");
    QTest::addColumn<QString>("hint");
    QTest::addColumn<QString>("expected");

    QTest::addRow("all") << "/a/b"
                         << "why"
                         << "Do this"
                         << "/a/b: what: why. Do this";
    QTest::addRow("no pointer") << ""
                                << "why"
                                << "Do this"
                                << "what: why. Do this";
    QTest::addRow("no hint") << ""
                             << "why"
                             << ""
                             << "what: why";
    QTest::addRow("what alone") << ""
                                << ""
                                << ""
                                << "what";
    QTest::addRow("line breaks") << ""
                                 << "one\ntwo\r\nthree"
                                 << ""
                                 << "what: one two  three";
}

void TestError::textIsOneLine()
{
    QFETCH(QString, pointer);
    QFETCH(QString, why);
    QFETCH(QString, hint);
    const Error error{Error::Code::Io, "what", why.toStdString(), hint.toStdString(), pointer.toStdString()};
    QTEST(QString::fromStdString(error.text()), "expected");
}

void TestError::systemErrorNamesTheErrno_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("why");

    QTest::addRow("disk full") << ENOSPC << "No space left on device (ENOSPC)";
    QTest::addRow("forbidden") << EACCES << "Permission denied (EACCES)";
    QTest::addRow("unknown") << 9999 << "Unknown error 9999 (error 9999)";
}

void TestError::systemErrorNamesTheErrno()
{
    QFETCH(int, number);
    const Error error = systemError("Cannot write", number, "Make room");
    QCOMPARE(error.code, Error::Code::Io);
    QTEST(QString::fromStdString(error.why), "why");
    QCOMPARE(error.hint, "Make room");
}

void TestError::resultHoldsOneOfTwo()
{
    const Result<int> value(7);
    const Result<int> fault(Error{Error::Code::NotFound, "gone", {}, {}, {}});
    QVERIFY(value.ok());
    QCOMPARE(*value, 7);
    QVERIFY(!fault.ok());
    QCOMPARE(fault.error().code, Error::Code::NotFound);
    QVERIFY(Result<void>().ok());
    QVERIFY(!Result<void>(fault.error()).ok());
}

QTEST_GUILESS_MAIN(TestError)
#include "tst_error.moc"
