// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <QFile>
#include <QRegularExpression>
#include <QTest>

class TestReadme : public QObject {
    Q_OBJECT

private slots:
    void showsTheProgramsThatAreTested_data();
    void showsTheProgramsThatAreTested();
    void linksLeadSomewhere_data();
    void linksLeadSomewhere();
};

namespace {

QString read(const QString &path)
{
    QFile file(QStringLiteral(TAPEWATCH_SOURCE_DIR "/") + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The text of the first block of code in `language`.
QString block(const QString &page, const QString &language)
{
    const QString open = QStringLiteral("```") + language + u'\n';
    const qsizetype begin = page.indexOf(open);
    const qsizetype end = page.indexOf(QStringLiteral("\n```"), begin + 1);
    return begin < 0 || end < 0 ? QString() : page.mid(begin + open.size(), end + 1 - begin - open.size());
}

} // namespace

void TestReadme::showsTheProgramsThatAreTested_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("file");
    QTest::addRow("program") << QStringLiteral("cpp") << QStringLiteral("examples/quickstart/main.cpp");
    QTest::addRow("build file") << QStringLiteral("cmake")
                                << QStringLiteral("examples/quickstart/CMakeLists.txt");
}

void TestReadme::showsTheProgramsThatAreTested()
{
    QFETCH(QString, language);
    QFETCH(QString, file);
    const QString text = read(file);
    QVERIFY(!text.isEmpty());

    QCOMPARE(block(read(QStringLiteral("README.md")), language), text);
}

void TestReadme::linksLeadSomewhere_data()
{
    QTest::addColumn<QString>("target");
    static const QRegularExpression link(QStringLiteral("\\]\\(([^)#:]+)\\)"));
    auto found = link.globalMatch(read(QStringLiteral("README.md")));
    while (found.hasNext()) {
        const QString target = found.next().captured(1);
        QTest::addRow("%s", qPrintable(target)) << target;
    }
}

void TestReadme::linksLeadSomewhere()
{
    QFETCH(QString, target);
    QVERIFY2(QFile::exists(QStringLiteral(TAPEWATCH_SOURCE_DIR "/") + target), qPrintable(target));
}

QTEST_GUILESS_MAIN(TestReadme)
#include "tst_readme.moc"
