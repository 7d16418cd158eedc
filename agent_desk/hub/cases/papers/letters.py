"""Letters of a case: previewed, made of the template in force, approved by a second person where that says so, painted, sent.

The text is the hub's: made here of the case's facts, kept with its digest, approved as it stands and never changed after. The paper is
painted from it at a desk, which has the fonts, and kept as a file of the case (docs/decisions/0083).
"""

import uuid
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any, Final, cast

from sqlalchemy import select

from agent_desk.hub.calls.views import people_of
from agent_desk.hub.cases import numbers, recusal
from agent_desk.hub.cases import seen as complaints
from agent_desk.hub.cases import service as complaint_service
from agent_desk.hub.cases.kinds import seen as kinds
from agent_desk.hub.cases.papers import files, owners, templates, values
from agent_desk.hub.cases.papers.errors import LetterNotReady
from agent_desk.hub.kit import approvals
from agent_desk.hub.kit.approvals import TwoPersons, WaitsForSecondPerson
from agent_desk.hub.kit.errors import InvalidForm, NotFound, NotPermitted, RefusedAfterCommit
from agent_desk.hub.kit.files.content_type import PDF, media_type
from agent_desk.hub.kit.files.errors import WrongFileType
from agent_desk.hub.kit.records import require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.approvals import Approval
from agent_desk.models.letters import CaseLetter, LetterTemplate
from agent_desk.schemas.cases.papers import filling
from agent_desk.schemas.cases.papers.changes import CaseLettersChanged
from agent_desk.schemas.cases.papers.operations import APPROVE, WRITE
from agent_desk.schemas.cases.papers.records import CaseLetter as LetterView
from agent_desk.schemas.cases.papers.records import (
    CaseLetters,
    LetterPaper,
    LetterSent,
    LetterState,
    LetterText,
    LetterWaits,
    LetterWanted,
)
from agent_desk.schemas.cases.papers.words import WAYS

ASKED: Final = "papers.letter"
_NUMBER_LOCK: Final = 0x4854
"""First half of the advisory lock under which numbers are drawn ("HT")."""


def letters(unit: Unit, owner: str, owner_id: uuid.UUID) -> CaseLetters:
    """Return the letters of a case, the newest first. Raises NotFound."""
    case = owners.require(unit, owner, owner_id)
    found = (
        select(CaseLetter, LetterTemplate)
        .join(LetterTemplate, LetterTemplate.id == CaseLetter.template_id)
        .where(CaseLetter.owner == case.word, CaseLetter.owner_id == case.id)
        .order_by(CaseLetter.made_at.desc(), CaseLetter.number.desc())
    )
    may_write = case.may_attach and unit.me.may(WRITE)
    return CaseLetters(
        letters=_views(unit, [(letter, template) for letter, template in unit.db.execute(found)]),
        templates=[templates.choice(one) for one in templates.in_force(unit.db, case.about)] if may_write else [],
        may_write=may_write,
    )


def preview(unit: Unit, owner: str, owner_id: uuid.UUID, template: str, language: str) -> LetterText:
    """Return a letter as it would be; that its facts were read is written down. Raises NotFound, NotPermitted."""
    form = LetterWanted.model_validate(
        {"owner": owner, "owner_id": owner_id, "template": template, "language": language}
    )
    case = _writable(unit, owner, owner_id)
    unit.audit("papers.preview", case.word, case.id, number=case.number, template=template)
    return _text(unit, _template(unit, case, template), form)


