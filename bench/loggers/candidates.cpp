// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bench/loggers/candidate.h"

std::vector<tapewatch::bench::Candidate> tapewatch::bench::candidates()
{
    std::vector<Candidate> all{tapewatchCandidate(), spdlogCandidate()};
#ifdef BENCH_QUILL
    all.push_back(quillBoundedCandidate());
    all.push_back(quillUnboundedCandidate());
#endif
#ifdef BENCH_FMTLOG
    all.push_back(fmtlogCandidate());
#endif
    return all;
}
