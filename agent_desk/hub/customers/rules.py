"""Customers without a database: what a typed fragment may be, which keys a customer has, what passes a verification."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from agent_desk.hub.kit.names import BETWEEN_PARTS, name_keys
from agent_desk.hub.kit.phone_numbers import canonical, fragment, fragments
from agent_desk.schemas.customers.records import (
    ContactPointKind,
    KeyKind,
    VerificationForm,
    VerificationPolicy,
    VerificationQuestion,
    Word,
)
from agent_desk.schemas.customers.settings import IdentityRule
from agent_desk.schemas.kit.chinese import CHARACTER, CHARACTERS, without_unseen

Key = tuple[KeyKind, str]
SHORTEST = 2
"""Characters below which a lookup gives a hint instead of half the customers."""
TAILS: Final = (4, 5, 6)
"""How many last characters of an identity or card number people are asked for."""
LEAST_REASON: Final = 4
"""Characters of the reason of who has nothing to do with the customer now."""
LEAST_DIGITS: Final = 4
"""Digits below which nothing is looked for: two of them list half the customers of a bank."""
_WHOLE: Final[dict[KeyKind, int]] = {"phone": 7, "identity_tail": 15, "card_tail": 8}
"""Characters of the shortest whole number of a kind."""
CARD_KINDS: Final = frozenset({"debit", "credit"})
_LETTERS: Final[tuple[KeyKind, ...]] = ("pinyin", "initials", "name", "number")
_IDENTITY_LIKE: Final = re.compile(r"[0-9]{3,17}[0-9x]")
_MOBILE: Final = re.compile(r"\+861[3-9][0-9]{9}")


@dataclass(frozen=True, slots=True)
class Fragment:
    """One thing typed into the lookup: `inside` kinds match anywhere in a key; `numbers` are kinds of which the mask hides a part,
    looked for only as a whole or by a tail that the mask shows."""

    text: str
    inside: tuple[KeyKind, ...]
    numbers: tuple[KeyKind, ...] = ()
    telephone: str = ""
    """The same digits as a telephone where that differs: 0086138... is looked for as 86138..."""

    def part(self, kind: str) -> str:
        """Return what to look for in keys of this kind."""
        return self.telephone if kind == "phone" and self.telephone else self.text

    @property
    def tail(self) -> str:
        """The tail key this fragment must equal: it, or the last six characters of a number typed whole."""
        return self.text[-TAILS[-1] :]

    @property
    def is_name(self) -> bool:
        """Whether it can be a part of a name."""
        return "name" in self.inside or "pinyin" in self.inside

    @property
    def is_number(self) -> bool:
        """Whether it is long enough to be somebody's number, and not a tail of one."""
        return bool(self.numbers) and len(self.text) > TAILS[-1]


@dataclass(frozen=True, slots=True)
class Reach:
    """What of numbers a lookup may answer: the tails that the mask shows anyway, and `whole` numbers for who may see them."""

    telephone: int = 0
    card: int = 0
    identity: int = 0
    whole: bool = False

    def is_tail(self, kind: KeyKind, text: str) -> bool:
        """Return whether this many last characters of a number of the kind are shown on every screen."""
        shown = {"phone": self.telephone, "identity_tail": self.identity, "card_tail": self.card}[kind]
        return TAILS[0] <= len(text) <= min(shown, TAILS[-1])

    def is_whole(self, kind: KeyKind, text: str) -> bool:
        """Return whether the text may be a whole number of the kind, and the person may look for it."""
        return self.whole and len(text) >= _WHOLE[kind]


def squeeze(text: str) -> str:
    """Return one spelling for keys and fragments: compatibility forms unified, lower case, no blanks, no dots in names, no marks
    that nobody sees."""
    return BETWEEN_PARTS.sub("", without_unseen(unicodedata.normalize("NFKC", text).lower()))