def make(unit: Unit, form: LetterWanted) -> LetterView:
    """Make a letter; where its template says so, ask a second person. Raises NotFound, NotPermitted, Recused, InvalidForm (the case has
    nothing yet for one of its places), WaitsForSecondPerson."""
    case = _writable(unit, form.owner, form.owner_id)
    template = _template(unit, case, form.template)
    text = _text(unit, template, form)
    if text.missing:
        raise InvalidForm({"template": "missing_facts"})
    letter = CaseLetter(
        id=uuid.uuid4(),
        number=numbers.following(unit.db, CaseLetter.number, "HJ", unit.today, lock=_NUMBER_LOCK),
        owner=case.word,
        owner_id=case.id,
        template_id=template.id,
        language=form.language,
        state="asked" if template.second else "made",
        title=text.title,
        body=text.body,
        digest=sha256(f"{text.title}\n\n{text.body}".encode()).hexdigest(),
        made_by_id=unit.me.person_id,
        made_at=unit.now,
        version=1,
    )
    unit.db.add(letter)
    unit.db.flush()
    unit.audit("papers.letter", case.word, case.id, number=case.number, letter=letter.number, sha256=letter.digest)
    unit.change(CaseLettersChanged(id=case.id), to=case.heard)
    if not template.second:
        return _view(unit, letter, template)
    asked = approvals.ask(unit, ASKED, str(letter.id), {"sha256": letter.digest}, f"{letter.number} {letter.title}")
    raise RefusedAfterCommit(WaitsForSecondPerson(approval=str(asked.id), expires_at=asked.expires_at.isoformat()))


def _approved(unit: Unit, subject: str, body: dict[str, Any]) -> None:
    """Approve a letter as it stands, by the word of whoever confirms. Raises NotFound, Recused."""
    letter, _template_row = _found(unit, uuid.UUID(subject), lock=True)
    if letter.digest != body["sha256"] or letter.state != "asked":
        raise NotFound(what="case_letter")
    case = _owner(unit, letter)
    letter.state, letter.approved_by_id = "made", unit.me.person_id
    letter.version += 1
    unit.audit("papers.approve", case.word, case.id, number=case.number, letter=letter.number, sha256=letter.digest)
    unit.change(CaseLettersChanged(id=case.id), to=case.heard)


SECOND: Final = TwoPersons(
    kind=ASKED, title=("函件复核", "Letter to be approved"), permission=APPROVE, carry_out=_approved
)


def put_paper(unit: Unit, letter_id: uuid.UUID, form: LetterPaper) -> LetterView:
    """Keep the paper of a letter as a file of its case; one that has it keeps it. Raises NotFound, NotPermitted, Recused,
    LetterNotReady, WrongFileType, and as of a file."""
    letter, template = _found(unit, letter_id, lock=True)
    case = _writable(unit, letter.owner, letter.owner_id)
    if letter.state == "asked":
        raise LetterNotReady()
    if letter.file_id is None:
        found = media_type(BytesIO(form.content))
        if found != PDF:
            raise WrongFileType(found=found)
        kept = files.keep(unit, case, f"{letter.number} {letter.title}.pdf", form.content)
        letter.file_id = kept.id
        letter.version += 1
        unit.change(CaseLettersChanged(id=case.id), to=case.heard)
    return _view(unit, letter, template)


def sent(unit: Unit, letter_id: uuid.UUID, form: LetterSent) -> LetterView:
    """Say when and how a letter went out; the complaint's story says it too. Raises NotFound, NotPermitted, Recused, LetterNotReady,
    InvalidForm (a day before it was made, or to come), StaleVersion."""
    letter, template = _found(unit, letter_id, lock=True)
    case = _writable(unit, letter.owner, letter.owner_id)
    require_version(letter.version, form.version, lambda: _view(unit, letter, template))
    if letter.file_id is None:
        raise LetterNotReady()
    if not letter.made_at.astimezone(unit.zone).date() <= form.day <= unit.today:
        raise InvalidForm({"day": "day_of_letter"})
    letter.state, letter.sent_on, letter.sent_way = "sent", form.day, form.way
    letter.sent_words, letter.sent_by_id = form.words.strip(), unit.me.person_id
    letter.version += 1
    unit.audit("papers.sent", case.word, case.id, number=case.number, letter=letter.number, way=form.way)
    if case.complaint is not None:
        said = f"{template.name_zh} {letter.number}，{WAYS[form.way].zh} {form.day.isoformat()}"
        complaint_service.tell_story(unit, case.complaint, "note", f"{said} {form.words}".strip())
    unit.change(CaseLettersChanged(id=case.id), to=case.heard)
    return _view(unit, letter, template)


