"""Errands: what the desk cannot do itself (let a customer call, let the hub go away) is asked of whoever started us.

One line of JSON out on standard output, one line back on standard input.
"""

from __future__ import annotations

import json
import sys
from typing import IO, Any

from agent_desk.demo.screenshots.camera import Shot


class Errands:
    """The line to the process behind the scenes. Raises EOFError when it has gone."""

    def __init__(self, asks: IO[str] | None = None, hears: IO[str] | None = None) -> None:
        self._asks, self._hears = asks or sys.stdout, hears or sys.stdin

    def cast(self) -> dict[str, Any]:
        """Return whom the screens show, where the hub is, and the password of everybody."""
        return self._ask(order="cast")

    def call(self, queue: str, caller: str) -> str:
        """Somebody calls; the key of the call."""
        return str(self._ask(order="call", queue=queue, caller=caller)["key"])

    def hang_up(self, key: str) -> None:
        """The customer hangs up."""
        self._ask(order="hang_up", key=key)

    def hub(self, *, on: bool) -> None:
        """The hub goes away, or comes back."""
        self._ask(order="hub", on=on)

    def wallboard(self, name: str) -> str:
        """Return the token of a new screen on the wall."""
        return str(self._ask(order="wallboard", name=name)["token"])

    def age(self, agents: dict[str, int] | None = None, calls: dict[str, int] | None = None) -> None:
        """Let states of agents (by login) and calls (by key) have lasted so many seconds longer."""
        self._ask(order="age", agents=agents or {}, calls=calls or {})

    def wrote(self, shot: Shot) -> None:
        """Say that a picture is on the disk."""
        self._say(
            {
                "order": "wrote",
                "name": shot.name,
                "lang": shot.lang,
                "theme": shot.theme,
                "file": shot.file,
                "bytes": shot.bytes,
            }
        )

    def _say(self, words: dict[str, Any]) -> None:
        self._asks.write(json.dumps(words, ensure_ascii=False) + "\n")
        self._asks.flush()

    def _ask(self, **words: Any) -> dict[str, Any]:
        self._say(words)
        line = self._hears.readline()
        if not line:
            raise EOFError("nobody is behind the scenes any more")
        answer: dict[str, Any] = json.loads(line)
        return answer
