"""That the time of a case runs out is told at 50, 80 and 100 percent, once each, and in office hours alone."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from agent_desk.hub.cases import warning_duty
from agent_desk.hub.cases.kinds import service
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.models.kinds import KindCase, KindCaseEvent
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.cases.kinds.records import NewCase
from tests.fixtures.kinds import publish, small_kind
from tests.fixtures.people import Staff

ZONE = ZoneInfo("Asia/Shanghai")


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=ZONE).astimezone(UTC)


def test_it_is_told_once_each_and_in_office_hours(
    hub_context: HubContext, database: Database, staff: Staff, in_unit: Callable[..., Any]
) -> None:
    caller = staff.caller("ann", "supervisor")
    with database.write() as db:
        publish(db, small_kind("supervisor"))
    # Monday 10:00 with five days: due on Sunday at the first minute; half of it is gone on Thursday night.
    form = NewCase(kind="errand", fields={"what": "换锁"})
    case = in_unit(service.open_case, form, caller=caller, now=at(7, 10))
    assert case.due_at == at(13, 0)
    told = []
    for moment in (at(9, 10), at(10, 7), at(10, 10), at(10, 16), at(11, 16), at(12, 10), at(14, 10), at(14, 11)):
        told.append(warning_duty.warn(hub_context, moment))
    # Friday 16:00 is short of 80 percent, Saturday is off, Monday tells that it is over.
    assert told == [0, 0, 1, 0, 0, 0, 1, 0]
    with database.read() as db:
        row = db.scalars(select(KindCase)).one()
        lines = db.scalars(
            select(KindCaseEvent.detail).where(KindCaseEvent.kind == "warned").order_by(KindCaseEvent.at)
        )
        item = db.scalars(select(WorkItem).where(WorkItem.kind == "kind_case")).one()
        assert row.warned == 100 and [one["what"] for one in lines] == ["50 %", "100 %"]
        assert (item.priority, item.roles, item.due_at) == (3, ["supervisor"], case.due_at)
        above = db.scalars(select(WorkItem).where(WorkItem.kind == "kind_time")).one()
        assert (above.permission, above.team_id, above.priority) == ("cases.approve", None, 3), (
            "nobody has it: all who lead"
        )
