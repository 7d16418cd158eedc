"""Reading the centre's file: which entries it names, and a sentence with its line for everything that cannot be used."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final

from agent_desk.hub.kit.centre_file import toml_text
from agent_desk.hub.kit.centre_file.parts import Entry, Part, parts
from agent_desk.hub.kit.user_files import UserFileFault, toml_of
from agent_desk.schemas.administration.centre_file import FileFault

FORMAT: Final = 1
"""Of the file; a product that cannot read one that is written otherwise says so by it."""
KIND: Final = "agent-desk centre"
_HEAD: Final = "file"
_AT_LINE: Final = re.compile(r"\(at line ([0-9]+)")
"""As the reader of TOML says where it stopped."""
_HEADING: Final = frozenset({"kind", "format", "product", "written_on", "centre", "parts"})


@dataclass(frozen=True, slots=True)
class Given:
    """An entry as the file has it, and the line on which it and each of its names begin."""

    entry: Entry
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)

    def at(self, name: str) -> int:
        """Return the line of a name."""
        return self.lines.get(name, self.line)


@dataclass(slots=True)
class CentreFile:
    """A file as read: entries by part. `faults`: what cannot be used of it; `product`, `written_on`: as its head says."""

    given: dict[str, list[Given]] = field(default_factory=dict)
    faults: list[FileFault] = field(default_factory=list)
    product: str = ""
    written_on: str = ""


def read(text: str) -> CentreFile:
    """Return what a file says. A fault of the file as a whole stands alone among the faults."""
    file = CentreFile()
    try:
        tables = toml_of(text)
    except UserFileFault as fault:
        at = _AT_LINE.search(fault.en)
        file.faults.append(FileFault(line=int(at[1]) if at else None, zh=f"{fault.zh}。", en=f"It {fault.en}."))
        return file
    places = toml_text.places(text)
    head = tables.pop(_HEAD, None)
    if not isinstance(head, dict) or head.get("kind") != KIND:
        file.faults.append(
            FileFault(
                line=places.get((_HEAD, 0, "")),
                zh=f'不是中心配置文件：开头缺少 [file] 一节及 kind = "{KIND}"。',
                en=f'This is no file of a centre: the table [file] with kind = "{KIND}" is missing at its beginning.',
            )
        )
        return file
    file.product, file.written_on = str(head.get("product", ""))[:40], str(head.get("written_on", ""))[:40]
    form = head.get("format")
    if not isinstance(form, int) or form > FORMAT or form < 1:
        file.faults.append(
            FileFault(
                line=places.get((_HEAD, 0, "format")),
                zh=f"文件格式 {form} 由更新的版本（{file.product or '未知'}）导出，本版本只能读到格式 {FORMAT}。请先升级。",
                en=f"Its format {form} is of a newer release ({file.product or 'unknown'}); this one reads up to {FORMAT}. "
                "Bring the product up to date first.",
            )
        )
        return file
    for name in head.keys() - _HEADING:
        file.faults.append(_unknown(places.get((_HEAD, 0, name)), f"file.{name}", file.product))
    known = {one.name: one for one in parts()}
    for name, held in _flat(tables):
        part = known.get(name)
        line = places.get((name, 0, "")) or places.get(("", 0, name))
        if part is None:
            file.faults.append(_unknown(line, name, file.product))
            continue
        _read_part(file, part, held, places)
    return file


def _flat(tables: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each part's name with what it holds: those of one area stand in a table of tables."""
    for name, held in tables.items():
        if name == "settings" and isinstance(held, dict):
            yield from ((f"{name}.{below}", one) for below, one in held.items())
        else:
            yield name, held


def _read_part(file: CentreFile, part: Part, held: Any, places: toml_text.Places) -> None:
    several = held if part.keys else [held]
    if not isinstance(several, list) or not all(isinstance(one, dict) for one in several):
        brackets = f"[[{part.name}]]" if part.keys else f"[{part.name}]"
        file.faults.append(
            FileFault(
                line=places.get((part.name, 0, "")) or places.get(("", 0, part.name)),
                part=part.name,
                zh=f"“{part.title.zh}”须写成 {brackets}。",
                en=f"{part.title.en}: write it as {brackets}.",
            )
        )
        return
    seen: dict[Any, int] = {}
    found = file.given.setdefault(part.name, [])
    for place, one in enumerate(several):
        lines = {name: line for (table, at, name), line in places.items() if (table, at) == (part.name, place) and name}
        given = Given(
            {name: _plain(value) for name, value in one.items()}, places.get((part.name, place, ""), 0), lines
        )
        unknown = [name for name in given.entry if name not in part.record.model_fields]
        file.faults += [
            _unknown(given.at(name), f"{part.name}.{name}", file.product).model_copy(update={"part": part.name})
            for name in unknown
        ]
        if part.keys:
            key = part.key(given.entry)
            if key in seen:
                said = " / ".join(key)
                file.faults.append(
                    FileFault(
                        line=given.line,
                        part=part.name,
                        zh=f"“{part.title.zh}”中“{said}”出现两次（首次在第 {seen[key]} 行）。",
                        en=f"{part.title.en}: '{said}' stands there twice (first on line {seen[key]}).",
                    )
                )
            seen.setdefault(key, given.line)
        if not unknown:
            found.append(given)


def _plain(value: Any) -> Any:
    """Return a value of TOML as JSON has it."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _unknown(line: int | None, name: str, product: str) -> FileFault:
    return FileFault(
        line=line,
        zh=f"“{name}”无法识别。请更正或删除；如文件来自更新的版本（{product or '未注明'}），请先升级。",
        en=f"'{name}' is not known here: correct it or take it out; if the file is of a newer release "
        f"({product or 'not said'}), bring the product up to date first.",
    )
