"""One canonical form for telephone numbers, whatever people type and exchanges send (domain, section 6).

Used on every write and on every lookup. Nothing is guessed: a text with words in it is no number, a local number
without its area code stays unknown unless the centre's own is given, and "62770334/5" is not completed. What was sent and not
understood is still a line (`Number.line`): it is shown, told from others and called back as it came; only who hides has none.
No text raises.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal
from urllib.parse import unquote

import phonenumbers

Kind = Literal["phone", "short", "internal", "anonymous", "empty", "unknown"]


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number as the product stores it.

    `e164` for a number of the public network (`kind` phone); `short` for a service number such as 95577 (short) or a
    number inside the exchange (internal); `extension` behind either. `anonymous`: the caller hides; `empty`: nothing
    was sent; `unknown`: no number could be made of `raw`.
    """

    e164: str | None
    short: str | None
    extension: str | None
    raw: str
    kind: Kind

    @property
    def dialable(self) -> str | None:
        """What identifies the line: E.164 or the short number; None where there is none."""
        return self.e164 or self.short

    @property
    def line(self) -> str:
        """What tells this line from others: as `dialable`, else what was sent, without separators; empty where the caller hides."""
        if self.kind != "unknown":
            return self.dialable or ""
        sent = _plain(self.raw[:_LONGEST])
        uri = _user_part(sent)[0]
        return re.sub(r"[\s()\[\]<>\"'\-]", "", uri or sent)[:_LINE_LONGEST].lower()


# Service numbers of the Chinese plan: 95xxx to 95xxxxxx, 96xxx and 96xxxx, 1xx, 1xxxx, 1xxxxx, and 106... for messages.
_SHORT: Final = re.compile(r"95[0-9]{3,6}|96[0-9]{3,4}|1[0-9]{2}|1[0-9]{4,5}|106(?![0-9]{7}$)[0-9]{5,17}")
_MESSAGES: Final = re.compile(r"106[0-9]{7}")
"""As long as a landline of Beijing whose 0 was lost: the line of a person before that of a service."""
_SERVICE: Final = re.compile(r"9[56][0-9]{3,6}")
_INTERNAL: Final = re.compile(r"[0-9]{2,6}")
_MOBILE_CN: Final = re.compile(r"\+861[3-9][0-9]{9}")
_AREA_SERVICE: Final = re.compile(r"0[1-9][0-9]{1,2}(9[56][0-9]{3})")
_COUNTRY_CN: Final = re.compile(r"^(?:\+|00)86")
_EXTENSION: Final = re.compile(
    r"(.*[0-9)\]])\s*(?:ext(?:n|ension)?\.?|x|#|转|分机|,|-)+\s*:?\s*([0-9]{1,6})", re.DOTALL
)
_HIDDEN: Final = frozenset(
    {
        "anonymous",
        "unknown",
        "restricted",
        "private",
        "withheld",
        "unavailable",
        "hidden",
        "nonumber",
        "no number",
        "number withheld",
        "private number",
        "unknown caller",
        "out of area",
        "anonymous.invalid",
        "匿名",
        "未知",
        "隐藏",
        "保密",
        "号码未显示",
        "未显示",
        "无号码",
    }
)
_URI: Final = re.compile(r"(?:sips?|tel):([^<>]*)", re.IGNORECASE)
_NAME_ADDRESS: Final = re.compile(r"[^<>]*<([^<>]*)>")
_LIST: Final = re.compile(r"[/、|\r\n]+|[,;](?=(?:[^0-9,;]*[0-9]){7})")
_PLAIN: Final = re.compile(r"[+0-9 ()\[\].\-]+")
_LONGEST: Final = 200
_LINE_LONGEST: Final = 64
_LOCAL: Final = re.compile(r"[2-9][0-9]{6,7}")
"""A landline as telephones of its own town dial it."""
_LOCAL_DASHED: Final = re.compile(r"[2-9][0-9]{2,3}[ -]+[0-9]{4}")
"""The same as people write it: no short number with an extension."""
_TRUNK_BEFORE_COUNTRY: Final = re.compile(r"0(?:0?86)(?=1[3-9][0-9]{9}$|0?[1-9][0-9]{8,10}$)")
"""086 before a national number, as some trunks send it."""
_CARRIER: Final = re.compile(r"^(?:\+86|0086|86)?0?(?:179[0-9]{2}|12593|11808|10193|1259[0-9])(?=0?[1-9][0-9]{8,11}$)")
"""Prefixes by which a carrier is chosen, before a whole number."""
_DIGITS: Final = re.compile(r"[0-9]{3,15}")
_NO_NUMBER: Final = re.compile(r"[^0-9]*(?:0[^0-9]*){2,}")
"""Noughts alone, as some trunks send for a caller who hides."""


