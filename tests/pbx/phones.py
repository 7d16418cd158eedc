"""Agents' telephones: baresip processes, driven over their control port as a hand would press the keys."""

import itertools
import json
import math
import socket
import struct
import subprocess
import threading
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.fixtures.hub_process import free_port
from tests.fixtures.waiting import until
from tests.pbx.rig import IP, PHONE_SECRET, SHIFT, SIP_PORT, TRUNK_IP

_sip_ports = itertools.count(16500 + SHIFT, 2)
_rtp_ports = itertools.count(36000 + SHIFT, 100)
MODULES = ("g711.so", "aufile.so", "aubridge.so", "sndfile.so")
APPS = ("account.so", "menu.so", "ctrl_tcp.so")


class Phone:
    """One registered telephone. What is said into it is a tone of this `pitch`; what it hears is in the file `heard`."""

    ip = IP

    def __init__(self, folder: Path, agent: str, pitch: float = 200.0) -> None:
        self.agent, self.pitch = agent, pitch
        self.events: list[dict[str, Any]] = []
        self._folder = folder / f"phone-{agent}-{next(_rtp_ports)}"
        self._tokens = itertools.count(1)
        control, rtp = free_port(), next(_rtp_ports)
        self._write(control, rtp)
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                ["baresip", "-f", str(self._folder)], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self._socket = until(lambda: self._connect(control), f"telephone {agent}", within_s=10)
        threading.Thread(target=self._read, daemon=True).start()
        until(self._registered, f"registration of {agent}", within_s=10)

    def _write(self, control: int, rtp: int) -> None:
        self._folder.mkdir(parents=True)
        voice = self._folder / "voice.wav"
        with wave.open(str(voice), "wb") as sound:
            sound.setparams((1, 2, 8000, 0, "NONE", ""))
            tone = (int(8000 * math.sin(2 * math.pi * self.pitch * at / 8000)) for at in range(8000 * 30))
            sound.writeframes(b"".join(struct.pack("<h", one) for one in tone))
        modules = next(Path("/usr/lib").glob("**/baresip/modules"))
        lines = [
            f"sip_listen {self.ip}:{next(_sip_ports)}",
            f"net_interface {self.ip}",
            f"rtp_ports {rtp}-{rtp + 90}",
            f"audio_source aufile,{voice}",
            "audio_player aubridge,ear",
            "audio_alert aubridge,bell",
            # Its jitter buffer drops all that comes with another SSRC and smaller numbers, as after a take-over.
            f"snd_path {self._folder}",
            "jitter_buffer_delay 0-0",
            f"module_path {modules}",
            *(f"module {name}" for name in MODULES),
            *(f"module_app {name}" for name in APPS),
            f"ctrl_tcp_listen {IP}:{control}",
        ]
        (self._folder / "config").write_text("\n".join(lines) + "\n")
        (self._folder / "accounts").write_text(self._account())
        (self._folder / "contacts").write_text("")

    def _account(self) -> str:
        return (
            f"<sip:{self.agent}@{IP}:{SIP_PORT};transport=udp>;auth_user={self.agent};auth_pass={PHONE_SECRET};"
            "answermode=manual;regint=600;audio_codecs=PCMU/8000/1\n"
        )

    @property
    def heard(self) -> Path:
        """What it has heard in its one call; whole when that is over."""
        (file,) = self._folder.glob("dump-*-dec.wav")
        return file

    def _connect(self, control: int) -> socket.socket | None:
        try:
            return socket.create_connection((IP, control), timeout=2)
        except OSError:
            return None

    def _registered(self) -> bool:
        """Its first registration may come before the control port is open: ask."""
        self.press("reginfo")
        return any("OK" in str(one.get("data")) or one.get("type") == "REGISTER_OK" for one in list(self.events))

    def _read(self) -> None:
        waiting = b""
        self._socket.settimeout(None)
        try:
            while octets := self._socket.recv(65536):
                waiting += octets
                while b":" in waiting:
                    size, _, rest = waiting.partition(b":")
                    if len(rest) <= int(size):
                        break
                    self.events.append(json.loads(rest[: int(size)]))
                    waiting = rest[int(size) + 1 :]
        except OSError:
            return

    def press(self, command: str, what: str = "") -> None:
        """One key: accept, hold, resume, hangup, dial, ..."""
        record = {"command": command, "params": what, "token": str(next(self._tokens))}
        text = json.dumps(record).encode()
        self._socket.sendall(b"%d:%s," % (len(text), text))

    def happens(self, kind: str, since: int = 0, within_s: float = 10.0) -> dict[str, Any]:
        """Wait for an event of the telephone after the first `since` ones."""

        def look() -> dict[str, Any] | None:
            return next((one for one in self.events[since:] if one.get("type") == kind), None)

        return until(look, f"{kind} at telephone {self.agent}", within_s)

    def rings(self, since: int = 0, within_s: float = 15.0) -> None:
        """Wait until it rings."""
        self.happens("CALL_INCOMING", since, within_s)

    def takes(self) -> None:
        """Lift the receiver."""
        self.press("accept")
        self.happens("CALL_ESTABLISHED")

    def stop(self) -> None:
        """Pull the plug."""
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(5)
        self._socket.close()


class TalkingCustomer(Phone):
    """A customer with a voice and ears: not registered, comes in over the trunk, and calls at once."""

    ip = TRUNK_IP

    def __init__(self, folder: Path, number: str, pitch: float, dialled: str = "95500") -> None:
        super().__init__(folder, number, pitch)
        self.press("dial", f"sip:{dialled}@{IP}:{SIP_PORT}")

    def _account(self) -> str:
        return f"<sip:{self.agent}@{self.ip};transport=udp>;regint=0;audio_codecs=PCMU/8000/1\n"

    def _registered(self) -> bool:
        return True


Look = Callable[[], object]
