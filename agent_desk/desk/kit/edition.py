"""Whether this desk and the hub understand each other: asked before anybody signs in, and again when the hub is back.

Light on purpose: it is asked while the rest of the desk is being loaded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from agent_desk.desk.kit.errors import DeskError, HubRefused
from agent_desk.desk.kit.transport import Transport
from agent_desk.schemas.kit.edition import EDITION, PROGRAM

PATH: Final = "/people/sign-in/edition"
FIRST: Final[Mapping[str, Any]] = {"program": "0.1.0", "edition": 1, "oldest": 1}
"""What a hub speaks that does not know the question."""


class WrongProgram(DeskError):
    """This desk is too old or too new for the hub."""

    def __init__(self, which: str, values: Mapping[str, Any]) -> None:
        self.error_id = f"program.{which}"
        super().__init__(values)


def ask_edition(transport: Transport) -> WrongProgram | None:
    """Return what is wrong between this desk and the hub, None where nothing is. Blocks; raises as Transport."""
    try:
        said = json.loads(transport.send("GET", PATH, None, None))
    except HubRefused:
        said = FIRST
    except ValueError:
        return None
    return judge(said)


def judge(said: object) -> WrongProgram | None:
    """Return the same of a hub's answer (``schemas.people.records.HubEdition``); one that says nothing is taken as right."""
    if not isinstance(said, Mapping):
        return None
    edition, oldest = said.get("edition"), said.get("oldest")
    if not isinstance(edition, int) or not isinstance(oldest, int) or oldest <= EDITION <= edition:
        return None
    which = "too_old" if oldest > EDITION else "too_new"
    place = str(said.get("place", ""))
    values = {
        "own": PROGRAM,
        "hub": said.get("program", ""),
        "ask_zh": said.get("ask_zh") or "系统管理员",
        "ask_en": said.get("ask_en") or "your system administrator",
        "place": place,
    }
    return WrongProgram(f"{which}_at" if place and which == "too_old" else which, values)
