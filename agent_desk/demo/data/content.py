"""What the demonstration is made of: the files of `resources/demo`, read once."""

import re
import tomllib
from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

_PACKAGE = Path(__file__).resolve().parents[2]
Entry = Mapping[str, Any]


def demo_folder() -> Path:
    """`resources/demo` of a checkout or of an installed wheel. Raises FileNotFoundError with a sentence."""
    for candidate in (_PACKAGE.parent / "resources" / "demo", _PACKAGE / "_resources" / "demo"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError("The demonstration's content (resources/demo) is not installed here.")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((demo_folder() / name).read_text(encoding="utf-8"))


class Weighted:
    """Draws entries by their weights."""

    def __init__(self, entries: Sequence[Any], weights: Sequence[float]) -> None:
        self._entries = list(entries)
        self._sums: list[float] = []
        total = 0.0
        for weight in weights:
            total += weight
            self._sums.append(total)

    def draw(self, random: Random) -> Any:
        """Return one entry."""
        return self._entries[bisect(self._sums, random.random() * self._sums[-1])]


@dataclass(frozen=True)
class Content:
    """The demonstration's words: lists of plain entries, keys as in the files."""

    centre: Entry
    people: Entry
    quality: Entry
    phrases: Entry

    @property
    def bank(self) -> Entry:
        """Name, hotline and zone of the made-up bank."""
        bank: Entry = self.people["bank"]
        return bank

    @property
    def queue_codes(self) -> list[str]:
        """Codes of the queues, in order."""
        return [queue["code"] for queue in self.centre["queues"]]

    def staff(self, role: str) -> list[Entry]:
        """Return the staff who hold a role."""
        return [one for one in self.people["staff"] if one["role"] == role]

    def leaves(self, topic: str) -> list[Entry]:
        """Return the dispositions that may be chosen below a topic."""
        return [one for one in self.centre["dispositions"] if one["parent"] == topic]

    def products(self, kinds: Sequence[str]) -> list[Entry]:
        """Return the products of these kinds; every product where there is none."""
        products: list[Entry] = self.people["products"]
        return [one for one in products if one["kind"] in kinds] or products


@cache
def content() -> Content:
    """Everything, read at the first asking."""
    return Content(
        centre=_read("centre.toml"),
        people=_read("people.toml"),
        quality=_read("quality.toml"),
        phrases=_read("phrases.toml"),
    )


_PLACEHOLDER = re.compile(r"\{(amount|date|product|branch)\}")


def placeholders(text: str) -> bool:
    """Return whether a phrase has anything to fill in."""
    return _PLACEHOLDER.search(text) is not None


def fill(text: str, *, amount: str, date: str, product: str, branch: str) -> str:
    """Return a phrase with its placeholders filled in."""
    given = {"amount": amount, "date": date, "product": product, "branch": branch}
    return _PLACEHOLDER.sub(lambda found: given[found[1]], text)
