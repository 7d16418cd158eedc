"""Customers and people outside: SIPp processes, started and ended by the test."""

import itertools
import subprocess
from pathlib import Path

from tests.pbx.rig import CUSTOMER_PORT, HERE, IP, SHIFT, SIP_PORT, TRUNK_IP

_ports = itertools.count(16400 + SHIFT, 2)
_media_ports = itertools.count(32000 + SHIFT, 8)


class Sipp:
    """One SIPp with one scenario. `stay_ms`: how long it stays in the line before it hangs up itself."""

    def __init__(
        self,
        folder: Path,
        scenario: str,
        *,
        port: int,
        stay_ms: int,
        calls: int = 1,
        service: str = "",
        number: str = "",
    ) -> None:
        text = (HERE / "sipp" / f"{scenario}.xml").read_text()
        text = text.replace("@STAY_MS@", str(stay_ms)).replace("@NUMBER@", number)
        rendered = folder / f"{scenario}-{port}.xml"
        rendered.write_text(text)
        self._errors = folder / f"{scenario}-{port}.err"
        self._process = subprocess.Popen(
            ["sipp", f"{IP}:{SIP_PORT}", "-sf", str(rendered), "-i", TRUNK_IP, "-mi", TRUNK_IP, "-p", str(port),
             "-mp", str(next(_media_ports)), "-rtp_echo", "-m", str(calls), "-nostdin", "-timeout", "120s", "-trace_err",
             "-error_file", str(self._errors), *(["-s", service] if service else [])],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder,
        )  # fmt: skip

    def over(self, within_s: float = 30.0) -> None:
        """Wait for its end, which must be a good one."""
        status = self._process.wait(within_s)
        assert status == 0, self._errors.read_text() if self._errors.exists() else f"sipp ended with {status}"

    def stop(self) -> None:
        """End it, wherever it is."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(5)


def customer(folder: Path, dialled: str, number: str, stay_ms: int) -> Sipp:
    """A customer who calls now and hangs up `stay_ms` after the bank's line was taken."""
    return Sipp(folder, "caller", port=next(_ports), stay_ms=stay_ms, service=dialled, number=number)


def outside(folder: Path, stay_ms: int) -> Sipp:
    """Whoever is behind every outside number."""
    return Sipp(folder, "answerer", port=CUSTOMER_PORT, stay_ms=stay_ms)
