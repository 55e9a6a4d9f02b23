// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/config_draft.h"

#include <QSignalSpy>
#include <QTest>

using namespace tapewatch;
using namespace tapewatch::models;

class TestConfigDraft : public QObject {
    Q_OBJECT

private slots:
    void diffMakesOneOfTheOther_data();
    void diffMakesOneOfTheOther();
    void patchHoldsTheEditsOnly();
    void editsOutliveANewBase();
    void editsThatNoLongerFitAreDropped();
    void revertForgetsEdits();
};

void TestConfigDraft::diffMakesOneOfTheOther_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("patch");

    QTest::addRow("nothing") << QByteArray(R"({"a":1})") << QByteArray(R"({"a":1})") << QByteArray("{}");
    QTest::addRow("changed") << QByteArray(R"({"a":1,"b":2})") << QByteArray(R"({"a":3,"b":2})")
                             << QByteArray(R"({"a":3})");
    QTest::addRow("added") << QByteArray("{}") << QByteArray(R"({"a":{"b":1}})")
                           << QByteArray(R"({"a":{"b":1}})");
    QTest::addRow("removed") << QByteArray(R"({"a":{"b":1,"c":2}})") << QByteArray(R"({"a":{"c":2}})")
                             << QByteArray(R"({"a":{"b":null}})");
    QTest::addRow("object for a value")
        << QByteArray(R"({"a":1})") << QByteArray(R"({"a":{"b":1}})") << QByteArray(R"({"a":{"b":1}})");
    QTest::addRow("list") << QByteArray(R"({"a":[1,2]})") << QByteArray(R"({"a":[2]})")
                          << QByteArray(R"({"a":[2]})");
}

void TestConfigDraft::diffMakesOneOfTheOther()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, patch);
    const auto json = [](const QByteArray &text) { return nlohmann::json::parse(text.toStdString()); };

    const nlohmann::json made = mergeDiff(json(from), json(to));

    QCOMPARE(QByteArray::fromStdString(made.dump()), patch);
    nlohmann::json patched = json(from);
    patched.merge_patch(made);
    QVERIFY(patched == json(to));
}

void TestConfigDraft::patchHoldsTheEditsOnly()
{
    Config base;
    base.levels["strategy"] = Level::Debug;
    ConfigDraft draft;
    draft.setBase(base);
    QSignalSpy dirty(&draft, &ConfigDraft::dirtyChanged);
    QVERIFY(draft.patch().empty());

    Config edited = base;
    edited.levels.erase("strategy");
    edited.categories["main"].level = Level::Warning;
    draft.setEdited(edited);

    QCOMPARE(dirty.count(), 1);
    QVERIFY(draft.isDirty());
    const std::string patch = draft.patch().dump();
    QCOMPARE(patch, R"({"categories":{"main":{"level":"warning"}},"levels":{"strategy":null}})");
    QVERIFY(*patchConfig(base, draft.patch()) == edited);
}

void TestConfigDraft::editsOutliveANewBase()
{
    ConfigDraft draft;
    Config edited = draft.base();
    edited.levels["mine"] = Level::Trace;
    draft.setEdited(edited);

    Config fromOthers = draft.base();
    fromOthers.levels["theirs"] = Level::Error;
    draft.setBase(fromOthers);

    QVERIFY(draft.isDirty());
    QCOMPARE(int(draft.edited().levels.at("mine")), int(Level::Trace));
    QCOMPARE(int(draft.edited().levels.at("theirs")), int(Level::Error));

    fromOthers.levels["mine"] = Level::Trace; // As after apply().
    draft.setBase(fromOthers);
    QVERIFY(!draft.isDirty());
}

void TestConfigDraft::editsThatNoLongerFitAreDropped()
{
    ConfigDraft draft;
    Config edited = draft.base();
    edited.bot = "another"; // Cannot change while the bot runs.
    draft.setEdited(edited);

    draft.setBase(Config());

    QVERIFY(!draft.isDirty());
    QVERIFY(draft.edited() == Config());
}

void TestConfigDraft::revertForgetsEdits()
{
    ConfigDraft draft;
    Config edited = draft.base();
    edited.levels["mine"] = Level::Trace;
    draft.setEdited(edited);
    QSignalSpy changed(&draft, &ConfigDraft::editedChanged);

    draft.revert();

    QVERIFY(!draft.isDirty());
    QCOMPARE(changed.count(), 1);
    QVERIFY(draft.edited() == draft.base());
}

QTEST_GUILESS_MAIN(TestConfigDraft)
#include "tst_config_draft.moc"
