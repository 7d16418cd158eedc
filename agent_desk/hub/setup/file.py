"""A centre's file (TOML): what may stand in it, and a sentence for every entry that cannot be used."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints, ValidationError

from agent_desk.hub.kit.user_files import UserFileFault, read_toml
from agent_desk.hub.people.rules import ROLES
from agent_desk.schemas.calls.lists import AcwMode, TopicRule
from agent_desk.schemas.customers.records import VerificationPolicy, Word
from agent_desk.schemas.figures.targets import DEFAULT_TARGET, FormulaWord
from agent_desk.schemas.people.settings import CENTRE

Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=128)]
Share = Annotated[float, Field(gt=0, le=1)]


class CentreFault(Exception):
    """The file cannot be used; `faults` holds one sentence for each entry that is wrong. Nothing was loaded."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Named(BaseModel):
    """A code with its name in both languages. What else stands in an entry belongs to the demonstration and is passed over."""

    code: Code
    name_zh: Name
    name_en: Name


class CentreEntry(BaseModel):
    """The centre itself."""

    name_zh: Name
    name_en: Name
    zone: str = "Asia/Shanghai"
    hotline: str = ""
    area_code: str = ""


class QueueEntry(Named):
    """A queue, its after-call work, its service target (seconds, fractions of one), and which calls are recorded at first."""

    recording: Literal["none", "all", "percentage", "on_demand"] = "none"
    recording_percent: int = Field(default=100, ge=0, le=100)

    acw_mode: AcwMode = "mandatory_limit"
    acw_limit_s: int = Field(default=60, ge=0)
    topic: TopicRule = "asked_once"
    """Whether after-call work is finished without a topic; as recording, it counts at first, then the page."""
    formula: FormulaWord = DEFAULT_TARGET.formula
    T_s: int = Field(default=DEFAULT_TARGET.threshold_ms // 1000, gt=0)
    short_s: int = Field(default=DEFAULT_TARGET.short_ms // 1000, ge=0)
    target: Share = DEFAULT_TARGET.target
    answer_rate_target: Share = DEFAULT_TARGET.answer_rate_target


class TeamEntry(Named):
    """A team; its agents serve these queues, the first with the highest skill."""

    queues: list[Code] = []


class StaffEntry(BaseModel):
    """A person. `queues` goes before the team's; without an agent code nobody takes calls."""

    login: Code
    name_zh: Name
    name_en: str = ""
    role: Code | None = None
    roles: list[Code] = []
    team: Code | None = None
    agent_code: Code | None = None
    queues: list[Code] | None = None

    @property
    def held(self) -> list[str]:
        """Every role of the person."""
        return sorted({*self.roles, *([self.role] if self.role else [])})


class DispositionEntry(Named):
    """A topic (no parent), or a disposition below one."""

    parent: str = ""


class TransferEntry(Named):
    """Where a call can be sent beside colleagues and queues."""

    kind: Literal["queue", "extension", "ivr"]
    target: Code


class ClassEntry(BaseModel):
    """A complaint class of the axes A, B, C; `code` is the bank's own number."""

    axis: Literal["A", "B", "C"]
    key: Code
    parent: str = ""
    code: str = ""
    name_zh: Name
    name_en: Name


class CentreFile(BaseModel):
    """Everything that may stand in the file; every part may be left out."""

    centre: CentreEntry | None = None
    queues: list[QueueEntry] = []
    teams: list[TeamEntry] = []
    staff: list[StaffEntry] = []
    branches: list[Named] = []
    not_ready_reasons: list[Named] = []
    dispositions: list[DispositionEntry] = []
    transfer_targets: list[TransferEntry] = []
    levels: list[Word] | None = None
    care_flags: list[Word] | None = None
    reveal_reasons: list[Word] | None = None
    verification: VerificationPolicy | None = None
    complaint_classes: list[ClassEntry] = []
    complaint_wishes: list[Named] = []
    complaint_sources: list[Named] = []
    urgency_levels: list[Named] = []


def read_centre(file: Path, *, classes_alone: bool = False) -> CentreFile:
    """Return the file, checked. Raises CentreFault with every fault at once."""
    try:
        read = read_toml(file)
    except UserFileFault as fault:
        raise CentreFault([str(fault)]) from fault
    if classes_alone:
        read = {
            name: read[name]
            for name in ("complaint_classes", "complaint_wishes", "complaint_sources", "urgency_levels")
            if name in read
        }
    try:
        centre = CentreFile.model_validate(read)
    except ValidationError as fault:
        raise CentreFault([_sentence(one["loc"], one["msg"]) for one in fault.errors()]) from fault
    if not any(centre.model_dump(exclude_none=True).values()):
        raise CentreFault([f"{file}: holds nothing that can be loaded."])
    faults = [*_of_the_centre(centre), *_doubled(centre), *_unknown(centre)]
    if faults:
        raise CentreFault(faults)
    return centre


def _sentence(place: tuple[int | str, ...], message: str) -> str:
    """As in: queues, entry 2, acw_mode: Input should be ..."""
    words = [f"entry {part + 1}" if isinstance(part, int) else str(part) for part in place]
    return f"{', '.join(words)}: {message}."


def _of_the_centre(centre: CentreFile) -> Iterator[str]:
    """What the setting that it becomes does not take."""
    if centre.centre is not None:
        wrong = CENTRE.faults_in(centre.centre.model_dump(), strict=True)
        yield from (_sentence(("centre", field), code.replace("_", " ")) for field, code in wrong.items())


def _doubled(centre: CentreFile) -> Iterator[str]:
    for name in ("queues", "teams", "staff", "branches", "not_ready_reasons", "dispositions"):
        seen: set[str] = set()
        for place, one in enumerate(getattr(centre, name), start=1):
            key = one.login if isinstance(one, StaffEntry) else one.code
            if key in seen:
                yield f"{name}, entry {place}: '{key}' stands there twice."
            seen.add(key)
    codes = [one.agent_code for one in centre.staff if one.agent_code]
    yield from (
        f"staff: agent code '{one}' is given to two people."
        for one in sorted({one for one in codes if codes.count(one) > 1})
    )


def _unknown(centre: CentreFile) -> Iterator[str]:
    """Names of things that stand nowhere in the file. Roles an administrator made are not the file's business."""
    topics = {one.code for one in centre.dispositions if not one.parent}
    for place, one in enumerate(centre.dispositions, start=1):
        if one.parent and one.parent not in topics:
            yield f"dispositions, entry {place}: there is no topic '{one.parent}'."
    for place, person in enumerate(centre.staff, start=1):
        if not person.held:
            yield f"staff, entry {place} ('{person.login}'): a role is missing."
        for role in person.held:
            if role not in ROLES:
                yield f"staff, entry {place} ('{person.login}'): there is no role '{role}'; it is one of {', '.join(ROLES)}."
