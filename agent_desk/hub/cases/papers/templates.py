"""Templates of letters: drafted, checked, published by two persons, never changed after; the shipped ones are read from files."""

import uuid
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.orm import Session

from agent_desk.hub.calls.views import people_of
from agent_desk.hub.cases.kinds import versions
from agent_desk.hub.cases.kinds.loading import shipped_folder
from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.errors import InvalidForm, NotFound, TransitionRefused
from agent_desk.hub.kit.records import Records, require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.user_files import read_toml
from agent_desk.models.letters import LetterTemplate
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.schemas.cases.kinds.records import VersionOf
from agent_desk.schemas.cases.papers import filling
from agent_desk.schemas.cases.papers.changes import TemplateChanged
from agent_desk.schemas.cases.papers.operations import TEMPLATES
from agent_desk.schemas.cases.papers.records import TemplateChoice, TemplateForm, TemplateRow

COMPLAINT: Final = "complaint"
_TEXTS: Final = ("title_zh", "title_en", "body_zh", "body_en")
RECORDS: Final = Records(
    model=LetterTemplate,
    what="letter_template",
    change=lambda row: TemplateChanged(id=row.id, version=row.version),
    to=(f"perm:{TEMPLATES}",),
)


def in_force(db: Session, about: str) -> list[LetterTemplate]:
    """Return the templates that letters about a complaint, or about cases of a kind, are made of now."""
    newest = (
        select(LetterTemplate)
        .ext(distinct_on(LetterTemplate.code))
        .where(LetterTemplate.state == "published")
        .order_by(LetterTemplate.code, LetterTemplate.number.desc())
    )
    return [one for one in db.scalars(newest) if one.about == about]


def choice(row: LetterTemplate) -> TemplateChoice:
    """Return a template as whoever writes letters sees it."""
    return TemplateChoice(code=row.code, name_zh=row.name_zh, name_en=row.name_en, second=row.second)


def listed(unit: Unit) -> list[TemplateRow]:
    """Return every version of every template, the newest of each first."""
    rows = unit.db.scalars(select(LetterTemplate).order_by(LetterTemplate.code, LetterTemplate.number.desc())).all()
    return [_record(unit, row) for row in rows]


def draft(unit: Unit, form: TemplateForm) -> TemplateRow:
    """Draft the next version. Raises InvalidForm: a place that is not known, a brace that opens none, nothing that it is about."""
    known = _places(unit, form.about)
    if known is None:
        raise InvalidForm({"about": "unknown_kind"})
    faults = {name: fault for name in _TEXTS if (fault := filling.fault_in(getattr(form, name), known))}
    if faults:
        raise InvalidForm(faults)
    found = select(LetterTemplate).where(LetterTemplate.code == form.code, LetterTemplate.state == "draft")
    row = unit.db.scalar(found.with_for_update())
    values = form.model_dump(exclude={"code"})
    if row is None:
        last = unit.db.scalar(select(func.max(LetterTemplate.number)).where(LetterTemplate.code == form.code))
        row = LetterTemplate(
            id=uuid.uuid4(),
            code=form.code,
            number=(last or 0) + 1,
            state="draft",
            made_by_id=unit.me.person_id,
            made_at=unit.now,
            version=1,
            **values,
        )
        unit.db.add(row)
        RECORDS.tell(unit, row, "papers.draft", number=row.number, after=values)
    else:
        before = {name: getattr(row, name) for name in values}
        for name, value in values.items():
            setattr(row, name, value)
        row.made_by_id, row.made_at = unit.me.person_id, unit.now
        RECORDS.close(unit, row, "papers.draft", number=row.number, before=before, after=values)
    return _record(unit, row)


def publish(unit: Unit, code: str, number: int, form: VersionOf) -> TemplateRow:
    """Publish a draft. Raises NotFound, StaleVersion, TransitionRefused (it is none)."""
    row = _open(unit, code, number, form.version)
    row.state = "published"
    RECORDS.close(
        unit, row, "papers.publish", number=row.number, before={"state": "draft"}, after={"state": "published"}
    )
    return _record(unit, row)


def discard(unit: Unit, code: str, number: int, form: VersionOf) -> None:
    """Throw a draft away. Raises NotFound, StaleVersion, TransitionRefused."""
    row = _open(unit, code, number, form.version)
    RECORDS.tell(unit, row, "papers.discard", number=row.number)
    unit.db.execute(delete(LetterTemplate).where(LetterTemplate.id == row.id))


def _open(unit: Unit, code: str, number: int, version: int) -> LetterTemplate:
    found = select(LetterTemplate).where(LetterTemplate.code == code, LetterTemplate.number == number)
    row = unit.db.scalar(found.with_for_update())
    if row is None:
        raise NotFound(what="letter_template")
    require_version(row.version, version, lambda: _record(unit, row))
    if row.state != "draft":
        raise TransitionRefused(state=row.state, trigger="publish")
    return row


def _places(unit: Unit, about: str) -> frozenset[str] | None:
    if about == COMPLAINT:
        return filling.places_of(None)
    row = versions.newest(unit.db).get(about)
    return filling.places_of(versions.kind_of(row)) if row is not None else None


def _record(unit: Unit, row: LetterTemplate) -> TemplateRow:
    people = people_of(unit.db, {row.made_by_id}) if row.made_by_id is not None else {}
    newest = select(func.max(LetterTemplate.number)).where(
        LetterTemplate.code == row.code, LetterTemplate.state == "published"
    )
    return TemplateRow(
        **{
            name: getattr(row, name)
            for name in (*TemplateForm.model_fields, "id", "number", "state", "made_at", "version")
        },
        in_force=row.state == "published" and unit.db.scalar(newest) == row.number,
        places=sorted(_places(unit, row.about) or ()),
        made_by=people.get(row.made_by_id) if row.made_by_id is not None else None,
    )


# ---------------------------------------------------------------------- those that come with the product


@cache
def shipped() -> tuple[TemplateForm, ...]:
    """Return the templates that come with the product. Raises ValueError for a file that is none."""
    return tuple(_of_file(path) for path in sorted(shipped_folder("letters").glob("*.toml")))


def _of_file(path: Path) -> TemplateForm:
    said = read_toml(path)
    return TemplateForm.model_validate({**said, **{name: said[name].strip() for name in ("body_zh", "body_en")}})


def places_of_shipped(form: TemplateForm, kinds: dict[str, Kind]) -> frozenset[str]:
    """Return what a shipped template may name."""
    return filling.places_of(None if form.about == COMPLAINT else kinds[form.about])


def seed_templates(db: Session) -> None:
    """Publish what comes with the product; a template whose code the database knows stays as the bank has it."""
    known = set(db.scalars(select(LetterTemplate.code)))
    for form in shipped():
        if form.code not in known:
            values = form.model_dump() | {"number": 1, "state": "published", "made_at": utc_now()}
            db.execute(
                insert(LetterTemplate).values(**values).on_conflict_do_nothing(index_elements=["code", "number"])
            )