def fragments_of(typed: str) -> list[Fragment]:
    """Return what was typed, told apart: digits, Chinese characters, letters; each must be found in a customer.

    "138 0013" is one number; "王 8000" is a name and a number; "wang xm" a part of a pinyin and initials. What could be no
    key gives no fragment.
    """
    text = without_unseen(unicodedata.normalize("NFKC", typed).lower())
    chinese = "".join(CHARACTERS.findall(text))
    rest = CHARACTERS.sub(" ", text)
    digits, initials, found = "", "", []
    for word in re.split(r"[\s,;/]+", rest):
        if any(sign.isalpha() and not sign.isascii() for sign in word):
            # A name in another script, or with a letter that English has not.
            found.append(Fragment(squeeze(word), ("name",)))
            continue
        bare = re.sub(r"[^0-9a-z]", "", word)
        if not bare:
            continue
        if bare.isdecimal():
            digits += ("+" if word.startswith("+") else "") + bare
        elif bare.isalpha() and len(bare) == 1:
            initials += bare
        elif bare.isalpha():
            found.append(Fragment(bare, _LETTERS))
        else:
            papers: tuple[KeyKind, ...] = ("identity_tail",) if _IDENTITY_LIKE.fullmatch(bare) else ()
            found.append(Fragment(bare, ("number", "pinyin"), papers))
    if digits:
        bare = digits.replace("+", "")
        long = len(bare) >= LEAST_DIGITS
        numbers: tuple[KeyKind, ...] = ("phone", "identity_tail", "card_tail") if long else ()
        found.append(Fragment(bare, ("number",) if long else (), numbers, _dialled(digits)))
    if initials:
        found.append(Fragment(initials, _LETTERS))
    if chinese:
        found.append(Fragment(squeeze(chinese), ("name",)))
    return [one for one in found if one.text]


def long_enough(typed: str) -> bool:
    """Return whether enough was typed to search for."""
    fragments = fragments_of(typed)
    useful = [one for one in fragments if one.inside or one.numbers]
    return bool(useful) and sum(len(one.text) for one in fragments) >= SHORTEST


def _dialled(digits: str) -> str:
    """Without the 00 of a number dialled abroad; too few digits are no such number but zeros of another."""
    number = fragment(digits)
    return number if len(number) >= 5 and number != digits else ""


@lru_cache(maxsize=4096)
def _name_keys(name: str) -> tuple[Key, ...]:
    """Return the name and its pinyin keys; 5,000 customers share far fewer names."""
    syllables = len(CHARACTER.findall(name)) or len(name.split())
    keys: set[Key] = {("name", squeeze(name))}
    for key in name_keys(name):
        keys.add(("initials" if len(key) <= syllables else "pinyin", key))
    return tuple(sorted(keys))


def keys_of(
    number: str,
    name: str,
    telephones: Iterable[str] = (),
    identity_number: str | None = None,
    holdings: Iterable[str] = (),
) -> set[Key]:
    """Every key a customer is found by. `telephones` in any form, `holdings` are the numbers of cards and accounts."""
    keys: set[Key] = {("number", squeeze(number)), *_name_keys(name)}
    for telephone in telephones:
        keys.update(("phone", digits) for digits in phone_keys(telephone))
    keys.update(("identity_tail", tail) for tail in _tails(identity_number or ""))
    for held in holdings:
        keys.update(("card_tail", tail) for tail in _tails(held))
    return {key for key in keys if key[1]}


def phone_keys(telephone: str) -> tuple[str, ...]:
    """Digit strings of a telephone: international and as dialled inside the country."""
    if not _MOBILE.fullmatch(telephone):
        number = canonical(telephone)
        if not _MOBILE.fullmatch(number.e164 or ""):
            return fragments(number)
        telephone = number.e164 or ""
    # Both, although one ends with the other: so that what people type first is the beginning of a key.
    return telephone[1:], telephone[3:]


def _tails(number: str) -> list[str]:
    text = squeeze(number)
    return [text[-length:] for length in TAILS if len(text) > length]


