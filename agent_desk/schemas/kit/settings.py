"""Declared settings: one declaration gives the page, the endpoints, the check, the words of the audit trail and the history.

A setting is a record (a frozen pydantic model whose defaults are the product's) with words beside each field. It has one
value for the whole centre at any moment; a new value counts at once or from a day on. What there is one of per queue,
field or alarm is no setting but a row with a version.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any, Final, Generic, Literal, NamedTuple, TypeVar

from pydantic import AfterValidator, ConfigDict, Field, GetCoreSchemaHandler, StringConstraints, ValidationError
from pydantic_core import CoreSchema

from agent_desk.schemas.kit import bounded, week
from agent_desk.schemas.kit.bounded import LINE, Count, Day
from agent_desk.schemas.kit.free_text import OWN, FreeText, OwnText
from agent_desk.schemas.kit.record import WireRecord
from agent_desk.schemas.kit.vocabulary import Language


class Words(NamedTuple):
    """What is said, in both languages."""

    zh: str
    en: str

    def say(self, language: Language) -> str:
        """Return it in one language."""
        return self.zh if language == "zh" else self.en


NOTHING = Words("", "")
MOST_PICKS: Final = 200


class SettingRecord(WireRecord):
    """The base of every setting's record. Fields that a stored value has and the record does not know are passed over."""

    model_config = ConfigDict(frozen=True)


Record = TypeVar("Record", bound=SettingRecord)
Record_co = TypeVar("Record_co", bound=SettingRecord, covariant=True)

# ---------------------------------------------------------------------- kinds of fields


@dataclass(frozen=True, kw_only=True)
class Shown:
    """How a field is shown. `only_if`: another field and the value it must have for this one to count."""

    label: Words
    hint: Words = NOTHING
    only_if: tuple[str, str] | None = None

    def constraint(self) -> Any:
        """Return the check of the field's value, as an annotation of pydantic."""
        return Field()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler.generate_schema(Annotated[source, self.constraint()])


@dataclass(frozen=True, kw_only=True)
class Number(Shown):
    """A whole number within bounds (both included), with its unit."""

    low: int
    high: int
    unit: Words = NOTHING

    def constraint(self) -> Any:
        return Field(ge=self.low, le=self.high)


@dataclass(frozen=True, kw_only=True)
class Text(Shown):
    """One line of text of so many characters at most."""

    longest: int
    required: bool = False

    def constraint(self) -> Any:
        return StringConstraints(
            strip_whitespace=True, min_length=int(self.required), max_length=self.longest, pattern=LINE
        )

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler.generate_schema(Annotated[source, self.constraint(), OWN])


@dataclass(frozen=True, kw_only=True)
class TextList(Shown):
    """A few short texts, shown in one line with commas between them."""

    pattern: str
    most: int

    def constraint(self) -> Any:
        return Field(max_length=self.most)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        each = Annotated[str, StringConstraints(strip_whitespace=True, pattern=self.pattern)]
        return handler.generate_schema(Annotated[list[each], self.constraint()])


@dataclass(frozen=True, kw_only=True)
class Tick(Shown):
    """Yes or no."""


@dataclass(frozen=True, kw_only=True)
class Choice(Shown):
    """One of a few words (the field's type is their Literal)."""

    words: Mapping[str, Words]


@dataclass(frozen=True, kw_only=True)
class Picks(Shown):
    """Some entries of a declared list, by their codes. `none`: what an empty choice means, as "all queues"."""

    of: str
    none: Words

    def constraint(self) -> Any:
        return Field(max_length=MOST_PICKS)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        each = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
        return handler.generate_schema(Annotated[list[each], self.constraint()])


@dataclass(frozen=True, kw_only=True)
class Week(Shown):
    """Hours of a week (`schemas/kit/week.py`). `none`: what an empty one means."""

    none: Words

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        each = Annotated[str, StringConstraints(max_length=week.LONGEST, pattern=LINE)]
        held = Annotated[list[each], Field(max_length=week.DAYS), AfterValidator(week.sound)]
        return handler.generate_schema(held)


# ---------------------------------------------------------------------- the declaration


