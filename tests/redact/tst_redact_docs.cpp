// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "format/doc_blocks.h"
#include "redact/redact_support.h"

#include <tapewatch/format/config.h>

#include <QTest>

using namespace tapewatch;
using namespace tapewatch::test;

/// docs/redaction.md, read and held against the code.
class TestRedactDocs : public QObject {
    Q_OBJECT
private slots:
    void masksAsShown_data();
    void masksAsShown();
    void findsEveryNameListed();
};

void TestRedactDocs::masksAsShown_data()
{
    QTest::addColumn<QString>("logged");
    QTest::addColumn<QString>("written");
    QTest::addColumn<bool>("configured");
    for (const DocBlock &block : docBlocks("redaction.md")) {
        if (block.language == "json")
            continue;
        const bool kept = block.language == "kept";
        for (const QString &pair : block.text.split(kept ? "\n" : "\n\n"))
            QTest::addRow("%s", qPrintable(pair.section('\n', 0, 0)))
                << pair.section('\n', 0, 0) << (kept ? pair : pair.section('\n', 1))
                << (block.language == "configured");
    }
}

void TestRedactDocs::masksAsShown()
{
    QFETCH(QString, logged);
    QFETCH(bool, configured);
    Config config;
    for (const DocBlock &block : docBlocks("redaction.md"))
        if (configured && block.language == "json")
            config = configFromText(block.text.toStdString()).value();
    QTEST(QString::fromStdString(redacted(logged.toStdString(), config.redaction)), "written");
}

void TestRedactDocs::findsEveryNameListed()
{
    redact::KeyNames names({}, {});
    int listed = 0;
    QString heading;
    QString list;
    for (const QString &line : docLines("redaction.md")) {
        if (line.startsWith('#'))
            heading = line;
        if (heading.contains("name of a field") && (line.startsWith("- ") || line.startsWith("  ")))
            list += (line.startsWith("- ") ? "," : " ") + line.mid(2);
    }
    for (QString name : list.split(',', Qt::SkipEmptyParts)) {
        name = name.remove("(as the whole name)").simplified();
        const bool isToken =
            list.indexOf("access, refresh") >= 0 &&
            QString("access, refresh, auth, bearer, id, session, csrf, api, bot, security, user, "
                    "client, private, oauth, personal, login, device, push token")
                .split(", ")
                .contains(name);
        const QString whole = isToken && !name.endsWith("token") ? name + " token" : name;
        QVERIFY2(redact::isSensitive(names.kindOf(whole.toStdString())), qPrintable(whole));
        ++listed;
    }
    QVERIFY(listed > 60);
}

QTEST_GUILESS_MAIN(TestRedactDocs)
#include "tst_redact_docs.moc"
