"""What can be asked about registers and kinds of cases."""

import uuid
from typing import Annotated, Final

from pydantic import Field

from agent_desk.schemas.cases.kinds.definition import Code
from agent_desk.schemas.cases.kinds.migration import MigrationLook, MigrationPlan
from agent_desk.schemas.cases.kinds.playing import PastCase, PastForm, Played, PlayForm
from agent_desk.schemas.cases.kinds.records import (
    CaseChoices,
    CaseDelegated,
    CaseEdit,
    CaseMove,
    CaseWords,
    DesignChoices,
    DraftForm,
    KindCase,
    KindCasePage,
    KindFile,
    KindLook,
    KindText,
    KindVersion,
    NewCase,
    PublishForm,
    Register,
    VersionOf,
)
from agent_desk.schemas.kit.bounded import Count, Line
from agent_desk.schemas.kit.long_jobs import LongJob
from agent_desk.schemas.kit.operation import ALL, COMMON, HELD, Operations
from agent_desk.schemas.kit.paging import After, Limit

USE: Final = "kinds.use"
MANAGE: Final = "kinds.manage"
area = Operations("kinds")


@area.read("/registers", USE, HELD)
def registers() -> list[Register]:
    """Return the registers that the caller's roles see, each in the definition in force."""


@area.read("/registers/choices", USE, COMMON)
def choices() -> CaseChoices:
    """Return the people and branches that a case may name."""


@area.read("/registers/cases", USE, HELD, summed="kinds.list", summed_by=("kind", "text", "day"))
def cases(
    kind: Code,
    *,
    state: Annotated[Line, Field(max_length=40)] = "",
    mine: bool = False,
    late: bool = False,
    over: bool = False,
    text: Annotated[Line, Field(max_length=60)] = "",
    day: Annotated[Line, Field(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")] = "",
    limit: Limit = None,
    after: After = None,
) -> KindCasePage:
    """Return cases within reach, those that are due first at the top. `over`: those that are over as well; `day`: opened on it, or with a
    field that holds it."""


@area.write("/registers/cases", USE, HELD)
def open_case(form: NewCase) -> KindCase:
    """Open a case of the definition in force."""


@area.read("/registers/cases/{case_id}", USE, HELD, audits="kinds.read")
def case(case_id: uuid.UUID) -> KindCase:
    """Return a case with its story and what the caller may do."""


@area.write("/registers/cases/{case_id}", USE, HELD, method="PUT")
def edit_case(case_id: uuid.UUID, form: CaseEdit) -> KindCase:
    """Change fields; 409 with both versions where somebody else was quicker."""


@area.write("/registers/cases/{case_id}/move", USE, HELD)
def move_case(case_id: uuid.UUID, form: CaseMove) -> KindCase:
    """Do a transition; where it needs a second person, ask for it."""


@area.write("/registers/cases/{case_id}/take", USE, HELD)
def take_case(case_id: uuid.UUID, form: VersionOf) -> KindCase:
    """Have a case that nobody has."""


@area.write("/registers/cases/{case_id}/hand-back", USE, HELD)
def hand_back_case(case_id: uuid.UUID, form: CaseWords) -> KindCase:
    """Hand a case back that the caller has, with a reason."""


@area.write("/registers/cases/{case_id}/delegate", USE, HELD)
def delegate_case(case_id: uuid.UUID, form: CaseDelegated) -> KindCase:
    """Let somebody else have a case."""


@area.read("/kinds", MANAGE, ALL)
def kinds() -> list[KindVersion]:
    """Return every version of every kind, the newest of each first."""


@area.read("/kinds/{code}/{number}/file", MANAGE, ALL)
def kind_file(code: Code, number: Count) -> KindText:
    """Return a version as a file."""


@area.write("/kinds/look", MANAGE, ALL, once=False)
def look_at_file(form: KindFile) -> KindLook:
    """Return what a file would bring; nothing is changed."""


@area.write("/kinds", MANAGE, ALL)
def bring_in(form: KindFile) -> KindVersion:
    """Bring a file in as the draft of its kind, in the place of a draft that stands."""


@area.write("/kinds/{code}/{number}/publish", MANAGE, ALL)
def publish(code: Code, number: Count, form: PublishForm) -> KindVersion:
    """Publish a draft from a day on; cases that run keep their version."""


@area.write("/kinds/{code}/{number}/discard", MANAGE, ALL)
def discard(code: Code, number: Count, form: VersionOf) -> None:
    """Throw a draft away."""


@area.write("/kinds/{code}/{number}/retire", MANAGE, ALL)
def retire(code: Code, number: Count, form: VersionOf) -> KindVersion:
    """Take a published version back: no case is opened on it any more."""


@area.read("/kinds/choices", MANAGE, ALL)
def design_choices() -> DesignChoices:
    """Return the roles that a definition may name, and the people and branches from which made-up cases choose."""


@area.write("/kinds/{code}/draft", MANAGE, ALL, method="PUT")
def save_draft(code: Code, form: DraftForm) -> KindVersion:
    """Keep a definition as the draft of its kind; 409 with both versions where somebody else was quicker."""


@area.write("/kinds/play", MANAGE, ALL, once=False)
def play(form: PlayForm) -> Played:
    """Play a case through a definition as the hub would work it, and undo it: nothing is stored."""


@area.write("/kinds/past", MANAGE, ALL, once=False)
def past(form: PastForm) -> PastCase:
    """Return what was done in a case within the caller's reach, as steps to be played; that it was read is written down."""


@area.write("/kinds/{code}/{number}/migration/look", MANAGE, ALL, once=False)
def look_at_migration(code: Code, number: Count, form: MigrationPlan) -> MigrationLook:
    """Return which running cases of a version a plan would bring over, and which not and why; nothing is changed."""


@area.write("/kinds/{code}/{number}/migration", MANAGE, ALL)
def migrate(code: Code, number: Count, form: MigrationPlan) -> LongJob:
    """Bring the running cases of a version over as a plan says: all of those that can, or none."""
