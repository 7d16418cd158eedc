"""Running cases brought from one version of their kind to another by a plan: which state becomes which, who cannot and why."""

from typing import Annotated, Final

from pydantic import Field

from agent_desk.schemas.cases.kinds.definition import Code
from agent_desk.schemas.kit.bounded import Count
from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord

MOST_LISTED: Final = 200


class MigrationPlan(WireRecord):
    """To which published version, and which state becomes which; cases in a state of which nothing is said stay where they are."""

    to_number: Count
    states: Annotated[dict[Code, Code], Field(max_length=40)]


class StayingCase(WireRecord):
    """A case that cannot be brought over, and why."""

    number: OwnText
    state: Code
    zh: OwnText
    en: OwnText


class MigrationLook(WireRecord):
    """What a plan would do. `cases`: the first of those that stay."""

    going: int
    staying: int
    going_by_state: dict[Code, int]
    cases: list[StayingCase]


class Migrated(WireRecord):
    """What came of a plan that was carried out."""

    moved: int
    stayed: int
