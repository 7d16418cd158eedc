"""The voice plan as a setting of the centre: read, changed by version, shown before it is applied, and what was applied last."""

import difflib
import uuid
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.voice_plan.text import tree
from agent_desk.hub.customers.views import customer_words
from agent_desk.hub.exchange.connect import plan_text
from agent_desk.hub.exchange.protocol.plan_rules import PLAN_FILE, MenuSite, faults, sounds_of
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.public_holidays import HOLIDAYS, PUBLISHED, WORKDAYS
from agent_desk.hub.kit.records import require_version
from agent_desk.hub.kit.settings_store import put_document
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Queue
from agent_desk.models.kit import Setting
from agent_desk.schemas.calls.changes import VoicePlanChanged
from agent_desk.schemas.calls.voice_plan import (
    CallerRule,
    QueueName,
    SpecialDay,
    VoicePlan,
    VoicePlanDraft,
    VoicePlanForm,
    VoicePlanView,
)
from agent_desk.schemas.customers.records import CustomerWords
from agent_desk.schemas.planning.settings import CALENDAR, CentreCalendar

PLAN: Final = "voice_plan"
APPLIED: Final = "voice_plan.applied"
GIVEN: Final = "queues"
LIST: Final = uuid.UUID(int=0)
CALLERS: Final = {
    "known": ("已知客户", "Known customer"),
    "unknown": ("未知来电人", "Not known"),
    "withheld": ("未显示号码", "Number withheld"),
}


def plan_of(db: Session) -> tuple[VoicePlan, int]:
    """Return the plan that holds and its version; an empty one of version 0 where there is none yet."""
    row = db.get(Setting, PLAN)
    return (VoicePlan.model_validate(row.value), row.version) if row is not None else (VoicePlan(), 0)


def rules_of(db: Session) -> list[CallerRule]:
    """Return the rules about callers alone: asked for each call, so the rest of the plan is neither read nor checked."""
    rules = db.scalar(select(Setting.value["callers"]).where(Setting.key == PLAN))
    return [CallerRule.model_validate(one) for one in rules or ()]


def view(db: Session, zone: str, *, can_apply: bool = False) -> VoicePlanView:
    """Return the plan in words, and what applying it would change in the exchange's file."""
    plan, version = plan_of(db)
    return _view(db, zone, plan, version).model_copy(update={"can_apply": can_apply})


def preview(db: Session, zone: str, draft: VoicePlanDraft, today: date) -> VoicePlanView:
    """As `view`, of a plan that is not saved. Years whose public days are not published (yet) give none."""
    own = settings_in_force.read(db, CALENDAR)
    named = {day.year for day in own.days_off() | own.days_worked()}
    known = [year for year in draft.public_days if year in PUBLISHED or year in named]
    plan = with_public_days(draft.plan, known, today, own) if known else draft.plan
    return _view(db, zone, plan, plan_of(db)[1])


def _view(db: Session, zone: str, plan: VoicePlan, version: int) -> VoicePlanView:
    names = {row.code: (row.name_zh, row.name_en) for row in db.scalars(_active())}
    who = callers(customer_words(db))
    said = names | {one.code: (one.name_zh, one.name_en) for one in who}
    applied, wrong = db.get(Setting, APPLIED), faults(plan, list(names))
    return VoicePlanView(
        plan=plan,
        version=version,
        tree_zh=tree(plan, said, chinese=True),
        tree_en=tree(plan, said, chinese=False),
        diff=[] if wrong else difference(db, site_of(db, zone), plan),
        sounds=sounds_of(plan),
        faults_en=wrong,
        faults_zh=faults(plan, list(names), chinese=True),
        callers=who,
        queues=[QueueName(code=code, name_zh=zh, name_en=en) for code, (zh, en) in names.items()],
        applied_at=applied.changed_at if applied is not None else None,
        applied_version=applied.value["version"] if applied is not None else None,
    )


def callers(listed: CustomerWords) -> list[QueueName]:
    """Return who a rule can ask for, in words: each care flag and level of the bank, and whether the number is one customer's."""
    flags = [QueueName(code=f"flag:{one.code}", name_zh=one.name_zh, name_en=one.name_en) for one in listed.care_flags]
    levels = [QueueName(code=f"level:{one.code}", name_zh=one.name_zh, name_en=one.name_en) for one in listed.levels]
    others = [QueueName(code=code, name_zh=zh, name_en=en) for code, (zh, en) in CALLERS.items()]
    return [*flags, *levels, *others]


