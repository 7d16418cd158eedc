"""What every test can ask for comes from `tests/fixtures/`; and what a run loads when."""

import gc
import os
from pathlib import Path

import pytest

from agent_desk.desk.kit.collector import collect_what_is_due

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.register_assert_rewrite("tests.fixtures")
# What is loaded now stays: looking for garbage in it would take a quarter of the time until the first test.
gc.disable()

TESTS = Path(__file__).parent
FOR_EVERYBODY = ("database", "hub", "loud_log", "people", "screen", "seats", "trail", "waiting")


def pytest_configure(config: pytest.Config) -> None:
    """Load what every test may ask for, where tests are run: the process that only hands them out needs none of it."""
    hands_out = config.getoption("dist", "no") != "no" and not hasattr(config, "workerinput")
    if not hands_out or config.option.collectonly:
        for name in FOR_EVERYBODY:
            config.pluginmanager.import_plugin(f"tests.fixtures.{name}")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out tests with a real Asterisk unless they are asked for."""
    return True if collection_path == TESTS / "pbx" and "not pbx" in config.option.markexpr else None


def pytest_collection_finish() -> None:
    """From now on there is garbage; what has been loaded is none."""
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Collect between tests, in this thread: a hub's thread that happened to collect would take a test's widgets apart."""
    collect_what_is_due()
