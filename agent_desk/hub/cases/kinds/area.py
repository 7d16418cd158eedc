"""Kinds of cases and their registers, as the hub puts them together with the areas."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.cases.kinds import matter
from agent_desk.hub.cases.kinds.loading import seed_kinds
from agent_desk.hub.cases.kinds.service import SECOND
from agent_desk.hub.cases.tasks import matters
from agent_desk.hub.kit.area import Area
from agent_desk.hub.kit.naming import EntityName, of_columns
from agent_desk.models.kinds import CaseKindVersion, KindCase


def _numbered(db: Session, typed: str) -> Iterable[str]:
    return map(str, db.scalars(select(KindCase.id).where(KindCase.number == typed.upper())))


matters.register(matter.CASE)
AREA = Area(
    name="kinds",
    endpoints="agent_desk.hub.cases.kinds.endpoints",
    permissions={
        "kinds.use": (
            "agent",
            "supervisor",
            "reviewer",
            "complaint_handler",
            "knowledge_editor",
            "system_administrator",
        ),
        "kinds.manage": ("system_administrator",),
    },
    offices={"kinds.manage": "system"},
    histories={"case_kind": "kinds.manage"},
    seed_defaults=(seed_kinds,),
    two_persons=(SECOND,),
    names={
        "kind_case": EntityName(names=of_columns(KindCase.id, KindCase.number), find=_numbered, of_customers=True),
        "case_kind": EntityName(names=of_columns(CaseKindVersion.id, CaseKindVersion.code)),
    },
)
