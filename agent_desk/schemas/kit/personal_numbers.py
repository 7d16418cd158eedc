"""Numbers of people in what somebody typed: cards, identity numbers, telephones, and the secrets that stand beside them.

People type them as they come: with blanks, dots and dashes, over two lines, in full width, in Chinese numerals, with marks that
nobody sees. All spellings are read alike; what is found is told by its place in the text as it was typed. Desk and hub use the same
rules, so that the desk offers to strike what the hub would mask.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

NumberKind = Literal["identity", "card", "telephone", "secret"]

_LEAST: Final = 3
"""Digits of the shortest thing that is looked for."""
_BETWEEN: Final = 3
"""So many signs may stand between two groups of digits of one number."""
_CARD: Final = range(15, 20)
_IDENTITY: Final = 18
_SEPARATORS: Final = frozenset("-.,、·/_|*'’()~")
_NUMERALS: Final = dict(zip("〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "0001234567891123456789", strict=True))
_DIGIT: Final = re.compile(
    rf"[\d{''.join(_NUMERALS)}\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u2473\u24ea-\u24ff\u2776-\u2793]"
)
_IDENTITY_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SECRET_WORD: Final = re.compile(
    r"(?:(?<![a-z])(?:c\s*v\s*[vcn]|pin)(?![a-z])|安全码|校验码|(?:背面|后|末)+[三3]位码?|密码|口令|验证码)2?",
    re.IGNORECASE,
)
_SECRET_AFTER: Final = 8
"""So many signs may stand between such a word and its digits ("密码是：")."""
_SECRET_LENGTH: Final = range(3, 9)


@dataclass(frozen=True, slots=True)
class Found:
    """A number in a text: from `start` to `end` as typed, and what it reads as."""

    kind: NumberKind
    start: int
    end: int
    digits: str


@dataclass(frozen=True, slots=True)
class _Group:
    """Digits that stand together, with the places of their first and last sign."""

    digits: str
    start: int
    end: int
    place: int
    """In the text as it is read."""
    chinese: bool


def find(text: str) -> list[Found]:
    """Return the numbers in a text, in their order; none overlaps another."""
    if len(_DIGIT.findall(text)) < _LEAST:
        return []
    read, places = _read(text)
    groups = list(_groups(read, places))
    found: list[Found] = []
    at = 0
    while at < len(groups):
        best = max(_starting_at(groups, at, read), key=lambda one: (one[0], one[1]), default=None)
        if best is None:
            at += 1
            continue
        _, last, kind = best
        taken = groups[at : last + 1]
        digits, end = "".join(group.digits for group in taken), taken[-1].end
        if kind == "card" and len(digits) >= _CARD.stop:
            digits = next(digits[:many] for many in _CARD if _is_card_number(digits[:many]))
        behind = taken[-1].place + len(taken[-1].digits)
        if kind == "identity" and len(digits) == _IDENTITY - 1:
            digits, end = digits + "X", places[behind] + 1
        found.append(Found(kind, taken[0].start, end, digits))
        at = last + 1
        if kind == "card" and at < len(groups) and _is_code_behind(taken[-1], groups[at], read):
            code = groups[at]
            found.append(Found("secret", code.start, code.end, code.digits))
            at += 1
    return sorted([*found, *_secrets(read, groups, found)], key=lambda one: one.start)


def masked(text: str, show: Callable[[NumberKind, str], str], kinds: frozenset[NumberKind]) -> str:
    """Return the text with every number of these kinds as `show` has it."""
    shown, at = [], 0
    for one in find(text):
        if one.kind in kinds:
            shown += [text[at : one.start], show(one.kind, one.digits)]
            at = one.end
    return "".join([*shown, text[at:]]) if shown else text


def restored(typed: str, before: str, show: Callable[[NumberKind, str], str]) -> str:
    """Return a text that was typed over the masked form of `before`, with the numbers back that the mask hid.

    Numbers that look alike behind the mask come back in their order, and only where none of them was taken out: which one is meant
    cannot be told then. A secret does not come back.
    """
    hidden: dict[str, list[str]] = {}
    for one in find(before):
        shown = show(one.kind, one.digits)
        if one.kind != "secret" and "*" in shown and shown not in before:
            hidden.setdefault(shown, []).append(before[one.start : one.end])
    for shown, numbers in hidden.items():
        alone = re.compile(rf"(?<![*0-9A-Za-z]){re.escape(shown)}(?![*0-9A-Za-z])")
        there = len(alone.findall(typed))
        if there == len(numbers) or len(set(numbers)) == 1:
            back = iter([*numbers, *numbers[-1:] * there])
            typed = alone.sub(lambda _mask, back=back: next(back), typed)  # type: ignore[misc]
    return typed


STRUCK: Final[frozenset[NumberKind]] = frozenset({"card", "identity", "secret"})
"""What does not belong into a text at all; a telephone may ("call back at ...")."""


def strike(text: str) -> str:
    """Return the text with cards, identity numbers and secrets made unreadable for good."""
    return masked(text, _struck, STRUCK)


def _struck(kind: NumberKind, digits: str) -> str:
    return f"****{digits[-4:]}" if kind == "card" else "****"


def holds_struck(text: str) -> bool:
    """Return whether the text holds what `strike` takes out."""
    return any(one.kind in STRUCK for one in find(text))


# ---------------------------------------------------------------------- reading


def _read(text: str) -> tuple[str, list[int]]:
    """Return the text in one spelling, with the place in `text` of each of its signs. Marks that nobody sees are gone."""
    read: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        category = unicodedata.category(sign)
        if category in ("Cf", "Mn", "Me"):
            continue
        if category == "Nd":
            plain = str(unicodedata.decimal(sign))
        elif category == "Pd" or sign == "\u2212":
            plain = "-"
        elif category in ("Zs", "Zl", "Zp") or sign.isspace():
            plain = " "
        else:
            plain = unicodedata.normalize("NFKC", sign)
        for one in plain:
            read.append(one)
            places.append(place)
    return "".join(read), places


def _groups(read: str, places: list[int]) -> Iterator[_Group]:
    at = 0
    while at < len(read):
        kind = _kind_of(read[at])
        end = at + 1
        if kind:
            while end < len(read) and _kind_of(read[end]) == kind:
                end += 1
            digits = "".join(_NUMERALS.get(sign, sign) for sign in read[at:end])
            yield _Group(digits, places[at], places[end - 1] + 1, at, kind == "chinese")
        at = end


def _kind_of(sign: str) -> str:
    if "0" <= sign <= "9":
        return "digit"
    return "chinese" if sign in _NUMERALS else ""


def _joined(one: _Group, other: _Group, read: str) -> bool:
    """Return whether two groups may belong to one number."""
    between = read[one.place + len(one.digits) : other.place]
    return len(between) <= _BETWEEN and all(sign == " " or sign in _SEPARATORS for sign in between)


def _starting_at(groups: list[_Group], at: int, read: str) -> Iterator[tuple[int, int, NumberKind]]:
    """Yield what may begin with this group: how sure it is, its last group and what it is."""
    digits, sizes = "", []
    for last in range(at, len(groups)):
        if last > at and not _joined(groups[last - 1], groups[last], read):
            return
        digits += groups[last].digits
        sizes.append(len(groups[last].digits))
        if len(digits) > 2 * _CARD.stop:
            return
        before = read[groups[at].place - 1] if groups[at].place else ""
        after_at = groups[last].place + len(groups[last].digits)
        after = read[after_at] if after_at < len(read) else ""
        for sure, kind in _kinds(digits, sizes, before, after):
            yield sure, last, kind


def _kinds(digits: str, sizes: list[int], before: str, after: str) -> Iterator[tuple[int, NumberKind]]:
    """Yield what the digits may be, the surest with the highest number. Beside letters they are part of a longer word, unless they
    look like a number of a person by themselves."""
    free, together = not _is_letter(before) and not _is_letter(after), len(sizes) == 1
    written = _as_people_write(sizes)
    if _is_identity(digits, after, written=written):
        yield 8, "identity"
    if together and free and len(digits) == _IDENTITY and digits[:1] in "1234568" and digits[6:8] in ("18", "19", "20"):
        yield 7, "identity"
    if len(digits) in _CARD and _is_card_number(digits) and (written or len(digits) >= _CARD.start + 1):
        yield 6, "card"
    if len(digits) == _IDENTITY and together and free and digits[0] != "0":
        yield 5, "identity"
    if len(digits) in _CARD and written and (digits[0] in "3456" or (free and digits[0] in "789")):
        yield 4, "card"
    if together and len(digits) >= _CARD.stop and any(_is_card_number(digits[:many]) for many in _CARD):
        yield 3, "card"
    if written and not _is_letter(after) and _is_telephone(digits, free=free):
        yield 2, "telephone"


def _is_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


def _as_people_write(sizes: list[int]) -> bool:
    """Return whether the groups are those of a number that was spelled out: not of amounts and dates that stand side by side."""
    if len(sizes) == 1:
        return True
    return min(sizes[:-1]) >= 3 or max(sizes) <= 2


def _is_card_number(digits: str) -> bool:
    """Return whether it begins as cards do and its last digit is the check digit."""
    if (
        digits[0] not in "3456"
        and not 2200 <= int(digits[:4]) <= 2720
        and digits[:2] not in ("81", "94", "95", "96", "98", "99")
    ):
        return False
    doubled = [int(digit) * 2 for digit in digits[-2::-2]]
    return (sum(one - 9 if one > 9 else one for one in doubled) + sum(int(digit) for digit in digits[::-2])) % 10 == 0


def _is_identity(digits: str, after: str, *, written: bool) -> bool:
    whole = digits + "X" if len(digits) == _IDENTITY - 1 and after in ("x", "X") else digits
    if len(whole) == _IDENTITY and whole[0] != "0" and _is_day(whole[6:14]):
        return written or whole[-1] == _check_sign(whole)
    # Of before 1999: no century and no check sign.
    return len(whole) == _IDENTITY - 3 and written and whole[0] in "12345678" and _is_day("19" + whole[6:12])


def is_identity_number(number: str) -> bool:
    """Return whether 18 signs are an identity number whose check digit is right (GB 11643, ISO 7064 MOD 11-2)."""
    return re.fullmatch(r"[1-9][0-9]{16}[0-9X]", number) is not None and number[-1] == _check_sign(number)


def _check_sign(number: str) -> str:
    return "10X98765432"[
        sum(int(digit) * weight for digit, weight in zip(number, _IDENTITY_WEIGHTS, strict=False)) % 11
    ]


def _is_day(digits: str) -> bool:
    try:
        return 1880 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= 2100
    except ValueError:
        return False


_MOBILE: Final = re.compile(r"(?:(?:00)?86)?1[3-9][0-9]{9}")
_LANDLINE: Final = re.compile(r"(?:(?:(?:00)?86)?0?|0)[1-9][0-9]{1,2}[2-9][0-9]{6,7}")


def _is_telephone(digits: str, *, free: bool) -> bool:
    if _MOBILE.fullmatch(digits):
        return True
    return free and digits.startswith(("0", "86")) and _LANDLINE.fullmatch(digits) is not None


def _is_code_behind(card: _Group, code: _Group, read: str) -> bool:
    """Return whether the three digits of the back stand right behind the card."""
    after_at = code.place + len(code.digits)
    after = read[after_at : after_at + 1]
    return len(code.digits) == 3 and _joined(card, code, read) and after not in tuple("0123456789元块万%")


def _secrets(read: str, groups: list[_Group], found: list[Found]) -> Iterator[Found]:
    """Yield the digits behind a word for a secret."""
    taken = {(one.start, one.end) for one in found}
    for word in _SECRET_WORD.finditer(read):
        near = [group for group in groups if 0 <= group.place - word.end() <= _SECRET_AFTER]
        # Digit by digit, they are as many groups.
        digits, used = "", list[_Group]()
        for group in near:
            if used and not _joined(used[-1], group, read):
                break
            digits, used = digits + group.digits, [*used, group]
        if used and len(digits) in _SECRET_LENGTH and all((one.start, one.end) not in taken for one in used):
            first = Found("secret", used[0].start, used[-1].end, digits)
            if not any(one.start < first.end and first.start < one.end for one in found):
                yield first
