// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/config.h>

int main()
{
    return tapewatch::configFromText(R"({"version":1})").ok() ? 0 : 1;
}
