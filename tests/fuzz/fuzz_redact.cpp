// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT

// Tries to get a planted secret through redaction: the fuzzer's bytes choose how its name is spelled, how it
// is quoted, nested and separated, and what stands around it. Fails where a piece of four bytes comes out.
// The bytes are redacted as they are, too.
#include "redact/planted_secret.h"
#include "redact/redact_support.h"

#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace tapewatch;
    static redact::Redactor redactor;
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    test::Choices choices(bytes);
    const test::Planted planted = test::plantSecret(choices);
    const std::string output = test::redactedAnywhere(planted, redactor);
    if (const std::string leak = test::leakedPiece(planted, output); !leak.empty()) {
        std::fprintf(stderr, "leaked %s\n  name:   %s\n  text:   %s\n  secret: %s\n  output: %s\n",
                     leak.c_str(), planted.fieldName.c_str(), planted.text.c_str(), planted.secret.c_str(),
                     output.c_str());
        std::abort();
    }
    RecordView record;
    record.message = bytes;
    redactor.apply(record);
    return 0;
}
