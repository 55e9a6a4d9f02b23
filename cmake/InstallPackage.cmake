# SPDX-FileCopyrightText: 2026 The Tapewatch authors
# SPDX-License-Identifier: MIT

# What a bot's own build needs: libraries, headers, the CMake package, the configuration's schema. By itself:
#   cmake --install <build> --component tapewatch_development
include(CMakePackageConfigHelpers)
set(packageFolder ${CMAKE_INSTALL_LIBDIR}/cmake/tapewatch)

install(TARGETS tapewatch_format tapewatch_logger
    EXPORT tapewatch-targets
    ARCHIVE COMPONENT tapewatch_development
    LIBRARY COMPONENT tapewatch_development
    FILE_SET HEADERS COMPONENT tapewatch_development)
install(EXPORT tapewatch-targets
    NAMESPACE tapewatch::
    DESTINATION ${packageFolder}
    COMPONENT tapewatch_development)

configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/tapewatch-config.cmake.in
    ${PROJECT_BINARY_DIR}/tapewatch-config.cmake
    INSTALL_DESTINATION ${packageFolder})
# Before version 1 a new minor version may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/tapewatch-config-version.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/tapewatch-config.cmake ${PROJECT_BINARY_DIR}/tapewatch-config-version.cmake
    DESTINATION ${packageFolder}
    COMPONENT tapewatch_development)

install(FILES ${PROJECT_SOURCE_DIR}/resources/schema/tapewatch-config.schema.json
    DESTINATION ${CMAKE_INSTALL_DATADIR}/tapewatch
    COMPONENT tapewatch_development)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE
    DESTINATION ${CMAKE_INSTALL_DOCDIR}
    COMPONENT tapewatch_development)
