"""What administrators and supervisors of the demonstration have set up in the past, through the services: voice plan, saved reports."""

import tomllib
from datetime import timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from agent_desk.demo.data.acting import acting
from agent_desk.demo.data.content import Content, demo_folder
from agent_desk.demo.data.plan import SeedPlan
from agent_desk.hub.calls.voice_plan import plan as voice_plan
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.public_holidays import PUBLISHED
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.reports import saved
from agent_desk.schemas.calls.voice_plan import VoicePlan, VoicePlanForm
from agent_desk.schemas.reports.sheet import ReportChoice, SavedForm

_FIRST_DAYS_AGO, _SECOND_DAYS_AGO = 60, 9
_REPORTS: Final[tuple[dict[str, Any], ...]] = (
    {"name": "每日话务", "choice": {"rows": "interval", "period": "yesterday"}, "every": "daily"},
    {"name": "各队列周报", "choice": {"rows": "queue", "period": "last_week"}, "every": "weekly"},
    {"name": "坐席月报", "choice": {"rows": "agent", "period": "last_month"}, "every": "monthly"},
)
_FOLDER: Final = "the hub's"
"""Services ask whether there is a folder for reports; the demonstration's hub has one."""


def make_settings(db: Session, plan: SeedPlan, content: Content, jobs: Jobs) -> None:
    """A voice plan in its second version, in force, and reports that are made by themselves, each once at the start."""
    administrator = acting(db, content, "system_administrator")[0]
    whole = VoicePlan.model_validate(tomllib.loads((demo_folder() / "voice_plan.toml").read_text(encoding="utf-8")))
    years = [year for year in (plan.today.year, plan.today.year + 1) if year in PUBLISHED]
    latest = voice_plan.with_public_days(whole, years, plan.today)
    _voice_plan(db, plan, jobs, administrator, _FIRST_DAYS_AGO, _as_it_was(latest))
    _voice_plan(db, plan, jobs, administrator, _SECOND_DAYS_AGO, latest)
    unit = Unit(db=db, now=plan.now, jobs=jobs, caller=acting(db, content, "supervisor")[0])
    for one in _REPORTS:
        form = SavedForm(name=one["name"], choice=ReportChoice.model_validate(one["choice"]), every=one["every"])
        made = saved.save(unit, form, plan.zone.key, _FOLDER)
        saved.make_now(unit, made.id, _FOLDER)


def _as_it_was(plan: VoicePlan) -> VoicePlan:
    """Return the plan before call-backs were offered and the busiest queue was relieved."""
    quiet = [one.model_copy(update={"overflow": None, "callback_key": None}) for one in plan.queues]
    return plan.model_copy(update={"queues": quiet})


def _voice_plan(db: Session, plan: SeedPlan, jobs: Jobs, caller: Caller, days_ago: int, whole: VoicePlan) -> None:
    unit = Unit(db=db, now=plan.now - timedelta(days=days_ago), jobs=jobs, caller=caller)
    _, version = voice_plan.plan_of(db)
    voice_plan.save(unit, VoicePlanForm(plan=whole, version=version), plan.zone.key)
    site = voice_plan.site_of(db, plan.zone.key)
    voice_plan.applied(unit, site, voice_plan.text_of(db, site))
