// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/record_fields_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace tapewatch;
using namespace tapewatch::models;
using engine::RecordField;

namespace {

RecordField field(const char *name, const char *value, RecordField::Kind kind = RecordField::Kind::String)
{
    return {name, value, kind, {}};
}

engine::Record tradeRecord()
{
    engine::Record record;
    RecordField trade{"trade", "", RecordField::Kind::Object, {}};
    trade.children = {field("symbol", "BTCUSDT"), field("price", "50000.10", RecordField::Kind::Number)};
    RecordField fills{"fills", "", RecordField::Kind::Array, {}};
    fills.children = {field("0", "x")};
    trade.children.push_back(fills);
    record.fields = {field("message", "filled\nin parts"), trade, field("note", "", RecordField::Kind::Null)};
    return record;
}

} // namespace

class TestRecordFieldsModel : public QObject {
    Q_OBJECT

private slots:
    void showsFieldsAsATree();
    void namesFieldsAsQueriesDo();
    void anotherRecordTakesThePlace();
};

void TestRecordFieldsModel::showsFieldsAsATree()
{
    RecordFieldsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);

    model.setRecord(tradeRecord());

    const auto value = [&model](int row, const QModelIndex &parent = {}) {
        return model.index(row, int(FieldColumn::Value), parent).data().toString();
    };
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(value(0), QStringLiteral("filled …"));
    QCOMPARE(model.index(0, 0).data(FieldTextRole).toString(), QStringLiteral("filled\nin parts"));
    QCOMPARE(value(2), QStringLiteral("null"));
    const QModelIndex trade = model.index(1, 0);
    QCOMPARE(model.rowCount(trade), 3);
    QCOMPARE(value(1, trade), QStringLiteral("50000.10"));
    QCOMPARE(model.index(1, 0, trade).data(FieldKindRole).toInt(), int(RecordField::Kind::Number));
    QCOMPARE(model.parent(model.index(0, 0, model.index(2, 0, trade))), model.index(2, 0, trade));
}

void TestRecordFieldsModel::namesFieldsAsQueriesDo()
{
    RecordFieldsModel model;
    model.setRecord(tradeRecord());
    const QModelIndex trade = model.index(1, 0);

    QCOMPARE(model.index(0, 0).data(FieldPathRole).toString(), QStringLiteral("message"));
    QCOMPARE(model.index(0, 1, trade).data(FieldPathRole).toString(), QStringLiteral("trade.symbol"));
    QCOMPARE(model.index(0, 0, model.index(2, 0, trade)).data(FieldPathRole).toString(),
             QStringLiteral("trade.fills.0"));
}

void TestRecordFieldsModel::anotherRecordTakesThePlace()
{
    RecordFieldsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRecord(tradeRecord());
    engine::Record other;
    other.fields = {field("level", "info")};

    model.setRecord(other);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("level"));

    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestRecordFieldsModel)
#include "tst_record_fields_model.moc"
