"""The demonstration's simulated exchange as a process of its own: `python -m agent_desk.demo.stage.exchange`.

Settings as one line of JSON on standard input, the port as one line on standard output; it ends with its input.
"""

import json
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from agent_desk.demo.exchange.profile import BANK_DAY, FLAT_DAY, SimulationSettings
from agent_desk.demo.exchange.simulator_server import CannotListen, run_replay, run_simulator
from agent_desk.demo.stage.replay_script import read_replay


def simulation_of(told: dict[str, Any]) -> SimulationSettings:
    """Return the settings of a line of JSON. Raises ValueError."""
    return SimulationSettings(
        seed=told["seed"],
        speed=told["speed"],
        seats=told["seats"],
        per_hour=told.get("per_hour"),
        day=FLAT_DAY if told.get("flat") else BANK_DAY,
        callers=told.get("callers", ()),
        first_callers=told.get("first_callers", {}),
        hotline=told.get("hotline", "95000"),
        recordings=Path(told["recordings"]) if told.get("recordings") else None,
        menu=True,
    )


def _wait_for_the_end(stop: threading.Event) -> None:
    for _ in sys.stdin:
        pass
    stop.set()


def _say_port(port: int) -> None:
    with suppress(OSError):
        sys.stdout.write(f"{port}\n")
        sys.stdout.flush()


def main() -> int:
    """Run until standard input ends; the exit status."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told = json.loads(sys.stdin.readline())
    stop = threading.Event()
    threading.Thread(target=_wait_for_the_end, args=(stop,), name="orders", daemon=True).start()
    try:
        if "replay" in told:
            run_replay(read_replay(Path(told["replay"])).script, told["speed"], stop, ready=_say_port)
        else:
            run_simulator("127.0.0.1", 0, simulation_of(told), stop, ready=_say_port)
    except CannotListen as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
