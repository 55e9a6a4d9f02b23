# SPDX-FileCopyrightText: 2026 The Tapewatch authors
# SPDX-License-Identifier: MIT

# Language, warnings and sanitizers of our own targets, as targets to link:
#   project_warnings    warnings, as errors where TAPEWATCH_WERROR is on (the presets do)
#   project_sanitizers  what TAPEWATCH_SANITIZE asks for
option(TAPEWATCH_WERROR "Treat warnings as errors" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
# moc 6.4 cannot read libstdc++'s <concepts> ("Parse error at std"); its include guard keeps moc out of it.
set(CMAKE_AUTOMOC_MOC_OPTIONS -D_GLIBCXX_CONCEPTS)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # What ccache asks for where headers are precompiled.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE_PROGRAM})
endif()

# tapewatch_precompile(target HEADERS...): what most sources of a target include, compiled once. A source includes
# what it needs all the same: the preset tsan builds without (CMAKE_DISABLE_PRECOMPILE_HEADERS).
function(tapewatch_precompile target)
    target_precompile_headers(${target} PRIVATE ${ARGN})
    # clang's own time stamp in the file would make ccache miss.
    target_compile_options(${target} PRIVATE "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
endfunction()

find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM AND PROJECT_IS_TOP_LEVEL)
    add_link_options(-fuse-ld=mold)
endif()

add_library(project_warnings INTERFACE)
target_compile_options(project_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-align
    -Woverloaded-virtual -Wimplicit-fallthrough
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> # gcc 12: false positives on std::string
    $<$<BOOL:${TAPEWATCH_WERROR}>:-Werror>)

add_library(project_sanitizers INTERFACE)
if(TAPEWATCH_SANITIZE)
    target_compile_options(project_sanitizers INTERFACE
        -fsanitize=${TAPEWATCH_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(project_sanitizers INTERFACE -fsanitize=${TAPEWATCH_SANITIZE})
endif()
