"""What a seat says of itself once somebody has signed in: machine, program, telephone, and a short self-test. Nothing of the person."""

from __future__ import annotations

import logging
import platform
import shutil
import sys
from datetime import UTC, datetime
from typing import Final

from agent_desk.desk.equipment import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.equipment.records import SeatAnnouncement, SelfTest
from agent_desk.schemas.kit.edition import EDITION, PROGRAM
from agent_desk.ui import preflight

log = logging.getLogger(__name__)
LEAST_MIB: Final = 200
"""So much must be free where unsent work lies."""
CLOCK_S: Final = 60.0


def announcement(context: DeskContext) -> SeatAnnouncement:
    """Return it as it is now; looks at the disk, so off the screen thread."""
    off_s = (datetime.now(UTC) - context.hub_now()).total_seconds()
    return SeatAnnouncement(
        machine=platform.node()[:120],
        program=PROGRAM,
        edition=EDITION,
        telephone=context.settings.telephone,
        clock_off_s=round(off_s, 1),
        tests=[
            _disk(context),
            SelfTest(code="clock", good=abs(off_s) < CLOCK_S, detail=f"{off_s:+.0f} s"),
            _sound(),
        ],
    )


def announce(context: DeskContext) -> None:
    """Tell the hub. Blocks; raises what Api raises."""
    operations.announce(context.api, announcement(context))


def _disk(context: DeskContext) -> SelfTest:
    try:
        free = shutil.disk_usage(context.settings.data_dir).free // 2**20
    except OSError as fault:
        return SelfTest(code="disk", good=False, detail=(fault.strerror or "")[:120])
    return SelfTest(code="disk", good=free >= LEAST_MIB, detail=f"{free} MiB")


def _sound() -> SelfTest:
    """Windows and macOS bring what sound needs."""
    absent = preflight.missing(preflight.SOUND) if sys.platform.startswith("linux") else []
    return SelfTest(code="sound", good=not absent, detail=" ".join(absent)[:120])
