"""Taking the centre's file: compared with what holds, then put by the functions of the pages, all of it or nothing.

What is compared is what would be taken: both are one walk over the parts, and a look at it is the same walk undone (`tried`). So every
fault of an edit by hand is a fault here, with the line of the file, and what the second person sees is what will be done.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import to_json

from agent_desk.hub.kit.centre_file import toml_text
from agent_desk.hub.kit.centre_file.parts import Entry, Key, Part, Taking, parts
from agent_desk.hub.kit.centre_file.reading import CentreFile, Given
from agent_desk.hub.kit.errors import HubError, InvalidForm
from agent_desk.hub.kit.pending import undone
from agent_desk.schemas.administration.centre_file import (
    Difference,
    EntryChange,
    EntryDifference,
    FieldChange,
    FileFault,
    PartDifference,
)
from agent_desk.schemas.kit import setting_words
from agent_desk.schemas.kit.bounded import fault_of
from agent_desk.schemas.kit.fault_words import FAULTS
from agent_desk.schemas.kit.settings import Words
from agent_desk.schemas.kit.vocabulary import Language

_LEFT_SHOWN: Final = 200
"""So many entries of a part that stay as they are, or are left alone, are named; the others are counted."""
MOST_FAULTS: Final = 500


class CentreFileRefused(HubError):
    """A file cannot be taken; `faults` say why, and nothing was changed."""

    id, status = "centre_file_refused", 422
    sentence = "The file has faults; nothing of it was taken."

    def __init__(self, faults: list[FileFault]) -> None:
        super().__init__(faults=[one.model_dump(mode="json") for one in faults])
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a file is wanted. `only`: names of parts; none: all. `may`: whether the caller may change a part."""

    only: Collection[str] | None = None
    retire: bool = False
    may: Callable[[Part], bool] = lambda _part: True

    def takes(self, part: Part) -> bool:
        """Return whether this part is taken."""
        return self.may(part) and (self.only is None or part.name in self.only)


def take(taking: Taking, file: CentreFile, wanted: Wanted) -> Difference:
    """Put what a file says; return what was different of the parts that were taken.

    Raises CentreFileRefused; the caller's transaction must end with it.
    """
    found = _walked(taking, file, wanted)
    if found.faults:
        raise CentreFileRefused(found.faults)
    taken = {part.name for part in parts() if wanted.takes(part)}
    found.parts = [one for one in found.parts if one.name in taken]
    return found


def tried(taking: Taking, file: CentreFile, wanted: Wanted) -> Difference:
    """Return what taking it would change, and everything that stands against it; nothing is changed."""
    with undone(taking.unit.db):
        return _walked(taking, file, wanted)


def _walked(taking: Taking, file: CentreFile, wanted: Wanted) -> Difference:
    found = Difference(product=file.product, written_on=file.written_on, faults=list(file.faults[:MOST_FAULTS]))
    if file.faults and not file.given:
        return found
    for part in parts():
        given = file.given.get(part.name)
        if given is None:
            continue
        takes = wanted.takes(part)
        found.parts.append(_Walk(taking, part, wanted.retire and takes, found.faults).over(given, put=takes))
        found.parts[-1].mine = wanted.may(part)
    return found


