"""How long a seat takes to come to life, against a bare PySide6 window with a table in the same run. Prints JSON.

    python -m benchmarks.desk_start --repeat 5

Three figures, each the time from process start to the first painted frame, each process started afresh:
``bare`` (QTableWidget in a QMainWindow), ``sign_in`` (the sign-in window), ``workspace`` (an agent signed in on a real hub with a
private PostgreSQL, the workspace painted). Limits: sign_in at most 3 times bare, workspace at most 8 times bare. Beside each: RSS
and USS in MiB; and what an agent's process has loaded that it should not have. Exit status 1 when a limit is broken.

Every process runs from byte-code, as on an installed seat, also where the environment forbids writing it
(PYTHONDONTWRITEBYTECODE): the first round, which does not count, writes it into a folder of the benchmark's own.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.parts.usage import own_usage

SIGN_IN_LIMIT, WORKSPACE_LIMIT = 3.0, 8.0
NOT_FOR_AN_AGENT = (
    "numpy",
    "fastapi",
    "sqlalchemy",
    "typer",
    "uvicorn",
    "psycopg",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets",
    "PySide6.QtWebChannel",
    "agent_desk.ui.calls.phone_page",
)
PASSWORD = "Correct-Horse-7"

# Every child tells when its frame was painted (seconds since the epoch), its memory, and what it loaded.
_TELL = """
import json, os, sys, time
def tell():
    at = time.time()
    facts = dict(line.split(":", 1) for line in open("/proc/self/smaps_rollup").read().splitlines()[1:])
    kib = lambda name: int(facts[name].split()[0])
    uss = kib("Private_Clean") + kib("Private_Dirty")
    print(json.dumps({"at": at, "rss_kib": kib("Rss"), "uss_kib": uss, "modules": sorted(sys.modules)}), flush=True)
    os._exit(0)
"""

_BARE = (
    _TELL
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget
app = QApplication([])
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, tell)
window = Window()
window.setCentralWidget(QTableWidget(20, 6))
window.resize(1040, 700)
window.show()
app.exec()
"""
)

_DESK = (
    _TELL
    + """
import agent_desk.cli
import agent_desk.ui.app as start
begin = start.Desk.start
def sign_in_shown(desk):
    begin(desk)
    desk.sign_in.painted.connect(tell)
def workspace_shown(desk):
    from PySide6.QtCore import QEvent, QObject, QTimer
    begin(desk)
    class Eye(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, tell)
            return False
    desk.eye = Eye()
    desk.workspace_shown.connect(lambda _name: desk.shell.workspace.installEventFilter(desk.eye))
    form = start.SignInForm(os.environ["BENCH_LOGIN"], os.environ["BENCH_PASSWORD"], takeover=True)
    desk.sign_in.painted.connect(lambda: desk.sign_in.ask(form))
start.Desk.start = sign_in_shown if sys.argv[1] == "sign_in" else workspace_shown
sys.exit(agent_desk.cli.main([]))
"""
)


def child(script: str, *arguments: str, environment: dict[str, str]) -> dict[str, Any]:
    """Start one process and give what it told, with ``ms`` from start to paint."""
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], env=environment, capture_output=True, text=True, timeout=60
    )
    told = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not told:
        raise SystemExit(f"the process told nothing (status {done.returncode}):\n{done.stdout}{done.stderr}")
    facts: dict[str, Any] = json.loads(told[-1])
    facts["ms"] = (facts["at"] - began) * 1000
    return facts


@contextmanager
def a_hub() -> Iterator[str]:
    """A hub in a process of its own, on a private PostgreSQL, with one agent; gives its address."""
    ready = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.desk_start", "--serve"],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )
    assert ready.stdout is not None and ready.stdin is not None
    try:
        address = ready.stdout.readline().strip()
        if not address:
            raise SystemExit("the hub did not start")
        yield address
    finally:
        ready.stdin.close()
        ready.wait(20)


