"""What every test can ask for comes from `tests/fixtures/`; and what a run loads when."""

import gc
import os
from collections.abc import Generator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.register_assert_rewrite("tests.fixtures")
# What is loaded now stays: looking for garbage in it would take a quarter of the time until the first test. Nor is there
# any looking while a test runs: see below.
gc.disable()

TESTS = Path(__file__).parent
TESTS_PER_WHOLE_ROUND = 50
"""What a test leaves is collected after it; what tests have shared, every so many tests."""
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that at the end no worker is alone with it."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """From now on there is garbage; what has been loaded is none."""
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Collect after each test, in this thread: a hub's thread that happened to collect would take a test's widgets apart, and
    a seat that is left has timers that go on."""
    ran = yield
    gc.collect(2 if gc.get_count()[1] >= TESTS_PER_WHOLE_ROUND else 0)
    return ran
