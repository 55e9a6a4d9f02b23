// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT

// Kills bots at random moments and counts what is missing afterwards: scripts/crash_test.sh.

#include "recovery/crash_rig.h"

#include <iostream>
#include <string>

int main(int argc, char **argv)
{
    using namespace tapewatch::test;
    if (argc != 4) {
        std::cerr << "crash_test CRASH_BOT KILLS SEED\n";
        return 2;
    }
    const int kills = std::stoi(argv[2]);
    const auto seed = static_cast<unsigned>(std::stoul(argv[3]));
    CrashFindings all;
    bool ended = true;
    for (int i = 0; i < kills && ended; ++i) {
        CrashRig rig(argv[1], std::filesystem::temp_directory_path(), seed + static_cast<unsigned>(i));
        rig.runAndKill("kill");
        ended = rig.recover(i % 2 == 0 ? "start" : "recover", i % 4 == 3 ? 3 : 0);
        const CrashFindings findings = rig.check();
        all.add(findings);
        std::cout << "kill " << i + 1 << ": " << findings.records << " records, " << findings.recovered
                  << " recovered" << (findings.good() ? "" : "; " + findings.first) << std::endl;
    }
    if (!ended)
        std::cout << "a recovery failed\n";
    std::cout << "records " << all.records << " recovered " << all.recovered << " disordered "
              << all.disordered << "\nkills " << kills << " lost " << all.lost << " doubled " << all.doubled
              << " torn " << all.torn << std::endl;
    return ended && all.good() ? 0 : 1;
}
