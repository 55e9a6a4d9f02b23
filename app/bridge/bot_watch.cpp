// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bridge/bot_watch.h"

#include <algorithm>
#include <utility>

namespace tapewatch::bridge {

namespace {

double perSecond(std::uint64_t before, std::uint64_t now, std::chrono::nanoseconds passed)
{
    if (now < before || passed.count() <= 0)
        return 0;
    return double(now - before) / std::chrono::duration<double>(passed).count();
}

} // namespace

BotWatch::BotWatch(const control::BotSocket &socket, const BotDirectory::Options &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
{
    m_info.socketPath = QString::fromStdString(socket.path.string());
    m_info.key = QString::fromStdString(socket.name.instance) + u'.' + QString::number(socket.name.pid);
    m_askTimer.setInterval(m_options.askEvery);
    connect(&m_askTimer, &QTimer::timeout, this, &BotWatch::askMetrics);
    connect(&m_connection, &ControlConnection::opened, this, &BotWatch::sayHello);
    connect(&m_connection, &ControlConnection::closed, this, &BotWatch::end);
    m_connection.connectToBot(m_info.socketPath, m_options.answerWithin);
}

void BotWatch::sayHello()
{
    m_answered = true;
    m_connection.call(
        control::kHello, nlohmann::json::object(), this, [this](const Reply &reply) { takeHello(reply); },
        m_options.answerWithin);
}

void BotWatch::takeHello(const Reply &reply)
{
    if (!reply.ok()) {
        end();
        return;
    }
    const Result<control::Hello> hello = control::helloFromJson(reply.result);
    if (!hello || hello->protocol != control::kProtocolVersion) {
        end();
        return;
    }
    m_info.hello = *hello;
    m_live = true;
    emit appeared();
    m_askTimer.start();
    askMetrics();
}

void BotWatch::askMetrics()
{
    if (std::exchange(m_asking, true))
        return;
    m_connection.call(
        control::kMetrics, nlohmann::json::object(), this, [this](const Reply &reply) { takeMetrics(reply); },
        m_options.answerWithin);
}

void BotWatch::takeMetrics(const Reply &reply)
{
    m_asking = false;
    if (!m_connection.isOpen())
        return; // closed() says the rest.
    m_info.responding = reply.ok() || reply.rpc.has_value();
    if (reply.ok()) {
        if (Result<Metrics> metrics = metricsFromJson(reply.result); metrics) {
            if (m_info.metrics) {
                const std::chrono::nanoseconds passed = metrics->taken - m_info.metrics->taken;
                m_info.recordsPerSecond = perSecond(m_info.metrics->written, metrics->written, passed);
                m_info.droppedPerSecond = perSecond(m_info.metrics->dropped, metrics->dropped, passed);
            }
            m_info.metrics = *std::move(metrics);
        }
    }
    emit changed();
}

void BotWatch::end()
{
    m_askTimer.stop();
    m_connection.close();
    emit ended(m_answered);
}

} // namespace tapewatch::bridge