def serve() -> None:
    """Be the hub until standard input closes."""
    # The hub's libraries are loaded only here: the other figures must not wait for them.
    from agent_desk.hub.kit.private_postgres import PrivatePostgres, temporary_folder  # noqa: PLC0415
    from agent_desk.hub.kit.security import hash_password  # noqa: PLC0415
    from agent_desk.hub.kit.settings import Settings  # noqa: PLC0415
    from agent_desk.hub.serve import HubThread  # noqa: PLC0415
    from agent_desk.models.people import Person, PersonRole  # noqa: PLC0415

    folder = temporary_folder()
    postgres = PrivatePostgres(folder)
    settings = Settings(database=postgres.ensure_database("bench"), port=0, audit_key="bench")
    with HubThread(settings) as hub:
        with hub.hub_context.database.write() as db:
            person = Person(login="bench", name="测试", name_en="Bench", password_hash=hash_password(PASSWORD))
            db.add(person)
            db.flush()
            db.add(PersonRole(person_id=person.id, role_code="agent"))
        print(hub.url, flush=True)
        sys.stdin.read()
    postgres.stop()
    shutil.rmtree(folder, ignore_errors=True)


def summary(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Median and best of the times, median of the memory."""
    return {
        "ms_median": round(statistics.median(run["ms"] for run in runs), 1),
        "ms_best": round(min(run["ms"] for run in runs), 1),
        "rss_mib": round(statistics.median(run["rss_kib"] for run in runs) / 1024, 1),
        "uss_mib": round(statistics.median(run["uss_kib"] for run in runs) / 1024, 1),
    }


def measure(repeat: int, with_hub: bool) -> dict[str, Any]:
    """All figures, one round after another so that a busy moment of the machine meets all of them alike."""
    place = Path(tempfile.mkdtemp(prefix="desk-start-"))
    environment = dict(os.environ, AGENT_DESK_CONFIG=str(place / "desk.toml"), AGENT_DESK_DATA=str(place / "data"))
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment |= {"BENCH_LOGIN": "bench", "BENCH_PASSWORD": PASSWORD}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(place / "byte-code")
    runs: dict[str, list[dict[str, Any]]] = {"bare": [], "sign_in": [], "workspace": []}
    kinds = ["bare", "sign_in", *(["workspace"] if with_hub else [])]

    def rounds() -> None:
        for number in range(repeat + 1):
            for kind in kinds:
                script, arguments = (_BARE, []) if kind == "bare" else (_DESK, [kind])
                facts = child(script, *arguments, environment=environment)
                if number:  # the first round fills the disk's cache and the byte-code files
                    runs[kind].append(facts)

    if with_hub:
        with a_hub() as address:
            environment["AGENT_DESK_HUB"] = address
            rounds()
    else:
        rounds()
    shutil.rmtree(place, ignore_errors=True)
    return report(runs, kinds)


def report(runs: dict[str, list[dict[str, Any]]], kinds: list[str]) -> dict[str, Any]:
    """The printed record."""
    result: dict[str, Any] = {kind: summary(runs[kind]) for kind in kinds}
    bare = result["bare"]["ms_median"]
    result["sign_in"] |= {"times_bare": round(result["sign_in"]["ms_median"] / bare, 2), "limit": SIGN_IN_LIMIT}
    passed = result["sign_in"]["times_bare"] <= SIGN_IN_LIMIT
    if "workspace" in kinds:
        loaded = set(runs["workspace"][-1]["modules"])
        result["workspace"] |= {
            "times_bare": round(result["workspace"]["ms_median"] / bare, 2),
            "limit": WORKSPACE_LIMIT,
            "loaded_but_not_for_an_agent": [name for name in NOT_FOR_AN_AGENT if name in loaded],
        }
        passed &= result["workspace"]["times_bare"] <= WORKSPACE_LIMIT
        passed &= not result["workspace"]["loaded_but_not_for_an_agent"]
    result["passed"] = passed
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description="Start-up times of the desk, as JSON.")
    parser.add_argument("--repeat", type=int, default=5, help="rounds that count (one more is run first)")
    parser.add_argument("--without-hub", action="store_true", help="only the bare and the sign-in window")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve()
        return 0
    result = measure(given.repeat, not given.without_hub)
    result["own"] = own_usage()
    print(json.dumps(result, indent=2))
    return 0 if result["passed"] else 1


if __name__ == "__main__":
    sys.exit(main())
