# SPDX-FileCopyrightText: 2026 The Tapewatch authors
# SPDX-License-Identifier: MIT

# Installs BUILD and moves the tree to PREFIX: what it holds must not depend on where it was installed first,
# nor on the folders SOURCE and BUILD.
cmake_path(GET PREFIX PARENT_PATH target)
set(first ${target}-from)
file(REMOVE_RECURSE ${target} ${first})
execute_process(
    COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${first}/prefix --config ${CONFIG}
        --component tapewatch_development
    OUTPUT_QUIET
    COMMAND_ERROR_IS_FATAL ANY)
file(RENAME ${first} ${target})

# Every public header and the schema are there.
file(GLOB_RECURSE headers RELATIVE ${SOURCE}/liblogger/include ${SOURCE}/liblogger/include/*.h)
foreach(wanted IN LISTS headers)
    if(NOT EXISTS ${PREFIX}/include/${wanted})
        message(SEND_ERROR "The install tree lacks the header ${wanted}")
    endif()
endforeach()
if(NOT EXISTS ${PREFIX}/share/tapewatch/tapewatch-config.schema.json)
    message(SEND_ERROR "The install tree lacks share/tapewatch/tapewatch-config.schema.json")
endif()

file(GLOB_RECURSE package ${PREFIX}/*.cmake)
list(LENGTH package count)
if(count LESS 3)
    message(SEND_ERROR "The install tree lacks the CMake package: ${package}")
endif()
foreach(file IN LISTS package)
    file(READ ${file} text)
    foreach(private project_warnings project_sanitizers -Werror ${SOURCE} ${BUILD} ${first})
        string(FIND "${text}" "${private}" found)
        if(NOT found EQUAL -1)
            message(SEND_ERROR "${file} must not mention ${private}")
        endif()
    endforeach()
endforeach()
