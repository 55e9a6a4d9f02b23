// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/pipeline/live_view.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <mutex>
#include <random>
#include <thread>

using namespace tapewatch;
using namespace tapewatch::engine;

namespace {

// A sanitizer on a busy machine is slow; nothing here waits this long.
constexpr int kPatience = 60'000;

/// A source that a test fills.
class FilledSource final : public Source {
public:
    explicit FilledSource(std::uint32_t id)
        : m_id(static_cast<SourceId>(id))
    {
    }

    void add(std::int64_t time, Level level = Level::Info)
    {
        const std::string line = "time " + std::to_string(time) + "\n";
        m_store.beginBlock(nullptr, 0, line);
        RowColumns columns;
        columns.time = {time};
        columns.level = level;
        m_store.append(columns, 0, static_cast<std::uint32_t>(line.size() - 1));
    }
    void publish() { m_store.publish(); }

    SourceId id() const override { return m_id; }
    const SourceSpec &spec() const override { return m_spec; }
    const RecordStore &store() const override { return m_store; }
    SourceStatus status() const override { return {}; }
    std::optional<Record> record(RowId row, bool) const override
    {
        Record record;
        record.message = m_store.text(row).value_or("");
        return record;
    }

private:
    SourceId m_id;
    SourceSpec m_spec;
    RecordStore m_store;
};

/// Applies deltas as a model does, and lets the test wait for them.
class Receiver {
public:
    void take(ViewDelta delta)
    {
        const std::lock_guard lock(m_mutex);
        if (delta.reset)
            m_rows.clear();
        m_resets += delta.reset ? 1 : 0;
        for (const auto &run : delta.runs) {
            m_wrong = m_wrong || run.at > m_rows.size() || run.rows.empty();
            if (!m_wrong)
                m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(run.at), run.rows.begin(),
                              run.rows.end());
        }
        m_wrong =
            m_wrong || delta.generation < m_generation || (delta.generation > m_generation && !delta.reset);
        m_generation = delta.generation;
        m_complete = delta.complete;
        m_progress = delta.progress;
    }

    /// The list, once it is complete for this generation and has this many rows.
    bool has(std::uint64_t generation, std::size_t rows)
    {
        const std::lock_guard lock(m_mutex);
        return m_complete && m_generation == generation && m_rows.size() == rows && m_progress == 1.0;
    }

    std::vector<RowRef> rows()
    {
        const std::lock_guard lock(m_mutex);
        return m_rows;
    }
    bool wrong()
    {
        const std::lock_guard lock(m_mutex);
        return m_wrong;
    }
    int resets()
    {
        const std::lock_guard lock(m_mutex);
        return m_resets;
    }

private:
    std::mutex m_mutex; // guards all below
    std::vector<RowRef> m_rows;
    std::uint64_t m_generation = 0;
    double m_progress = 0;
    bool m_complete = false;
    bool m_wrong = false;
    int m_resets = 0;
};

using Sources = std::vector<std::shared_ptr<FilledSource>>;

std::vector<std::shared_ptr<const Source>> forView(const Sources &sources)
{
    return {sources.begin(), sources.end()};
}

/// What the view should show.
std::vector<RowRef> expectedRows(const Sources &sources,
                                 const std::function<bool(const RowColumns &)> &wanted)
{
    std::vector<std::pair<std::int64_t, RowRef>> all;
    for (const auto &source : sources) {
        for (std::uint32_t row = 0; row < source->store().rows(); ++row) {
            const RowColumns columns = source->store().columns(static_cast<RowId>(row));
            if (wanted(columns))
                all.push_back({columns.time.ns, {source->id(), static_cast<RowId>(row)}});
        }
    }
    std::sort(all.begin(), all.end());
    std::vector<RowRef> rows;
    for (const auto &[time, row] : all)
        rows.push_back(row);
    return rows;
}

std::vector<RowRef> allRows(const Sources &sources)
{
    return expectedRows(sources, [](const RowColumns &) { return true; });
}

Query query(const char *text)
{
    return std::get<Query>(Query::parse(text, Timestamp{}));
}

} // namespace