@lru_cache(maxsize=1024)
def canonical(text: str, region: str = "CN", area: str = "") -> Number:
    """Return the canonical form of one number. Of a list ("a / b") the first usable one; `canonical_all` gives every one.

    `area`: the area code with its 0 by which a local number is completed (`hub/kit/centre.py`); empty: none is.
    """
    found = canonical_all(text, region, area)
    return next((number for number in found if number.dialable), found[0])


def canonical_all(text: str, region: str = "CN", area: str = "") -> list[Number]:
    """Return every number of a list separated by "/" and its like, in the order of the text; at least one, never raises."""
    if len(text) > _LONGEST:
        return [_nothing(text, "unknown")]
    plain = _plain(text)
    if _URI.search(plain) or _NAME_ADDRESS.fullmatch(plain):
        return [_one(plain, text, region, area)]
    pieces = [piece.strip() for piece in _LIST.split(plain)]
    pieces = [piece for piece in pieces if piece] or [""]
    return [_one(piece, text if len(pieces) == 1 else piece, region, area) for piece in pieces]


def needs_area(text: str) -> bool:
    """Return whether this number is a local one, so that an area code would complete it."""
    return canonical(text).kind == "unknown"


def fragments(number: Number) -> tuple[str, ...]:
    """Digit strings to store for lookup: a typed `fragment` finds the number when it is part of one of them.

    International digits, and the national form with its trunk 0, because people type either.
    """
    forms = []
    if number.e164:
        forms.append(number.e164[1:])
        national = _national(number.e164)
        if national and not number.e164[1:].endswith(national):
            forms.append(national)
    if number.short:
        forms.append(number.short)
    return tuple(forms)


def fragment(text: str) -> str:
    """Return the digits of a typed fragment ("138 0013" -> "1380013", "+86 138" -> "86138"); may be empty."""
    digits = "".join(character for character in _plain(text[:_LONGEST]) if character in "0123456789")
    return digits[2:] if digits.startswith("00") else digits


def as_dialled(number: Number) -> str:
    """Return the digits to dial for it inside the country; empty where there is no number. An extension is not dialled.

    A number of another country begins with 00; a number that is not understood is dialled as it was sent.
    """
    if number.e164:
        national = _national(number.e164)
        return national if number.e164.startswith("+86") else "00" + number.e164[1:]
    if number.short is not None:
        return number.short
    return number.line if number.kind == "unknown" and _DIGITS.fullmatch(number.line) else ""


def _plain(text: str) -> str:
    """Full-width and other digits as 0-9, dashes as "-", blanks as " ", invisible marks gone."""
    out = []
    for character in unicodedata.normalize("NFKC", text):
        category = unicodedata.category(character)
        if category == "Nd":
            out.append(str(unicodedata.decimal(character)))
        elif category == "Pd" or character == "\u2212":
            out.append("-")
        elif category == "Zs" or character == "\t":
            out.append(" ")
        elif category not in ("Cf", "Mn"):
            out.append(character)
    return "".join(out).strip()


def _nothing(raw: str, kind: Kind) -> Number:
    return Number(None, None, None, raw, kind)


