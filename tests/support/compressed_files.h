// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/seek_table.h>

#include <QByteArray>
#include <QFile>
#include <QString>

#include <algorithm>
#include <array>
#include <memory>
#include <zstd.h>

namespace tapewatch::test {

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What any zstd makes of `compressed`: every frame, the skippable ones passed over. A null array where it is
/// damaged or cut off.
inline QByteArray zstdContent(const QByteArray &compressed)
{
    const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
    QByteArray content("");
    std::array<char, 64 * 1024> room;
    ZSTD_inBuffer in{compressed.constData(), static_cast<std::size_t>(compressed.size()), 0};
    std::size_t left = 0;
    bool full = false;
    while (in.pos < in.size || full) {
        ZSTD_outBuffer out{room.data(), room.size(), 0};
        left = ZSTD_decompressStream(context.get(), &out, &in);
        if (ZSTD_isError(left) != 0)
            return {};
        content.append(room.data(), static_cast<qsizetype>(out.pos));
        full = out.pos == out.size && left != 0;
    }
    return left == 0 ? content : QByteArray();
}

/// The content of a plain or a compressed file.
inline QByteArray contentOf(const QString &path)
{
    return path.endsWith(".zst") ? zstdContent(bytesOf(path)) : bytesOf(path);
}

/// A compressed segment with frames of `frameBytes`, as the recorder writes it; without the table where
/// `frameBytes` is 0, as the command zstd does.
inline QByteArray asZstd(const QByteArray &content, int frameBytes)
{
    QByteArray file;
    std::vector<SeekEntry> frames;
    const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
    const qsizetype step = frameBytes > 0 ? frameBytes : std::max<qsizetype>(content.size(), 1);
    for (qsizetype at = 0; at < content.size(); at += step) {
        const QByteArray part = content.mid(at, step);
        QByteArray frame(static_cast<qsizetype>(ZSTD_compressBound(static_cast<std::size_t>(part.size()))),
                         0);
        frame.resize(static_cast<qsizetype>(
            ZSTD_compress2(context.get(), frame.data(), static_cast<std::size_t>(frame.size()),
                           part.constData(), static_cast<std::size_t>(part.size()))));
        frames.push_back({static_cast<std::uint32_t>(frame.size()), static_cast<std::uint32_t>(part.size())});
        file += frame;
    }
    return frameBytes > 0 ? file + QByteArray::fromStdString(toSeekTable(frames)) : file;
}

} // namespace tapewatch::test