class TestLiveView : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void mergesByTime_data();
    void mergesByTime();
    void placesLateRows();
    void interleavedSourcesArriveOneAfterTheOther();
    void filters_data();
    void filters();
    void startsAnewWithEachQuery();
    void dropsWhatIsUnderWay();
    void streamsALongScanFromTheEnd();
    void staysRightWhileSourcesGrow();

private:
    Sources makeSources(std::size_t count)
    {
        Sources sources;
        for (std::size_t i = 0; i < count; ++i)
            sources.push_back(std::make_shared<FilledSource>(static_cast<std::uint32_t>(i + 1)));
        return sources;
    }

    std::shared_ptr<NameTable> m_names = std::make_shared<NameTable>();
    std::unique_ptr<Receiver> m_receiver;
    std::unique_ptr<LiveView> m_view;
};

void TestLiveView::init()
{
    m_receiver = std::make_unique<Receiver>();
    m_view =
        std::make_unique<LiveView>(m_names, [this](ViewDelta delta) { m_receiver->take(std::move(delta)); });
}

void TestLiveView::cleanup()
{
    m_view.reset();
    QVERIFY(!m_receiver->wrong());
}

void TestLiveView::mergesByTime_data()
{
    QTest::addColumn<int>("sources");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("jitter");

    QTest::newRow("no source") << 0 << 0 << 0;
    QTest::newRow("no rows") << 3 << 0 << 0;
    QTest::newRow("one source") << 1 << 10'000 << 0;
    QTest::newRow("one source whose times go back") << 1 << 10'000 << 50;
    QTest::newRow("three sources") << 3 << 10'000 << 0;
    QTest::newRow("many sources, all at the same times") << 40 << 300 << 0;
    QTest::newRow("many sources whose times go back") << 40 << 300 << 50;
}

void TestLiveView::mergesByTime()
{
    QFETCH(int, sources);
    QFETCH(int, rows);
    QFETCH(int, jitter);
    std::mt19937 random(7);
    const Sources all = makeSources(static_cast<std::size_t>(sources));
    for (const auto &source : all) {
        for (int i = 0; i < rows; ++i)
            source->add(i * 10 -
                        (jitter > 0 ? static_cast<int>(random() % static_cast<unsigned>(jitter)) : 0));
        source->publish();
    }

    m_view->setSources(forView(all));

    QTRY_VERIFY_WITH_TIMEOUT(m_receiver->has(1, static_cast<std::size_t>(sources * rows)), kPatience);
    QVERIFY(m_receiver->rows() == allRows(all));
}

void TestLiveView::placesLateRows()
{
    const Sources sources = makeSources(2);
    for (int i = 0; i < 100; ++i)
        sources[0]->add(i * 10);
    sources[0]->publish();
    m_view->setSources(forView(sources));
    QTRY_VERIFY_WITH_TIMEOUT(m_receiver->has(1, 100), kPatience);

    for (const int time : {-5, 15, 16, 990, 995, 2000})
        sources[1]->add(time);
    sources[1]->publish();
    m_view->wake();

    QTRY_VERIFY_WITH_TIMEOUT(m_receiver->has(1, 106), kPatience);
    QVERIFY(m_receiver->rows() == allRows(sources));
    QCOMPARE(m_receiver->resets(), 1);
}