def save(unit: Unit, form: VoicePlanForm, zone: str) -> VoicePlanView:
    """Return the plan anew. Nothing reaches the exchange by it. Raises InvalidForm with what cannot hold together, StaleVersion."""
    row = unit.db.get(Setting, PLAN, with_for_update=True)
    version = row.version if row is not None else 0
    require_version(version, form.version, lambda: VoicePlanForm(plan=plan_of(unit.db)[0], version=version))
    if wrong := faults(form.plan, queues_of(unit.db)):
        raise InvalidForm({"plan": "; ".join(wrong)})
    after = form.plan.model_dump(mode="json")
    before = row.value if row is not None else None
    if before != after:
        row = put_document(unit, row, PLAN, after)
        unit.audit("settings.voice_plan", "setting", PLAN, version=row.version, before=before, after=after)
        unit.change(VoicePlanChanged(id=LIST, version=row.version), to=["perm:settings.manage"])
    return view(unit.db, zone)


def queues_of(db: Session) -> list[str]:
    """Codes of the active queues."""
    return [row.code for row in db.scalars(_active())]


def _active() -> Select[Queue]:
    return select(Queue).where(Queue.active).order_by(Queue.position, Queue.code)


# ---------------------------------------------------------------------- the exchange's file


def site_of(db: Session, zone: str, **given: Any) -> MenuSite:
    """Return where the file goes: as it was applied last, but for what is given; `zone` is the centre's."""
    applied = db.get(Setting, APPLIED)
    before = applied.value["site"] if applied is not None else {}
    return MenuSite(**{**before, **{name: value for name, value in given.items() if value is not None}, "zone": zone})


def text_of(db: Session, site: MenuSite) -> str:
    """Return the file as the plan that holds makes it."""
    return _text(db, site, plan_of(db)[0])


def _text(db: Session, site: MenuSite, plan: VoicePlan) -> str:
    active = list(db.scalars(_active()))
    return plan_text(plan, site, [one.code for one in active], {one.code for one in active if one.recording_announced})


def difference(db: Session, site: MenuSite, plan: VoicePlan | None = None) -> list[str]:
    """Unified difference of the file against the one applied last; empty where they agree. `plan`: not the one that holds."""
    applied = db.get(Setting, APPLIED)
    before = applied.value["text"] if applied is not None else ""
    after = _text(db, site, plan if plan is not None else plan_of(db)[0])
    return list(
        difflib.unified_diff(
            before.splitlines(), after.splitlines(), f"{PLAN_FILE} (applied)", f"{PLAN_FILE} (now)", lineterm="", n=2
        )
    )


def applied(unit: Unit, site: MenuSite, text: str, queues: Sequence[str] | None = None) -> list[str]:
    """Write down what has been applied: for the next difference, and for who asks later. Return the queues that came with it.

    `queues`: those that the exchange was given with it; None where it was given the plan alone.
    """
    _, version = plan_of(unit.db)
    row = unit.db.get(Setting, APPLIED, with_for_update=True)
    before = row.value.get(GIVEN, []) if row is not None else []
    given = before if queues is None else list(queues)
    put_document(unit, row, APPLIED, {"text": text, "site": asdict(site), "version": version, GIVEN: given})
    unit.audit("settings.voice_plan_applied", "setting", APPLIED, version=version)
    unit.change(VoicePlanChanged(id=LIST, version=version), to=["perm:settings.manage"])
    return [queue for queue in given if queue not in before]


# ---------------------------------------------------------------------- public days


NOTHING_OF_ITS_OWN: Final = CentreCalendar()
_OWN_NAME: Final = "本行工作日历"


def public_days(year: int, own: CentreCalendar = NOTHING_OF_ITS_OWN) -> list[SpecialDay]:
    """Return the holidays and make-up workdays of a year: those published by the State Council, and before them the bank's own.

    Raises ValueError for a year of which nothing is published and the bank has named nothing.
    """
    off, worked = own.days_off(), own.days_worked()
    if year not in PUBLISHED and not any(day.year == year for day in off | worked):
        raise ValueError(f"The public holidays of {year} are not known: give them as days of the plan.")
    found = {day: SpecialDay(day=day, name=name) for day, name in HOLIDAYS.items()}
    found |= {day: SpecialDay(day=day, as_weekday=1, name=name) for day, name in WORKDAYS.items()}
    found |= {day: SpecialDay(day=day, name=found[day].name if day in found else _OWN_NAME) for day in off}
    found |= {day: SpecialDay(day=day, as_weekday=1, name=_OWN_NAME) for day in worked}
    return [found[day] for day in sorted(found) if day.year == year]


def with_public_days(
    plan: VoicePlan, years: list[int], today: date, calendar: CentreCalendar = NOTHING_OF_ITS_OWN
) -> VoicePlan:
    """Return the plan with the public days of these years; days that the plan names itself stay, days that are over go."""
    own = {one.day: one for one in plan.days}
    for year in years:
        own = {one.day: one for one in public_days(year, calendar)} | own
    return plan.model_copy(update={"days": sorted((d for d in own.values() if d.day >= today), key=lambda d: d.day)})
