"""A certified OpenID provider from npm, run by Node on loopback; and a browser's way through its pages."""

import base64
import hashlib
import json
import os
import re
import secrets
import shutil
import subprocess
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import requests

from tests.directory.slapd import Unavailable, free_port
from tests.fixtures.waiting import patience

FOLDER = Path(__file__).parent / "provider"
CLIENT = "agent-desk"
REDIRECT = "http://127.0.0.1:49152/signed-in"
PEOPLE: dict[str, dict[str, Any]] = {
    "zhang": {"name": "张三", "preferred_username": "zhang", "groups": ["hotline-agents"]},
    "li": {"name": "李四", "preferred_username": "li", "groups": ["hotline-leaders", "everybody"]},
    "nameless": {"name": "无名"},
}


def install() -> None:
    """Bring the provider's packages where they are missing. Raises Unavailable."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise Unavailable("Node and npm are not installed; please install nodejs and npm.")
    lock = FOLDER / "package-lock.json"
    mark = FOLDER / "node_modules" / ".installed-for"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if mark.exists() and mark.read_text() == wanted:
        return
    done = subprocess.run(
        ["npm", "ci", "--omit=dev", "--no-audit", "--no-fund", "--ignore-scripts"],
        cwd=FOLDER,
        capture_output=True,
        text=True,
        timeout=300,
    )
    if done.returncode:
        raise Unavailable(f"npm does not give the OpenID provider: {done.stderr.strip()[-300:]}")
    mark.write_text(wanted)


@dataclass
class Provider:
    """One provider. `options`: `conform` (claims by userinfo alone), `secret` (a client that has one), `kid`."""

    options: dict[str, Any] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, **options: Any) -> "Provider":
        self.options |= options
        node = shutil.which("node")
        assert node is not None
        self.process = subprocess.Popen(
            [node, "provider.mjs", str(self.port)],
            cwd=FOLDER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"NODE_NO_WARNINGS": "1"},
        )
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps({"people": PEOPLE, "client": CLIENT, **self.options}))
        self.process.stdin.close()
        # Said once it listens; an end of the file says that it has ended.
        for line in self.process.stdout:
            if line.strip() == "ready":
                return self
        raise Unavailable(f"the OpenID provider does not start (status {self.process.wait(10)}).")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)
            assert self.process.stdout is not None
            self.process.stdout.close()
            self.process = None


def challenge_of(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


@dataclass
class Browser:
    """Goes through the provider's pages as a person does, up to where it would leave for the seat."""

    session: requests.Session = field(default_factory=requests.Session)

    def go(self, url: str, login: str) -> str:
        """Return the address that leads back to the seat."""
        answer = self.session.get(url, allow_redirects=False, timeout=patience(10))
        for _ in range(15):
            if answer.is_redirect:
                where = urljoin(answer.url, answer.headers["location"])
                if urlsplit(where).path == "/signed-in":
                    return where
                answer = self.session.get(where, allow_redirects=False, timeout=patience(10))
                continue
            form = re.search(r'action="([^"]+)"', answer.text)
            assert form is not None, answer.text[:500]
            said = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', answer.text))
            if 'name="login"' in answer.text:
                said |= {"login": login, "password": "any"}
            answer = self.session.post(
                urljoin(answer.url, unescape(form[1])), data=said, allow_redirects=False, timeout=patience(10)
            )
        raise AssertionError("the provider's pages lead nowhere")


@dataclass
class SeatSide:
    """What a seat makes for one sign-in and nobody else knows."""

    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    state: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    def came_back(self, where: str) -> dict[str, str]:
        """Return what the address back to the seat says; fails for another sign-in's."""
        said = {name: values[0] for name, values in parse_qs(urlsplit(where).query).items()}
        assert said["state"] == self.state
        return said