def _no_fault(_record: Any) -> dict[str, str]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Setting(Generic[Record]):
    """One declared setting.

    `key`: under which its values are stored. `name`: of its page, its endpoint (/api/settings/values/<name>), its entries
    in the audit trail (settings.<name>) and its changes (area "settings", entity <name>).
    """

    key: str
    name: str
    record: type[Record]
    title: Words
    """Of the page and its place in the tree."""
    subject: Words
    """What is changed, as in "rules of rings changed"."""
    counts: Words
    """What a change changes, and from when."""
    note: Words = NOTHING
    """A sentence above the form; `{zone}` stands for the centre's time zone."""
    icon: str = "settings"
    place: int = 50
    """Among the other settings, the lowest first; equal ones by their names."""
    permission: str = "settings.manage"
    audience: tuple[str, ...] = ("all",)
    """Who is told of a change."""
    second_person: bool = False
    """Whether a change is asked for with a reason, and made when a second person confirms it."""
    second_person_kind: Literal["rights", "masks", "recording", "retention", "exports"] = "rights"
    """By which the bank chooses whether one is needed (`schemas/kit/second_person.py`)."""
    check: Callable[[Record], Mapping[str, str]] = field(default=_no_fault)
    """What is wrong with a record whose fields are each within their bounds: code of the fault by field."""
    foresees: bool = False
    """Whether the hub can say what a value would change before it is saved (`hub/kit/foreseeing.py`)."""
    faults: Mapping[str, Words] = field(default_factory=dict)
    """A sentence for each code of `check`, and for pydantic's where the usual one does not fit."""

    def read(self, stored: Mapping[str, Any] | None) -> Record:
        """Return the record of a stored value; a field that is missing or not of its kind there has its default."""
        given = dict(stored or {})
        while True:
            try:
                return self.record.model_validate(given, strict=True)
            except ValidationError as wrong:
                for fault in wrong.errors():
                    given.pop(str(fault["loc"][0]), None)

    def faults_in(self, value: Mapping[str, Any], *, strict: bool = False) -> dict[str, str]:
        """Return the code of what is wrong with a new value, by field; empty where nothing is. `strict`: as it is read again."""
        try:
            return dict(self.check(self.record.model_validate(value, strict=strict)))
        except ValidationError as wrong:
            return {str(fault["loc"][0]): bounded.fault_of(fault) for fault in wrong.errors()}

    def fields(self) -> dict[str, Shown]:
        """Return the fields that a person may change, in their order; the others are set when a centre is set up."""
        found: dict[str, Shown] = {}
        for name, info in self.record.model_fields.items():
            for one in info.metadata:
                if isinstance(one, Shown):
                    found[name] = one
        return found


_declared: dict[str, Setting[Any]] = {}


def declare(setting: Setting[Record]) -> Setting[Record]:
    """Enter a setting into the list of all. Raises ValueError for a name or key that is taken."""
    if any(setting.name == one.name or setting.key == one.key for one in _declared.values()):
        raise ValueError(f"setting {setting.name} ({setting.key}) is declared already")
    _declared[setting.name] = setting
    return setting


def undeclare(setting: Setting[Any]) -> None:
    """Take a setting off the list again."""
    del _declared[setting.name]


def declared() -> list[Setting[Any]]:
    """Return the declared settings by their places. `schemas.settings` knows those of every area."""
    return sorted(_declared.values(), key=lambda one: (one.place, one.name))


# ---------------------------------------------------------------------- on the wire


class PendingValue(WireRecord, Generic[Record_co]):
    """A value that counts from the beginning of a later day of the centre."""

    version: int
    counts_from: date
    value: Record_co
    changed_at: datetime
    by: OwnText = ""
    by_en: OwnText = ""


class AskedValue(WireRecord, Generic[Record_co]):
    """A value that a second person has not confirmed yet. `counts_from`: none: from the confirmation on."""

    value: Record_co
    counts_from: date | None = None
    asked_at: datetime
    reason: FreeText
    by: OwnText = ""
    by_en: OwnText = ""


class SettingView(WireRecord, Generic[Record_co]):
    """The value in force, its version (0: never set), the values that wait for their day, the next one first, and the one that
    waits for a second person."""

    value: Record_co
    version: int
    pending: list[PendingValue[Record_co]] = []
    asked: AskedValue[Record_co] | None = None


class Foreseen(WireRecord):
    """One thing that saving would change, in both languages."""

    zh: OwnText
    en: OwnText


class SettingForm(WireRecord, Generic[Record_co]):
    """A new value. `counts_from`: a later day of the centre; none: at once. `version`: as it was read. `reason`: for the second
    person, where one has to confirm."""

    value: Record_co
    version: Count = Field(ge=0)
    counts_from: Day | None = None
    reason: bounded.Text = Field(default="", max_length=500)
