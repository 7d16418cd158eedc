"""What every test can ask for; `tests/fixtures/` is the way in."""

import os

import pytest

pytest.register_assert_rewrite("tests.fixtures")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.hub",
    "tests.fixtures.loud_log",
    "tests.fixtures.people",
    "tests.fixtures.screen",
    "tests.fixtures.seats",
    "tests.fixtures.waiting",
]
