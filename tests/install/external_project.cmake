# SPDX-FileCopyrightText: 2026 The Tapewatch authors
# SPDX-License-Identifier: MIT

# Configures PROJECT in WORK against the install tree PREFIX, builds it and runs PROGRAM. What PROGRAM prints
# has to be the number of lines in the files of its folder logs, or nothing.
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK}/run)
file(CHMOD ${WORK}/run DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)

execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${PROJECT} -B ${WORK}/build -G ${GENERATOR}
        -DCMAKE_MAKE_PROGRAM=${MAKE_PROGRAM}
        -DCMAKE_CXX_COMPILER=${COMPILER}
        "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}"
        -DCMAKE_CXX_FLAGS=${FLAGS}
        -DCMAKE_BUILD_TYPE=${CONFIG}
        -DCMAKE_PREFIX_PATH=${PREFIX}
    COMMAND_ERROR_IS_FATAL ANY)
load_cache(${WORK}/build READ_WITH_PREFIX found_ tapewatch_DIR)
cmake_path(IS_PREFIX PREFIX ${found_tapewatch_DIR} ours)
if(NOT ours)
    message(FATAL_ERROR "Found another Tapewatch: ${found_tapewatch_DIR}")
endif()

execute_process(
    COMMAND ${CMAKE_COMMAND} --build ${WORK}/build --config ${CONFIG}
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(
    COMMAND ${WORK}/build/${PROGRAM}
    WORKING_DIRECTORY ${WORK}
    OUTPUT_VARIABLE printed
    OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)

file(GLOB logs ${WORK}/logs/*.log)
set(lines 0)
foreach(log IN LISTS logs)
    file(STRINGS ${log} records)
    list(LENGTH records count)
    math(EXPR lines "${lines} + ${count}")
endforeach()
if(lines EQUAL 0)
    message(FATAL_ERROR "${PROGRAM} left no records in ${WORK}/logs")
endif()
if(printed AND NOT printed STREQUAL lines)
    message(FATAL_ERROR "${PROGRAM} printed '${printed}', its files have ${lines} lines")
endif()
message(STATUS "${PROGRAM} left ${lines} lines")
