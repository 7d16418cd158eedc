"""The rig: a real Asterisk 22 from Debian in a chroot of the cache folder, configured by `agent-desk exchange configure`.

    uv run python -m tests.pbx.rig install|start|stop|kill

Needs root and Debian's mirror (once). Everything listens on 127.0.0.1, but the sound of telephones in desks, which any address
of this machine takes. `Unavailable` says in words why it cannot be had. A second rig beside the first: AGENT_DESK_PBX names
another folder, AGENT_DESK_PBX_SHIFT moves every port (2000).
"""

import argparse
import csv
import fcntl
import math
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.setup.configure import Centre, files
from agent_desk.hub.exchange.asterisk.setup.plan_queues import ANNOUNCEMENT
from agent_desk.hub.exchange.protocol.plan_rules import sounds_of
from tests.fixtures.certificates import issued
from tests.fixtures.waiting import until
from tests.pbx.voice import VOICE, VOICE_QUEUES

HERE = Path(__file__).parent
SUITE = "sid"
UID = 61500
"""Of Asterisk's user: free on any machine, so that it equals nobody outside the chroot."""
HOST_PACKAGES = ("debootstrap", "sip-tester", "baresip-core")
PACKAGES = ("asterisk", "asterisk-modules", "asterisk-core-sounds-en")
IP, TRUNK_IP = "127.0.0.1", "127.0.0.2"
SHIFT = int(os.environ.get("AGENT_DESK_PBX_SHIFT", "0"))
SIP_PORT, AMI_PORT, HTTP_PORT, HTTPS_PORT = 16060 + SHIFT, 16038 + SHIFT, 16088 + SHIFT, 16089 + SHIFT
AMI_TLS_PORT = 16039 + SHIFT
RTP_PORTS = (26000 + SHIFT, 27998 + SHIFT)
CUSTOMER_PORT, CROWD_PORT = 16300 + SHIFT, 16302 + SHIFT
SOFTPHONE = f"ws://{IP}:{HTTP_PORT}/ws"
SOFTPHONE_TLS = f"wss://{IP}:{HTTPS_PORT}/ws"
CROWD = f"[{{code}}](agent-desk-phone)\naors={{code}}\n[{{code}}]\ntype=aor\ncontact=sip:{{code}}@{IP}:{CROWD_PORT}\n\n"
AMI_USER, AMI_SECRET, PHONE_SECRET = "agent-desk", "rig-manager-secret", "rig-phone-secret"
QUEUES = ("account", "credit")
AGENTS = tuple(str(code) for code in range(8001, 8007))
RING_S = 6
PARK_S = 12
INSTALL_S = 240


CDR = (
    "account",
    "from",
    "to",
    "context",
    "clid",
    "channel",
    "to_channel",
    "app",
    "data",
    "start",
    "answer",
    "end",
    "duration_s",
    "talk_s",
    "disposition",
    "flags",
    "uniqueid",
)


class Unavailable(Exception):
    """The rig cannot be had on this machine; the sentence says why."""


def _home() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("AGENT_DESK_PBX", Path(cache) / "agent-desk-pbx"))


