"""Checks of seats: programs that are too old or new, self-tests that failed, clocks that are wrong."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from agent_desk.hub.equipment.seats import edition_state
from agent_desk.hub.kit.health.check import Check, Look, Seen
from agent_desk.models.equipment import WorkSeat
from agent_desk.schemas.kit.settings import Words
from agent_desk.schemas.kit.vocabulary import Term

LATELY: Final = timedelta(days=30)
"""A seat that nobody has signed in at for so long says nothing of today."""
OFF_S: Final = 60.0
NAMED: Final = 5


def _seats(look: Look) -> list[WorkSeat]:
    with look.hub.database.read() as db:
        found = list(db.scalars(select(WorkSeat).where(WorkSeat.active, WorkSeat.told_at > look.now - LATELY)))
        db.expunge_all()
    return sorted(found, key=lambda one: one.name)


def _counted(names: list[str]) -> Seen:
    said = ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
    return Seen(value=float(len(names)), said=Words(said, said))


def _versions(look: Look) -> Iterator[Seen]:
    yield _counted([one.name for one in look.once(_seats) if edition_state(one.edition) in ("too_old", "too_new")])


def _tests(look: Look) -> Iterator[Seen]:
    yield _counted([one.name for one in look.once(_seats) if not all(good for _code, good, _detail in one.tests)])


def _clocks(look: Look) -> Iterator[Seen]:
    yield _counted([one.name for one in look.once(_seats) if abs(one.clock_off_s or 0.0) >= OFF_S])


CHECKS: Final[Iterable[Check]] = (
    Check(
        term=Term(
            "seat_programs",
            "程序过旧或过新的席位",
            "Seats with a wrong program",
            icon="monitor",
            help_zh="在这些席位上安装与中心服务配套的程序；安装位置在“坐席程序”页。",
            help_en="Install the program that goes with the hubs at these seats; where it lies stands on the page Desk program.",
        ),
        group="versions",
        where="centre",
        look=_versions,
        unit="count",
        warn=1,
        bad=20,
        every_s=60,
    ),
    Check(
        term=Term(
            "seat_tests",
            "自检未通过的席位",
            "Seats that failed their test",
            icon="headset",
            help_zh="在“席位登记”页查看是哪一项：磁盘已满、时钟不准或声音组件缺失，并到席位处理。",
            help_en="See on the page Register of seats which test it was (disk, clock, sound), and mend it at the seat.",
        ),
        group="seats",
        where="centre",
        look=_tests,
        unit="count",
        warn=1,
        bad=20,
        every_s=60,
    ),
    Check(
        term=Term(
            "seat_clocks",
            "时钟不准的席位",
            "Seats with a wrong clock",
            icon="clock",
            help_zh="在席位计算机上启用时间同步；屏幕时间以中心服务为准，但证书会因时钟错误被拒绝。",
            help_en="Run a time server's client on these machines; the desk shows the hub's time, but "
            "certificates are refused by a wrong clock.",
        ),
        group="clocks",
        where="centre",
        look=_clocks,
        unit="count",
        warn=1,
        bad=20,
        every_s=60,
    ),
)
