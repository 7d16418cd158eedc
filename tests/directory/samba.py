"""Active Directory: a Samba domain controller from Debian, made from nothing.

Its ports are fixed (389, 636, 88), so it runs where nobody else does: in a network namespace of its own (`.ci/nightly`).
"""

import os
import shutil
import signal
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.directory.slapd import Unavailable
from tests.fixtures.certificates import issued
from tests.fixtures.waiting import until

PACKAGES: Final = ("samba-ad-dc", "samba-ad-provision", "winbind")
BASE, REALM, DOMAIN = "DC=bank,DC=test", "BANK.TEST", "BANK"
HUB, RIGHT, ROOT = "agent-desk", "Right-9x-Right", "Passw0rd!x-root"
HUB_SECRET = "Hub-9x-Secret"
PROVISION_S = 600
_TLS: Final = {"certfile": "dc.pem", "keyfile": "dc.key", "cafile": "authority.pem"}


@dataclass
class Samba:
    """One domain controller on loopback, in a folder of its own."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def _conf(self) -> str:
        return str(self.folder / "etc" / "smb.conf")

    @property
    def authorities(self) -> str:
        return str(self.folder / "authority.pem")

    def start(self) -> "Samba":
        if shutil.which("samba", path="/usr/sbin:/usr/bin") is None or shutil.which("samba-tool") is None:
            raise Unavailable(f"Samba is not installed; please install {' '.join(PACKAGES)}.")
        if os.geteuid() != 0:
            raise Unavailable("Samba needs root.")
        self._provision()
        # The certificate that Samba makes for itself names nobody who is asked for.
        issued(self.folder, "dc")
        (self.folder / "dc.key").chmod(0o600)
        self.process = subprocess.Popen(
            [
                *("/usr/sbin/samba", "-F", "--no-process-group", "-s", self._conf),
                f"--option=pid directory={self.folder}",
                *(f"--option=tls {name}={self.folder / file}" for name, file in _TLS.items()),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until(self._listens, "Samba's start", within_s=60)
        return self

    def stop(self) -> None:
        """End the parent and, of its own session, whoever of its processes is left."""
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(20)
            finally:
                try:
                    os.killpg(self.process.pid, signal.SIGKILL)
                except ProcessLookupError:
                    self.process = None

    def tool(self, *words: str) -> None:
        """An administrator's command in the domain."""
        done = subprocess.run(["samba-tool", *words, "-s", self._conf], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, f"{' '.join(words[:3])}: {done.stdout}{done.stderr}"

    def _provision(self) -> None:
        """Make the domain in the very place where it runs: its files name each other by their whole paths."""
        if (self.folder / "etc" / "smb.conf").exists():
            return
        done = subprocess.run(
            [
                *("samba-tool", "domain", "provision", f"--realm={REALM}", f"--domain={DOMAIN}", f"--adminpass={ROOT}"),
                *("--server-role=dc", "--dns-backend=NONE", f"--targetdir={self.folder}", "--host-name=dc1"),
                *(
                    "--host-ip=127.0.0.1",
                    "--use-rfc2307",
                    "--option=interfaces=lo",
                    "--option=bind interfaces only=yes",
                ),
                "--option=server services=ldap,cldap,kdc,rpc,winbindd",
            ],
            capture_output=True,
            text=True,
            timeout=PROVISION_S,
        )
        if done.returncode:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise Unavailable(f"the domain is not made: {done.stderr.strip()[-300:]}")

    def _listens(self) -> bool:
        assert self.process is not None
        if self.process.poll() is not None:
            raise Unavailable(f"Samba does not start (status {self.process.returncode}).")
        with socket.socket() as one:
            one.settimeout(1)
            return one.connect_ex(("127.0.0.1", 636)) == 0
