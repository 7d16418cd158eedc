"""The command that runs the simulated exchange by itself: `python -m agent_desk.demo.exchange.simulate`."""

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event

from agent_desk.demo.exchange.profile import BANK_DAY, FLAT_DAY, SimulationSettings
from agent_desk.demo.exchange.simulator_server import DEFAULT_PORT, CannotListen, run_simulator


def parser() -> argparse.ArgumentParser:
    """Return the command's options."""
    options = argparse.ArgumentParser(
        prog="agent-desk exchange simulate", description="Run the simulated telephone exchange (no real calls)."
    )
    options.add_argument("--host", default="127.0.0.1", help="loopback address to listen on")
    options.add_argument("--port", type=int, default=DEFAULT_PORT, help="port; 0 takes a free one")
    options.add_argument("--seed", type=int, default=1, help="the same seed gives the same customers")
    options.add_argument("--speed", type=float, default=1.0, help="customers' durations are divided by this")
    options.add_argument("--seats", type=int, default=20, help="agents the load is made for")
    options.add_argument("--per-hour", type=float, default=None, help="calls in the busiest hour; 0: only placed calls")
    options.add_argument("--flat", action="store_true", help="the same load at every time of day")
    options.add_argument("--menu", action="store_true", help="customers hear a voice menu first; some hang up in it")
    options.add_argument("--callers", type=Path, default=None, help="file with one known number on each line")
    options.add_argument("--recordings", type=Path, default=None, help="folder for made-up recordings")
    return options


def main(arguments: Sequence[str] | None = None, stop: Event | None = None) -> int:
    """Run until interrupted; the exit status: 0, 2 for wrong use, 1 for a failure."""
    given = parser().parse_args(arguments)
    stop = stop or _stop_on_signal()
    try:
        settings = SimulationSettings(
            seed=given.seed,
            speed=given.speed,
            seats=given.seats,
            per_hour=given.per_hour,
            day=FLAT_DAY if given.flat else BANK_DAY,
            callers_file=given.callers,
            recordings=given.recordings,
            menu=given.menu,
        )
        run_simulator(given.host, given.port, settings, stop, ready=lambda port: _say_ready(given.host, port))
    except ValueError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    except CannotListen as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    except OSError as failure:
        sys.stderr.write(f"The callers file cannot be read: {failure.strerror}: {failure.filename}.\n")
        return 1
    return 0


def _stop_on_signal() -> Event:
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _say_ready(host: str, port: int) -> None:
    shown = f"[{host}]" if ":" in host else host
    sys.stdout.write(f"Simulated exchange (no real calls) at simulated://{shown}:{port}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