def age_on(born_on: date | None, today: date) -> int | None:
    """Full years; None where the date of birth is not known or lies ahead."""
    if born_on is None or born_on > today:
        return None
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def verification_passed(policy: VerificationPolicy, form: VerificationForm) -> bool:
    """Return every mandatory question and enough in all right, and not too many wrong. Raises ValueError for other codes."""
    asked = {question.code for question in policy.questions}
    right, wrong = set(form.items), set(form.wrong)
    if unknown := (right | wrong) - asked:
        raise ValueError(f"no such question: {', '.join(sorted(unknown))}")
    mandatory = {question.code for question in policy.questions if question.mandatory}
    counted = right - wrong
    return mandatory <= counted and len(counted) >= policy.required and len(wrong) <= policy.max_wrong


def find_in(text: str, part: str) -> tuple[int, int]:
    """Start and length of `part` in `text`, whatever the case; (0, 0) where it is not."""
    start = text.lower().find(part.lower()) if part else -1
    return (start, len(part)) if start >= 0 else (0, 0)


def find_in_telephone(national: str, international: str, part: str) -> tuple[int, int]:
    """Return where `part` lies in the national form on screen, for a fragment of either form."""
    start, length = find_in(national, part)
    if length:
        return start, length
    start, length = find_in(international, part)
    shift = len(international) - len(national)
    begin, end = max(0, start - shift), max(0, start + length - shift)
    return begin, end - begin


def clip(start: int, length: int, shown: int) -> tuple[int, int]:
    """Return a range of the clear text on a masked one of `shown` characters; what is cut falls on the last character."""
    if not shown or not length:
        return 0, 0
    begin = min(start, shown - 1)
    return begin, max(1, min(start + length, shown) - begin)


def _words(*rows: tuple[str, str, str]) -> list[Word]:
    return [Word(code=code, name_zh=zh, name_en=en) for code, zh, en in rows]


LEVELS: Final[Sequence[Word]] = _words(
    ("standard", "普通", "Standard"), ("gold", "金卡", "Gold"), ("private", "贵宾", "Priority")
)
CARE_FLAGS: Final[Sequence[Word]] = _words(
    ("elderly", "高龄客户", "Elderly customer"),
    ("hearing", "听力障碍", "Hard of hearing"),
    ("vision", "视力障碍", "Low vision"),
    ("fraud_watch", "欺诈关注", "Fraud watch"),
    ("no_marketing", "拒绝营销", "No marketing"),
)
REVEAL_REASONS: Final[Sequence[Word]] = _words(
    ("confirm", "与客户核对登记信息", "Checking the details with the customer"),
    ("callback", "回呼客户", "Calling the customer back"),
    ("case", "投诉或工单核查", "Investigating a complaint or a case"),
)
"""Lists a new database starts with; the bank edits them as data."""
VERIFICATION: Final = VerificationPolicy(
    required=IdentityRule().required,
    max_wrong=IdentityRule().max_wrong,
    questions=[
        VerificationQuestion(code=code, question_zh=zh, question_en=en, mandatory=mandatory)
        for code, zh, en, mandatory in (
            ("name", "请问您的姓名是？", "May I have your full name?", True),
            ("id_tail", "请报一下您证件号码的后四位。", "The last four characters of your identity document?", True),
            ("mobile", "您在我行预留的手机号码是？", "Which mobile number have you registered with us?", False),
            ("card_tail", "要办理的银行卡卡号后四位是？", "The last four digits of the card in question?", False),
            ("branch", "您在哪家网点开的户？", "At which branch did you open the account?", False),
        )
    ],
)


def telephone_kind(e164: str) -> ContactPointKind:
    """Mobile or landline, by the Chinese number plan; a foreign number counts as mobile."""
    return "mobile" if _MOBILE.fullmatch(e164) or not e164.startswith("+86") else "landline"