def _text(unit: Unit, template: LetterTemplate, form: LetterWanted) -> LetterText:
    if form.owner == templates.COMPLAINT:
        known = values.of_complaint(unit, complaints.require_complaint(unit, form.owner_id), form.language)
    else:
        known = values.of_case(unit, kinds.require_case(unit, form.owner_id), form.language)
    chinese = form.language == "zh"
    title, body = (template.title_zh, template.body_zh) if chinese else (template.title_en, template.body_en)
    return LetterText(
        title=filling.filled(title, known),
        body=filling.filled(body, known),
        missing=[one for one in filling.named(title, body) if not known.get(one)],
    )


def _template(unit: Unit, case: owners.Owner, code: str) -> LetterTemplate:
    found = next((one for one in templates.in_force(unit.db, case.about) if one.code == code), None)
    if found is None:
        raise NotFound(what="letter_template")
    return found


def _owner(unit: Unit, letter: CaseLetter) -> owners.Owner:
    """Return the case of a letter, for somebody who has no interest of their own in it. Raises NotFound, Recused."""
    case = owners.require(unit, letter.owner, letter.owner_id)
    if case.complaint is not None:
        recusal.require(unit, case.complaint)
    return case


def _writable(unit: Unit, owner: str, owner_id: uuid.UUID) -> owners.Owner:
    case = owners.require(unit, owner, owner_id)
    if not case.may_attach:
        raise NotPermitted(permission=WRITE)
    if case.complaint is not None:
        recusal.require(unit, case.complaint)
    return case


def _found(unit: Unit, letter_id: uuid.UUID, *, lock: bool) -> tuple[CaseLetter, LetterTemplate]:
    letter = unit.db.get(CaseLetter, letter_id, with_for_update=lock)
    if letter is None:
        owners.nothing(unit)
        raise NotFound(what="case_letter")
    return letter, unit.db.get_one(LetterTemplate, letter.template_id)


def _view(unit: Unit, letter: CaseLetter, template: LetterTemplate) -> LetterView:
    unit.db.flush()
    return _views(unit, [(letter, template)])[0]


def _waits(unit: Unit, asked: Approval) -> LetterWaits:
    decides = unit.me.may(APPROVE) and unit.me.reach(APPROVE).everything
    return LetterWaits(
        approval_id=asked.id, digest=asked.digest, may_decide=decides and asked.asked_by_id != unit.me.person_id
    )


def _views(unit: Unit, found: Sequence[tuple[CaseLetter, LetterTemplate]]) -> list[LetterView]:
    waiting = select(Approval).where(
        Approval.kind == ASKED,
        Approval.subject.in_([str(letter.id) for letter, _ in found if letter.state == "asked"]),
        Approval.state == "pending",
    )
    waits = {one.subject: _waits(unit, one) for one in unit.db.scalars(waiting)}
    people = people_of(unit.db, {one for letter, _ in found for one in (letter.made_by_id, letter.approved_by_id)})
    return [
        LetterView(
            id=letter.id,
            number=letter.number,
            owner=cast(Any, letter.owner),
            owner_id=letter.owner_id,
            template=templates.choice(template),
            language=cast(Any, letter.language),
            state=cast(LetterState, letter.state),
            title=letter.title,
            body=letter.body,
            digest=letter.digest,
            made_by=people.get(letter.made_by_id),
            made_at=letter.made_at,
            approved_by=people.get(letter.approved_by_id) if letter.approved_by_id is not None else None,
            file_id=letter.file_id,
            sent_on=letter.sent_on,
            sent_way=cast(Any, letter.sent_way),
            sent_words=letter.sent_words,
            waits=waits.get(str(letter.id)),
            version=letter.version,
        )
        for letter, template in found
    ]