@dataclass
class Rig:
    """One Asterisk. `root` is its chroot; a lock keeps a second user of the same chroot waiting."""

    home: Path = field(default_factory=_home)

    @property
    def root(self) -> Path:
        """The chroot."""
        return self.home / "root"

    @property
    def authority(self) -> Path:
        """Who vouches for its encrypted web socket."""
        return self.root / "etc/asterisk/authority.pem"

    @property
    def url(self) -> str:
        """Its address for a hub."""
        return self.url_at(AMI_PORT, softphone=SOFTPHONE)

    def url_at(self, port: int, **options: str) -> str:
        """Its address through another port."""
        more = "&".join(f"{name}={value}" for name, value in options.items())
        return f"asterisk://{AMI_USER}:{AMI_SECRET}@{IP}:{port}" + (f"?{more}" if more else "")

    # ------------------------------------------------------------------ install

    def install(self) -> None:
        """Bring what is missing. Raises Unavailable."""
        if os.geteuid() != 0:
            raise Unavailable("The rig needs root: it puts Asterisk into a chroot.")
        self.home.mkdir(parents=True, exist_ok=True)
        self._host_packages()
        if not (self.root / ".bootstrapped").exists():
            shutil.rmtree(self.root, ignore_errors=True)
            self._run(
                "Debian's mirror does not give a base system",
                "debootstrap",
                "--variant=minbase",
                SUITE,
                str(self.root),
                *_mirror(),
            )
            (self.root / ".bootstrapped").touch()
        if not (self.root / "usr/sbin/asterisk").exists():
            self._install_asterisk()

    def _host_packages(self) -> None:
        missing = [
            name
            for name, tool in zip(HOST_PACKAGES, ("debootstrap", "sipp", "baresip"), strict=True)
            if shutil.which(tool) is None
        ]
        if missing:
            self._run("Debian's package lists cannot be read", "apt-get", "update", "-qq")
            self._run(
                f"Debian's mirror does not give {', '.join(missing)}",
                "apt-get",
                "install",
                "-y",
                "-qq",
                "--no-install-recommends",
                *missing,
            )

    def _install_asterisk(self) -> None:
        policy = self.root / "usr/sbin/policy-rc.d"
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
        if not (self.root / "etc/resolv.conf").read_text() and Path("/etc/resolv.conf").exists():
            shutil.copy("/etc/resolv.conf", self.root / "etc/resolv.conf")
        why = "Debian's mirror does not give Asterisk"
        if "asterisk:" not in (self.root / "etc/passwd").read_text():
            self._inside(why, "groupadd", "-g", str(UID), "asterisk")
            self._inside(why, "useradd", "-r", "-u", str(UID), "-g", "asterisk", "-d", "/var/lib/asterisk", "asterisk")
        # The lists that debootstrap fetched and checked are used as they are.
        self._inside(why, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES)
        self._inside(why, "apt-get", "clean")

    def _inside(self, why: str, *command: str) -> None:
        self._run(why, "chroot", str(self.root), "env", "DEBIAN_FRONTEND=noninteractive", *command)

    def _run(self, why: str, *command: str) -> None:
        log = self.home / "install.log"
        with log.open("ab") as stream:
            try:
                done = subprocess.run(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=stream,
                    stderr=stream,
                    env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                    timeout=INSTALL_S,
                )
            except subprocess.TimeoutExpired:
                raise Unavailable(f"{why}: not within {INSTALL_S} seconds.") from None
        if done.returncode:
            said = log.read_text(errors="replace").strip().splitlines()
            raise Unavailable(f"{why}: {said[-1] if said else command[0]}")

    # ------------------------------------------------------------------ configuration

    def configure(self, crowd: int = 0, announced: Sequence[str] = ("credit",)) -> None:
        """Our own files by the product's command, beside a small base; music made here.

        `crowd`: so many more telephones, all of them one SIPp at CROWD_PORT, for loads. `announced`: queues whose callers
        hear first that they are recorded.
        """
        etc = self.root / "etc/asterisk"
        shutil.rmtree(etc, ignore_errors=True)
        etc.mkdir()
        modules = next(self.root.glob("usr/lib/*/asterisk/modules")).relative_to(self.root)
        words = {
            "IP": IP,
            "TRUNK_IP": TRUNK_IP,
            "SIP_PORT": SIP_PORT,
            "AMI_PORT": AMI_PORT,
            "RTP_START": RTP_PORTS[0],
            "RTP_END": RTP_PORTS[1],
            "CUSTOMER_PORT": CUSTOMER_PORT,
            "HTTP_PORT": HTTP_PORT,
            "HTTPS_PORT": HTTPS_PORT,
            "MODULES": f"/{modules}",
            "AMI_TLS_PORT": AMI_TLS_PORT,
        }
        for base in (HERE / "conf").glob("*.conf"):
            text = base.read_text()
            for word, value in words.items():
                text = text.replace(f"@{word}@", str(value))
            (etc / base.name).write_text(text)
        for name, text in files(replace(centre(), announced=announced)).items():
            (etc / name).write_text(text)
        issued(etc, "rig")
        (etc / "pjsip_crowd.conf").write_text("".join(CROWD.format(code=code) for code in crowd_codes(crowd)))
        tone(self.root / "var/lib/asterisk/moh/rig/tone.ulaw", 10.0, 300.0, 400.0)
        sounds = self.root / "usr/share/asterisk/sounds/agent-desk"
        shutil.rmtree(sounds, ignore_errors=True)
        for name in sounds_of(VOICE):  # placeholders: the bank has its own
            tone(sounds / f"{name}.ulaw", 0.2, 440.0)
        tone(self.root / f"usr/share/asterisk/sounds/{ANNOUNCEMENT}.ulaw", 1.2, 850.0)
        (self.root / "etc/resolv.conf").write_text("")  # no look-up leaves the machine
        for folder in ("run/asterisk", "var/spool/asterisk", "var/log/asterisk", "var/lib/asterisk", "etc/asterisk"):
            (self.root / folder).mkdir(parents=True, exist_ok=True)
            self._run("Asterisk's folders", "chown", "-R", f"{UID}:{UID}", str(self.root / folder))

    # ------------------------------------------------------------------ start and stop

    @property
    def _pid_file(self) -> Path:
        return self.home / "asterisk.pid"

    @property
    def pid(self) -> int:
        """Of the running Asterisk; 0 for none."""
        try:
            pid = int(self._pid_file.read_text())
            name = Path(f"/proc/{pid}/comm").read_text().strip()
        except (OSError, ValueError):
            return 0
        return pid if name == "asterisk" else 0

    def start(self, fresh: bool = True) -> None:
        """Start, and wait until it is booted. `fresh`: without log, registrations and data base of an earlier run."""
        if self.pid:
            return
        if fresh:
            for old in [
                *self.root.glob("var/lib/asterisk/astdb.sqlite3*"),
                *self.root.glob("var/log/asterisk/queue_log*"),
                *self.root.glob("var/log/asterisk/cdr-csv/*"),
            ]:
                old.unlink()
        with (self.home / "asterisk.out").open("ab") as out:
            process = subprocess.Popen(
                ["chroot", str(self.root), "/usr/sbin/asterisk", "-f", "-U", "asterisk", "-G", "asterisk"],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        self._pid_file.write_text(str(process.pid))

        def booted() -> bool:
            if process.poll() is not None:
                raise Unavailable(f"Asterisk does not start: {(self.home / 'asterisk.out').read_text()[-500:]}")
            return "fully booted" in self.cli("core waitfullybooted")

        until(booted, "Asterisk's start", within_s=30)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the Asterisk that we started."""
        pid = self.pid
        if not pid:
            return
        os.kill(pid, how)
        until(lambda: _gone(pid), "Asterisk's end", within_s=20)
        self._pid_file.unlink(missing_ok=True)

    def kill(self) -> None:
        """As a power cut."""
        self.stop(signal.SIGKILL)

    def cli(self, command: str) -> str:
        """One command on Asterisk's own console."""
        done = subprocess.run(
            ["chroot", str(self.root), "/usr/sbin/asterisk", "-rx", command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=20,
        )
        return done.stdout

    def queue_log(self) -> list[list[str]]:
        """Lines of Asterisk's own log of its queues, split: time, call, queue, member, event, data."""
        log = self.root / "var/log/asterisk/queue_log"
        lines = log.read_text().splitlines() if log.exists() else []
        return [line.split("|") for line in lines if line.count("|") >= 4]

    def cdr(self) -> list[dict[str, str]]:
        """Asterisk's own records of calls, queues or not."""
        log = self.root / "var/log/asterisk/cdr-csv/Master.csv"
        lines = csv.reader(log.read_text().splitlines()) if log.exists() else ()
        return [dict(zip(CDR, line, strict=False)) for line in lines]

    @contextmanager
    def held(self, wait_s: float = 600.0) -> Iterator["Rig"]:
        """The rig for this process alone."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "lock").open("w") as lock:
            deadline = time.monotonic() + wait_s
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except OSError:
                    if time.monotonic() > deadline:
                        raise Unavailable("Somebody else uses the rig on this machine.") from None
                    time.sleep(0.5)
            yield self


def crowd_codes(size: int) -> list[str]:
    """Agents of a crowd."""
    return [str(9000 + number) for number in range(1, size + 1)]


def centre() -> Centre:
    """What the rig's own files are made from."""
    return Centre(
        address=Address(host=IP, port=AMI_PORT, user=AMI_USER, secret=AMI_SECRET, softphone=SOFTPHONE),
        queues=(*QUEUES, *VOICE_QUEUES),
        voice=VOICE,
        zone="Asia/Shanghai",
        announced=("credit",),
        agents=dict.fromkeys(AGENTS, PHONE_SECRET),
        numbers={"95500": "account", "95501": "credit"},
        permitted=("127.0.0.0/255.0.0.0",),
        ring_s=RING_S,
        dial_s=RING_S,
        park_s=PARK_S,
        phone_options=("transport=transport-udp", f"media_address={IP}", "bind_rtp_to_media_address=yes"),
    )


def _gone(pid: int) -> bool:
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    return not Path(f"/proc/{pid}").exists()


def _mirror() -> list[str]:
    """The mirror that this machine uses for itself; none: debootstrap's own."""
    if mirror := os.environ.get("AGENT_DESK_PBX_MIRROR"):
        return [mirror]
    for source in sorted(Path("/etc/apt").rglob("*.sources")):
        for line in source.read_text(errors="replace").splitlines():
            if line.startswith("URIs:") and line.rstrip().endswith("/debian"):
                return [line.split()[1]]
    return []


def _ulaw(sample: int) -> int:
    sign, size = (0x80 if sample < 0 else 0), min(abs(sample), 32635) + 132
    exponent = size.bit_length() - 8
    return ~(sign | exponent << 4 | (size >> (exponent + 3)) & 15) & 255


def tone(file: Path, seconds: float, *pitches: float) -> None:
    """A sound of these pitches, as plain u-law."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(
        bytes(
            _ulaw(int(sum(9000 * math.sin(2 * math.pi * pitch * at / 8000) for pitch in pitches) / len(pitches)))
            for at in range(int(8000 * seconds))
        )
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """By hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("deed", choices=("install", "start", "stop", "kill"))
    deed = parser.parse_args(arguments).deed
    rig = Rig()
    try:
        if deed in ("install", "start"):
            rig.install()
        if deed == "start":
            rig.stop()
            rig.configure()
            rig.start()
            sys.stdout.write(f"{rig.url}\n")
        elif deed != "install":
            rig.stop(signal.SIGKILL if deed == "kill" else signal.SIGTERM)
    except Unavailable as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
