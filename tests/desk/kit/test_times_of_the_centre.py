"""Whatever zone a seat's machine believes itself to be in: every time that is told is the centre's."""

import ast
import os
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import agent_desk
from agent_desk.desk.kit.errors import HubRefused
from agent_desk.desk.kit.sentences import SENTENCES, sentence

ROOT = Path(agent_desk.__file__).parent
AT = datetime(2026, 3, 2, 1, 36, tzinfo=UTC)
TIMED = sorted(
    (error_id, name) for error_id, (zh, _en) in SENTENCES.items() for name in re.findall(r"\{(\w+_at)\}", zh)
)
MACHINE = re.compile(
    r"localtime|fromtimestamp\([^,()]*\)|currentDateTime\(\)|currentDate\(\)|currentTime\(\)|toLocalTime"
)
"""Ways of asking the machine where it is."""


@pytest.fixture(params=["UTC", "America/New_York"])
def elsewhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A seat whose machine has another zone than the centre."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(("error_id", "name"), TIMED)
def test_every_sentence_with_a_time_says_the_centres(error_id: str, name: str) -> None:
    error = HubRefused(error_id, {name: AT.isoformat()})
    for language in ("zh", "en"):
        told = {zone: sentence(error, language, zone) for zone in (None, ZoneInfo("Asia/Shanghai"))}
        assert all("03-02 09:36" in one for one in told.values()), told
        assert "02:36" in sentence(error, language, ZoneInfo("Europe/Berlin"))


def machine_times(source: str) -> list[str]:
    """Places of a module where the machine's zone comes in."""
    found = [one.group() for one in MACHINE.finditer(source)]
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        bare = not node.args and not node.keywords
        if node.func.attr in ("astimezone", "now") and bare and _is_of_a_moment(node.func):
            found.append(ast.unparse(node))
        if node.func.attr == "strftime" and isinstance(node.func.value, ast.Name) and node.func.value.id == "time":
            found.append(ast.unparse(node))
    return found


def _is_of_a_moment(called: ast.Attribute) -> bool:
    return called.attr == "astimezone" or (
        isinstance(called.value, ast.Name) and called.value.id in ("datetime", "date")
    )


@pytest.mark.parametrize("tier", ["desk", "ui", "hub", "schemas"])
def test_nothing_asks_the_machine_where_it_is(tier: str) -> None:
    found = {
        f"{path.relative_to(ROOT)}: {one}"
        for path in (ROOT / tier).rglob("*.py")
        for one in machine_times(path.read_text("utf-8"))
    }
    assert found == set()


def test_a_planted_time_of_the_machine_is_found() -> None:
    planted = "a = at.astimezone()\nb = datetime.now()\nc = time.strftime('%H')\nd = QTime.currentTime()\n"
    assert len(machine_times(planted)) == 4
    assert os.environ.get("TZ", "") != "America/New_York", "the machine's zone is back"
