"""What is new in the free text of complaints, with the complaints it is in."""

from datetime import date

from agent_desk.schemas.cases.records import ComplaintRow
from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord


class NewTopic(WireRecord):
    """Something that far more people write of than before. `expected`: how many would have by what came before; `since`: its first day."""

    name: OwnText
    people: int
    expected: float
    since: date
    cases: list[ComplaintRow]


class News(WireRecord):
    """What is new. `first`: from which day on; `before`: the first of the days it is set against; `read`: texts looked at."""

    topics: list[NewTopic]
    first: date
    before: date
    read: int