void TestLiveView::interleavedSourcesArriveOneAfterTheOther()
{
    const Sources sources = makeSources(2);
    m_view->setSources(forView(sources));
    for (const auto &source : sources) {
        for (int i = 0; i < 20'000; ++i)
            source->add(i * 10 + static_cast<int>(source->id()));
        source->publish();
        m_view->wake();
    }

    QTRY_VERIFY_WITH_TIMEOUT(m_receiver->has(1, 40'000), kPatience);
    QVERIFY(m_receiver->rows() == allRows(sources));
}

void TestLiveView::filters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("columnsOnly");

    // Every third row is an error; the text holds the time.
    QTest::newRow("by column") << "level>=error" << true;
    QTest::newRow("by text") << "\"5\"" << false;
}

void TestLiveView::filters()
{
    QFETCH(QString, text);
    QFETCH(bool, columnsOnly);
    const Query asked = query(text.toStdString().c_str());
    QCOMPARE(asked.columnsOnly(), columnsOnly);
    const Sources sources = makeSources(3);
    const auto fill = [&](int from, int to) {
        for (const auto &source : sources) {
            for (int i = from; i < to; ++i)
                source->add(i, i % 3 == 0 ? Level::Error : Level::Info);
            source->publish();
        }
    };
    const auto wanted = [&](const RowColumns &columns) {
        return columnsOnly ? columns.level == Level::Error
                           : std::to_string(columns.time.ns).find('5') != std::string::npos;
    };
    fill(0, 5000);
    m_view->setQuery(asked);
    m_view->setSources(forView(sources));
    QTRY_VERIFY_WITH_TIMEOUT(m_receiver->has(2, expectedRows(sources, wanted).size()), kPatience);
    QVERIFY(m_receiver->rows() == expectedRows(sources, wanted));

    fill(5000, 6000);
    m_view->wake();

    QTRY_VERIFY_WITH_TIMEOUT(m_receiver->has(2, expectedRows(sources, wanted).size()), kPatience);
    QVERIFY(m_receiver->rows() == expectedRows(sources, wanted));
}

void TestLiveView::startsAnewWithEachQuery()
{
    const Sources sources = makeSources(1);
    for (int i = 0; i < 1000; ++i)
        sources[0]->add(i, i % 2 == 0 ? Level::Error : Level::Info);
    sources[0]->publish();
    m_view->setSources(forView(sources));
    QTRY_VERIFY_WITH_TIMEOUT(m_receiver->has(1, 1000), kPatience);

    m_view->setQuery(query("level>=error"));
    QTRY_VERIFY_WITH_TIMEOUT(m_receiver->has(2, 500), kPatience);
    m_view->setQuery(Query());
    QTRY_VERIFY_WITH_TIMEOUT(m_receiver->has(3, 1000), kPatience);
    m_view->setSources({});
    QTRY_VERIFY_WITH_TIMEOUT(m_receiver->has(4, 0), kPatience);
}

void TestLiveView::dropsWhatIsUnderWay()
{
    const Sources sources = makeSources(2);
    for (const auto &source : sources) {
        for (int i = 0; i < 50'000; ++i)
            source->add(i);
        source->publish();
    }
    m_view->setSources(forView(sources));
    for (int i = 0; i < 100; ++i)
        m_view->setQuery(query(i % 2 == 0 ? "/9.*9.*9/" : "/8.*8/"));
    m_view->setQuery(Query());

    QTRY_VERIFY_WITH_TIMEOUT(m_receiver->has(102, 100'000), kPatience);
    QVERIFY(m_receiver->rows() == allRows(sources));
}

void TestLiveView::streamsALongScanFromTheEnd()
{
    const Sources sources = makeSources(3);
    for (const auto &source : sources) {
        for (int i = 0; i < 50'000; ++i)
            source->add(i);
        source->publish();
    }
    m_view->setQuery(query("/t(i|o)me .*[0-9]$/"));
    m_view->setSources(forView(sources));

    QTRY_VERIFY_WITH_TIMEOUT(m_receiver->has(2, 150'000), kPatience);
    QVERIFY(m_receiver->rows() == allRows(sources));
    QVERIFY(m_receiver->resets() <= 2); // one for each generation, none for a slice
}

void TestLiveView::staysRightWhileSourcesGrow()
{
    constexpr int kRows = 20'000;
    const Sources sources = makeSources(4);
    m_view->setSources(forView(sources));
    std::vector<std::thread> writers;
    for (const auto &source : sources) {
        writers.emplace_back([this, source] {
            std::mt19937 random(static_cast<unsigned>(source->id()));
            for (int i = 0; i < kRows; ++i) {
                source->add(i * 10 - static_cast<int>(random() % 30));
                if (random() % 20 == 0) {
                    source->publish();
                    m_view->wake();
                }
            }
            source->publish();
            m_view->wake();
        });
    }
    for (auto &writer : writers)
        writer.join();

    QTRY_VERIFY_WITH_TIMEOUT(m_receiver->has(1, sources.size() * kRows), kPatience);
    QVERIFY(m_receiver->rows() == allRows(sources));
}

QTEST_GUILESS_MAIN(TestLiveView)
#include "tst_live_view.moc"
