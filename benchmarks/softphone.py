"""What the telephone in the desk costs a seat that uses it: time until it can be asked for something, and memory. Prints JSON.

    python -m benchmarks.softphone --repeat 5

Each round is a fresh process with a bare QApplication: `import_ms` loads QtWebEngine, `page_ms` makes the page until its script has
spoken, `devices_ms` until the microphone has been opened once and the devices are known. Memory is PSS (shared pages are shared
out): `own_mib` is what the desk's process grew by, `helpers_mib` what Chromium's helper processes hold beside it. The sound device
is Chromium's made-up one. No exchange is needed: the line stays lost. A seat with a desk telephone pays nothing of this.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.parts.usage import own_usage

_CHILD = """
import json, os, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
def pss(pid):
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
def family(pid):
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            facts = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if int(facts["PPid"]) == pid:
            child = int(facts["Pid"])
            found += [child, *family(child)]
    return found
before, began = pss("self"), time.monotonic()
from agent_desk.ui.calls.phone_page import PhonePage
imported = time.monotonic()
seen = {}
page = PhonePage("ws://127.0.0.1:9/ws")
page.said.connect(lambda told: seen.setdefault(told["what"], time.monotonic()))
page.said.connect(lambda told: page.order("check") if told["what"] == "page" else None)
deadline = began + 30
while "devices" not in seen and time.monotonic() < deadline:
    app.processEvents()
    time.sleep(0.001)
until = time.monotonic() + 1
while time.monotonic() < until:
    app.processEvents()
    time.sleep(0.005)
print(json.dumps({
    "import_ms": 1000 * (imported - began), "page_ms": 1000 * (seen["page"] - imported),
    "devices_ms": 1000 * (seen["devices"] - imported), "own_mib": (pss("self") - before) / 1024,
    "helpers_mib": sum(pss(pid) for pid in family(os.getpid())) / 1024, "helpers": len(family(os.getpid())),
}), flush=True)
page.close()
"""


def one_round() -> dict[str, float]:
    """One fresh process."""
    flags = "--use-fake-device-for-media-stream"
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "QTWEBENGINE_CHROMIUM_FLAGS": flags}
    done = subprocess.run(
        [sys.executable, "-c", _CHILD],
        env=environment,
        capture_output=True,
        text=True,
        timeout=90,
        cwd=Path(__file__).parent.parent,
    )
    told = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not told:
        raise SystemExit(f"the process told nothing (status {done.returncode}):\n{done.stderr[-2000:]}")
    facts: dict[str, float] = json.loads(told[-1])
    return facts


def main() -> int:
    """Medians of the rounds; one more is run first, which fills the disk's cache."""
    parser = argparse.ArgumentParser(description="Cost of the telephone in the desk, as JSON.")
    parser.add_argument("--repeat", type=int, default=5, help="rounds that count")
    rounds = [one_round() for _ in range(parser.parse_args().repeat + 1)][1:]
    result: dict[str, Any] = {name: round(statistics.median(one[name] for one in rounds), 1) for name in rounds[0]}
    print(json.dumps({"rounds": len(rounds), "own": own_usage(), **result}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