class _Walk:
    """One part, entry by entry."""

    def __init__(self, taking: Taking, part: Part, retire: bool, faults: list[FileFault]) -> None:
        self._taking, self._part, self._retire, self._faults = taking, part, retire, faults
        self._before = {part.key(one): one for one in part.read(taking.unit.db)}
        if not part.keys:
            self._before = {(): next(iter(self._before.values()))} if self._before else {}
        self._told = PartDifference(
            name=part.name,
            title_zh=part.title.zh,
            title_en=part.title.en,
            dated=part.dated,
            second_person=bool(part.confirmed),
        )

    def over(self, given: list[Given], *, put: bool) -> PartDifference:
        """Put the entries (`put`), or compare them alone; return what is different."""
        # What others of the part name is put first: entries without one above them.
        named = [self._part.key(one.entry) if self._part.keys else () for one in given]
        nested = "parent" in self._part.record.model_fields
        order = sorted(range(len(given)), key=lambda at: nested and bool(given[at].entry.get("parent")))
        changes: dict[int, EntryDifference] = {}
        for at in order:
            changes[at] = self._entry(given[at], named[at], put)
        self._told.entries += [changes[at] for at in range(len(given))]
        self._left(set(named))
        if self._part.arrange is not None and len(self._faults) == 0:
            self._order(named, put)
        self._counted()
        return self._told

    def _entry(self, given: Given, key: Key, put: bool) -> EntryDifference:
        before = self._before.get(key)
        after, wrong = self._merged(given, before)
        self._faults += [self._fault(given, name, code) for name, code in wrong.items()]
        name = self._named(after, key)
        if wrong:
            return EntryDifference(change="changed", name_zh=name.zh, name_en=name.en, line=given.line)
        if before == after:
            return EntryDifference(change="same", name_zh=name.zh, name_en=name.en, line=given.line)
        if put:
            self._put(given, before, after)
        change: EntryChange = "added" if before is None else "changed"
        fields = list(self._fields(before, after)) if before is not None else list(self._fields({}, after))
        return EntryDifference(change=change, name_zh=name.zh, name_en=name.en, line=given.line, fields=fields)

    def _merged(self, given: Given, before: Entry | None) -> tuple[Entry, dict[str, str]]:
        """Return the entry as it would become, and the code of what is wrong with it by field."""
        fields = self._part.record.model_fields
        merged = {**(before or {}), **given.entry}
        nothing = {name for name, held in merged.items() if held == "" and _may_be_none(fields[name].annotation)}
        said = {name: None if name in nothing else held for name, held in merged.items()}
        try:
            checked = self._part.record.model_validate_json(to_json(said), strict=True)
        except ValidationError as wrong:
            return said, {_place(fault): fault_of(fault) for fault in wrong.errors()}
        held = checked.model_dump(mode="json")
        return {name: held[name] for name in ([*self._part.shown, *fields] if fields else []) if name in held}, {}

    def _put(self, given: Given, before: Entry | None, after: Entry) -> None:
        try:
            self._part.put(self._taking, before, after)
        except InvalidForm as fault:
            self._faults += [self._fault(given, name, code) for name, code in fault.values["fields"].items()]
        except HubError as fault:
            zh = FAULTS[fault.id].zh if fault.id in FAULTS else fault.render()
            name = self._named(after, self._part.key(after) if self._part.keys else ())
            self._faults.append(
                FileFault(
                    line=given.line or None,
                    part=self._part.name,
                    zh=f"{self._part.title.zh}，“{name.zh}”：{zh}",
                    en=f"{self._part.title.en}, '{name.en}': {fault.render()}",
                )
            )

    def _left(self, named: set[Key]) -> None:
        stays = self._part.stays(self._taking.unit.db) if self._retire else set()
        for key, before in self._before.items():
            if key in named:
                continue
            name = self._named(before, key)
            retired = self._retire and self._part.retire is not None and key not in stays
            after = before | dict(self._part.retire or {})
            if not retired or before == after:
                self._told.entries.append(EntryDifference(change="left", name_zh=name.zh, name_en=name.en))
                continue
            self._put(Given({}, 0), before, after)
            self._told.entries.append(
                EntryDifference(
                    change="retired", name_zh=name.zh, name_en=name.en, fields=list(self._fields(before, after))
                )
            )

    def _order(self, named: list[Key], put: bool) -> None:
        """Entries that the file names come in its order, in the places that they have among the others."""
        there = [key[0] for key in map(self._part.key, self._part.read(self._taking.unit.db))]
        wanted = iter([key[0] for key in _above_first(named, self._part.read(self._taking.unit.db)) if key[0] in there])
        in_file = {key[0] for key in named}
        order = [next(wanted) if code in in_file else code for code in there]
        if order == there:
            return
        self._told.ordered = True
        if put and self._part.arrange is not None:
            self._part.arrange(self._taking, order)

    def _counted(self) -> None:
        for one in self._told.entries:
            setattr(self._told, one.change, getattr(self._told, one.change) + 1)
        quiet = [one for one in self._told.entries if one.change in ("same", "left")]
        shown = {id(one) for one in quiet[:_LEFT_SHOWN]}
        self._told.entries = [
            one for one in self._told.entries if one.change not in ("same", "left") or id(one) in shown
        ]

    def _named(self, entry: Mapping[str, Any], key: Key) -> Words:
        said = " / ".join(one for one in key if one)
        zh, en = str(entry.get("name_zh") or ""), str(entry.get("name_en") or "")
        if not self._part.keys:
            return self._part.title
        return Words(f"{zh} ({said})" if zh else said or "–", f"{en} ({said})" if en else said or "–")

    def _fields(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FieldChange]:
        for name, held in after.items():
            if name in self._part.keys or before.get(name) == held:
                continue
            label, old = self._label(name), before.get(name)
            if _nested(held) or _nested(old):
                gone, come = _apart(old, held)
                yield FieldChange(
                    label_zh=label.zh, label_en=label.en, before_zh=gone, before_en=gone, after_zh=come, after_en=come
                )
                continue
            yield FieldChange(
                label_zh=label.zh,
                label_en=label.en,
                before_zh=self._said(name, old, "zh") if before else "",
                before_en=self._said(name, old, "en") if before else "",
                after_zh=self._said(name, held, "zh"),
                after_en=self._said(name, held, "en"),
            )

    def _said(self, name: str, held: Any, language: Language) -> str:
        return setting_words.shown_as(self._part.shown.get(name), held, language)

    def _label(self, name: str) -> Words:
        shown = self._part.shown.get(name)
        return shown.label if shown is not None else Words(name, name)

    def _fault(self, given: Given, name: str, code: str) -> FileFault:
        label, title, entry = self._label(name), self._part.title, self._named(given.entry, self._part.key(given.entry))
        of = Words("", "") if not self._part.keys else Words(f"“{entry.zh}”的", f" of '{entry.en}'")
        own = self._part.faults
        plain = code.replace("_", " ")
        said = (
            own[code]
            if code in own
            else Words(FAULTS[code].zh, FAULTS[code].en)
            if code in FAULTS
            else Words(plain, plain)
        )
        return FileFault(
            line=given.at(name) or None,
            part=self._part.name,
            zh=f"{title.zh}：{of.zh}{label.zh}（{name}）：{said.zh}",
            en=f"{title.en}: {label.en} ({name}){of.en}: {said.en}",
        )


