// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/spdlog.h>

#include <QTest>

#include <spdlog/sinks/ostream_sink.h>
#include <sstream>
#include <vector>

using namespace tapewatch;

class TestSpdlogOutput : public QObject {
    Q_OBJECT

private slots:
    void handsOverEveryPart();
    void leavesOutAnUnknownSource();
    void respectsTheSinksLevel_data();
    void respectsTheSinksLevel();
    void flushesTheSink();

private:
    std::ostringstream m_text;
    std::shared_ptr<spdlog::sinks::sink> m_sink;

    std::string written(const RecordView &record, const std::string &pattern)
    {
        m_text.str({});
        m_sink = std::make_shared<spdlog::sinks::ostream_sink_st>(m_text);
        m_sink->set_pattern(pattern);
        makeSpdlogOutput(m_sink)->write(record);
        return m_text.str();
    }
};

namespace {

RecordView record(Level level)
{
    RecordView view;
    view.timestamp = {1'767'608'130'123'456'789};
    view.level = level;
    view.logger = "strategy.momentum";
    view.message = "order placed";
    view.thread = 4712;
    return view;
}

} // namespace

void TestSpdlogOutput::handsOverEveryPart()
{
    const std::vector<FieldView> fields{{"qty", std::int64_t{3}}};
    RecordView view = record(Level::Warning);
    view.sourceFile = "src/momentum.cpp";
    view.sourceLine = 88;
    view.function = "onSignal";
    view.fields = fields;

    QCOMPARE(written(view, "%E.%F %l [%n] %t %s:%# %! %v"),
             "1767608130.123456789 warning [strategy.momentum] 4712 momentum.cpp:88 onSignal "
             "order placed  qty=3\n");
}

void TestSpdlogOutput::leavesOutAnUnknownSource()
{
    QCOMPARE(written(record(Level::Info), "%@|%v"), "|order placed\n");
}

void TestSpdlogOutput::respectsTheSinksLevel_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<bool>("passes");

    QTest::addRow("below") << static_cast<int>(Level::Info) << false;
    QTest::addRow("at") << static_cast<int>(Level::Warning) << true;
    QTest::addRow("above") << static_cast<int>(Level::Critical) << true;
}

void TestSpdlogOutput::respectsTheSinksLevel()
{
    QFETCH(int, level);
    QFETCH(bool, passes);
    std::ostringstream text;
    const auto sink = std::make_shared<spdlog::sinks::ostream_sink_st>(text);
    sink->set_level(spdlog::level::warn);

    makeSpdlogOutput(sink)->write(record(static_cast<Level>(level)));

    QCOMPARE(!text.str().empty(), passes);
}

void TestSpdlogOutput::flushesTheSink()
{
    class FlushCounter final : public spdlog::sinks::sink {
    public:
        int flushes = 0;
        void log(const spdlog::details::log_msg &) override {}
        void flush() override { ++flushes; }
        void set_pattern(const std::string &) override {}
        void set_formatter(std::unique_ptr<spdlog::formatter>) override {}
    };
    const auto sink = std::make_shared<FlushCounter>();

    makeSpdlogOutput(sink)->flush();

    QCOMPARE(sink->flushes, 1);
}

QTEST_GUILESS_MAIN(TestSpdlogOutput)
#include "tst_spdlog_output.moc"
