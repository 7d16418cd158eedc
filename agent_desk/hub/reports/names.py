"""What reports are called: kept ones by their name, others by whose calls they show."""

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import select

from agent_desk.hub.kit.naming import Called, EntityName, Naming, of_columns
from agent_desk.models.calls.calls import Queue
from agent_desk.models.people import Person, Team
from agent_desk.models.reports import SavedReport
from agent_desk.schemas.cases.statistics import SHEET, STATISTICS

_CENTRE: Final[Called] = ("全中心", "Whole centre")
TITLE: Final = SHEET["title"]


def _whose(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    named = {"centre": _CENTRE, STATISTICS: (TITLE.zh, TITLE.en)}
    of: dict[str, list[str]] = {}
    for one in wanted:
        kind, _, code = one.partition(":")
        of.setdefault(kind, []).append(code)
    queues = naming.db.execute(
        select(Queue.code, Queue.name_zh, Queue.name_en).where(Queue.code.in_(of.get("queue", [])))
    )
    teams = naming.db.execute(select(Team.code, Team.name_zh, Team.name_en).where(Team.code.in_(of.get("team", []))))
    people = naming.db.execute(
        select(Person.agent_code, Person.name, Person.name_en).where(Person.agent_code.in_(of.get("agent", [])))
    )
    for kind, rows in (("queue", queues), ("team", teams), ("agent", people)):
        named |= {f"{kind}:{code}": (zh, en or zh) for code, zh, en in rows}
    return {one: named[one] for one in wanted if one in named}


NAMES: Final[Mapping[str, EntityName]] = {
    "report": EntityName(names=_whose, by_code=True),
    "saved_report": EntityName(names=of_columns(SavedReport.id, SavedReport.name)),
}
