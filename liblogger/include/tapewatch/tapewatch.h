// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

// Everything a bot needs.
#include <tapewatch/context.h>
#include <tapewatch/field.h>
#include <tapewatch/log.h>
#include <tapewatch/logger.h>
#include <tapewatch/recorder.h>