def _above_first(named: Iterable[Key], there: list[Entry]) -> list[Key]:
    """Return keys in the file's order, each entry of an upper level before those below it, as lists are ordered."""
    parents = {str(one["code"]): one.get("parent") for one in there if "code" in one}
    keys = list(named)
    upper = [one for one in keys if not parents.get(one[0])]
    below = {one: [key for key in keys if parents.get(key[0]) == one[0]] for one in upper}
    placed = [key for one in upper for key in (one, *below[one])]
    return [*placed, *(key for key in keys if key not in set(placed))]


def _nested(held: Any) -> bool:
    return isinstance(held, Mapping) or (isinstance(held, list) and any(isinstance(one, Mapping) for one in held))


def _apart(before: Any, after: Any) -> tuple[str, str]:
    """Return the lines that only one of two nested values has, each side's."""
    old, new = (toml_text.value(one).splitlines() if one is not None else [] for one in (before, after))
    gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
    return "\n".join(one.strip() for one in gone), "\n".join(one.strip() for one in come)


def _may_be_none(annotation: Any) -> bool:
    return type(None) in getattr(annotation, "__args__", ())


def _place(fault: Any) -> str:
    return str(fault["loc"][0]) if fault["loc"] else ""


def audit_facts(found: Difference) -> dict[str, Any]:
    """Return what the audit trail keeps of a file that was taken, beside the entries of what it changed."""
    return {
        "added": sum(one.added for one in found.parts),
        "changed": sum(one.changed + one.retired for one in found.parts),
        "parts": [one.name for one in found.parts if one.added or one.changed or one.retired or one.ordered],
    }
