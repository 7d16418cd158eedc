"""The clocks compared on a timer: what is wrong is told to an administrator, and when it is right again."""

import uuid
from datetime import datetime, timedelta
from typing import Final

import structlog

from agent_desk.hub.kit.clock import ahead
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.trusted_clock import MARK, ClockNotTrusted, ClockState, Why, look, mark
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind, end, put, register

_MARKED_EVERY: Final = timedelta(minutes=1)
WRONG: Final = register(WorkKind("clock_doubt"))
_ROW: Final = uuid.UUID(int=1)
_TITLE: Final = (
    "时钟可疑（{why}）：已停止一切按时间的删除，请核对中心服务与数据库的时钟",
    "The clock is in doubt ({why}): nothing is deleted by its age; see to the clocks of hub and database",
)

log = structlog.get_logger()


def accept(unit: Unit, hub_context: HubContext) -> ClockState:
    """Say that the clock is right now, whatever was before. Raises ClockNotTrusted where hub and database differ."""
    state = look(hub_context, unit.db)
    if state.why == "differs":
        raise ClockNotTrusted(why=state.why, seconds=state.seconds)
    mark(unit.db, state.at - ahead())
    unit.audit("settings.clock", "setting", MARK, state=state.why, difference_s=state.difference_s)
    end(unit, WRONG, _ROW)
    return state


class ClockWatch:
    """Compares on a timer, and tells when something becomes wrong or right."""

    def __init__(self, hub_context: HubContext) -> None:
        self._hub_context = hub_context
        self._why: Why = ""
        self._warned = False
        self._marked_at: datetime | None = None

    def look(self, *, marks: bool) -> ClockState:
        """Compare once. `marks`: this process also writes down that the clock is right."""
        with self._hub_context.database.read() as db:
            state = look(self._hub_context, db)
        if state.why != self._why:
            self._tell(state, marks)
            self._why = state.why
        late = abs(state.difference_s) > self._hub_context.settings.clock_warn_s
        if late and not self._warned and not state.why:
            log.warning("the clocks of hub and database drift apart", difference_s=round(state.difference_s, 1))
        self._warned = late
        if marks and not state.why and (self._marked_at is None or state.at - self._marked_at >= _MARKED_EVERY):
            with self._hub_context.database.write() as db:
                mark(db, state.at - ahead())
            self._marked_at = state.at
        return state

    def _tell(self, state: ClockState, marks: bool) -> None:
        if state.why:
            log.error("the clock is in doubt: nothing is deleted by its age", why=state.why, seconds=state.seconds)
        else:
            log.info("the clock is right again")
        if not marks:
            return
        with self._hub_context.database.write() as db:
            unit = Unit(db=db, now=self._hub_context.now(), jobs=self._hub_context.jobs, context=self._hub_context)
            if state.why:
                title = tuple(words.format(why=state.why) for words in _TITLE)
                put(unit, WRONG, _ROW, (title[0], title[1]), permission="settings.manage", priority=3)
            else:
                end(unit, WRONG, _ROW)
