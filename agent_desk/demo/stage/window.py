"""The demonstration as people see it: the desk's window, beside robots who keep the floor alive."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, Final

from agent_desk.demo.data.content import Entry
from agent_desk.demo.data.plan import ONE_CLICK
from agent_desk.demo.stage.folder import DemoFolder
from agent_desk.demo.stage.stage import Stage
from agent_desk.hub.kit.private_files import make_folder

TILES: Final = (
    "agent",
    "supervisor",
    "complaint_handler",
    "reviewer",
    "knowledge_editor",
    "system_administrator",
    "security_administrator",
    "auditor",
)
LOOK_EVERY_S: Final = 0.5
_LAST_LINES: Final = 3
_LOOK = "import sys; from agent_desk.ui.preflight import problem; sys.stdout.write(problem() or '')"


def window_problem() -> str:
    """Return why no window can be opened here, in one sentence; empty where one can. Asked of the desk, since it knows."""
    asked = subprocess.run(
        [sys.executable, "-c", _LOOK], capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )
    return asked.stdout.strip()


def accounts(stage: Stage) -> str:
    """Return the accounts of the sign-in tiles, as the desk reads them."""

    def account(entry: Entry) -> dict[str, Any]:
        return {
            "role": entry["role"],
            "login": entry["login"],
            "password": stage.password,
            "name": entry["name_zh"],
            "name_en": entry["name_en"],
        }

    staff = stage.words.people["staff"]
    shown = [one for one in staff if one["role"] in TILES and (one["role"] != "agent" or one["login"] in ONE_CLICK)]
    return json.dumps([account(one) for one in shown], ensure_ascii=False)


def show(
    stage: Stage, folder: DemoFolder, *, language: str = "", theme: str = "", others_stay: Callable[[], None]
) -> int:
    """Open the desk and stay until its last window is closed; the desk's exit status."""
    file = folder.private("accounts.json", accounts(stage))
    seats = folder.path / "seats"
    make_folder(seats)
    environment = {
        **os.environ,
        "AGENT_DESK_HUB": stage.hub.url,
        "AGENT_DESK_DEMO_ACCOUNTS": str(file),
        "AGENT_DESK_DATA": str(seats / "seat-1"),
        "AGENT_DESK_CONFIG": str(seats / "desk.toml"),
    }
    environment.pop("AGENT_DESK_CA", None)
    # A machine without sound: the desk says so itself, once.
    environment.setdefault("QT_LOGGING_RULES", "qt.multimedia*=false")
    environment |= {
        name: value for name, value in (("AGENT_DESK_LANG", language), ("AGENT_DESK_THEME", theme)) if value
    }
    if stage.logins:
        stage.start_robots()
    if stage.settings.replay is not None:
        with stage.control() as control:
            control.pause_arrivals(False)
    desk = subprocess.Popen([sys.executable, "-m", "agent_desk.cli", "desk"], env=environment, start_new_session=True)
    try:
        return _stay(desk, stage, others_stay)
    finally:
        _close(desk)
        file.unlink(missing_ok=True)


def _stay(desk: subprocess.Popen[bytes], stage: Stage, others_stay: Callable[[], None]) -> int:
    """Until the desk has ended, and every other seat that somebody opened beside it."""
    while desk.poll() is None:
        time.sleep(LOOK_EVERY_S)
    told = False
    while desk.returncode == 0 and _people(stage):
        if not told:
            others_stay()
            told = True
        time.sleep(LOOK_EVERY_S)
    return desk.returncode


def _people(stage: Stage) -> int:
    """Return how many seats are connected that are no robot's."""
    robots = set(stage.logins)
    return sum(seat.caller.login not in robots for seat in stage.hub.hub_context.seats.everybody())


def _close(desk: subprocess.Popen[bytes]) -> None:
    if desk.poll() is None:
        desk.terminate()
        try:
            desk.wait(5)
        except subprocess.TimeoutExpired:
            desk.kill()
            desk.wait()