def _one(piece: str, raw: str, region: str, area: str) -> Number:
    user, extension = _user_part(piece)
    word = user.strip("<> \"'").lower()
    if not word:
        return _nothing(raw, "empty")
    if word in _HIDDEN or _NO_NUMBER.fullmatch(word):
        return _nothing(raw, "anonymous")
    number = _line(user, extension, raw, region, area)
    split = None if _LOCAL_DASHED.fullmatch(user) else _EXTENSION.fullmatch(user.lower())
    if number is None and extension is None and split:
        number = _line(split[1].strip(), split[2], raw, region, area)
    return number or _nothing(raw, "unknown")


def _user_part(piece: str) -> tuple[str, str | None]:
    """Return the number in a SIP or tel address ("<sip:138...@host;x=y>", "tel:+86-10-...;ext=801"), and its ext parameter."""
    if address := _NAME_ADDRESS.fullmatch(piece):
        piece = address[1].strip() or piece
    uri = _URI.fullmatch(piece.strip())
    if uri is None:
        return piece, None
    user, *parameters = unquote(uri[1]).split("@")[0].split(";")
    user = user.split(":")[0].split("?")[0].strip()
    named = dict(parameter.lower().partition("=")[::2] for parameter in parameters)
    if (context := named.get("phone-context", "")).startswith("+") and not user.startswith("+"):
        user = context + user.lstrip("0")
    extension = named.get("ext", "")
    return user, extension if re.fullmatch(r"[0-9]{1,6}", extension) else None


def _line(user: str, extension: str | None, raw: str, region: str, area: str) -> Number | None:
    """Return a number of digits and the usual separators, or None."""
    if not _PLAIN.fullmatch(user):
        return None
    digits = re.sub(r"[^+0-9]", "", user)
    bare = _COUNTRY_CN.sub("", digits, count=1)
    whole = "-" not in _COUNTRY_CN.sub("", user, count=1).lstrip("- ")  # 95577-2 is 95577 and a key, not 955772
    if region == "CN" and whole and (_SHORT.fullmatch(digits) or _SERVICE.fullmatch(bare)):
        return Number(None, bare, extension, raw, "short")
    for form in _forms(digits, region, area):
        if e164 := _public(form, region):
            return Number(e164, None, extension, raw, "phone")
    if region == "CN" and (local := _AREA_SERVICE.fullmatch(bare)):
        return Number(None, local[1], extension, raw, "short")
    if _INTERNAL.fullmatch(digits) and "-" not in user:
        return Number(None, digits, extension, raw, "internal")
    if region == "CN" and _MESSAGES.fullmatch(digits):
        return Number(None, digits, extension, raw, "short")
    return None


def _forms(digits: str, region: str, area: str) -> Iterator[str]:
    """Yield the digits as they came, and as they are without what a trunk, a carrier or a spreadsheet has put before or taken off."""
    if region == "CN" and _MESSAGES.fullmatch(digits):
        yield f"0{digits}"
    yield digits
    if region != "CN":
        return
    for before in (_TRUNK_BEFORE_COUNTRY, _CARRIER):
        bare = before.sub("", digits, count=1)
        if bare != digits:
            yield bare
            yield f"0{bare}"
    if area and _LOCAL.fullmatch(digits):
        yield area + digits


def _public(digits: str, region: str) -> str | None:
    """E.164 where the number plan knows the number; a mobile range newer than the plan's data counts as well."""
    try:
        parsed = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    e164 = str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
    written_out = digits.startswith("+") and phonenumbers.is_possible_number(parsed)
    if phonenumbers.is_valid_number(parsed) or written_out or _MOBILE_CN.fullmatch(e164):
        return e164
    return None


def _national(e164: str) -> str:
    """Digits of the form people dial inside the country, trunk prefix included."""
    parsed = phonenumbers.parse(e164)
    shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    return re.sub(r"[^0-9]", "", shown)
