#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tapewatch authors
# SPDX-License-Identifier: MIT
"""Holds the published schema against the table that tst_config holds the code against."""

import json
import sys

import jsonschema


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        cases = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failures = 0
    for case in cases:
        expected = "fault" not in case or "beyond_schema" in case
        if validator.is_valid(case["document"]) != expected:
            failures += 1
            print(f"{case['name']}: the schema should {'accept' if expected else 'refuse'} it")
    print(f"{len(cases)} documents, {failures} not as expected")
    return 1 if failures or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
