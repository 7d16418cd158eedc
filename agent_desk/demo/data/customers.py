"""5,000 customers who do not exist, and whose numbers cannot belong to anybody.

- Mobile numbers begin with 154: of the Chinese mobile ranges one of the few that no carrier has been given (public lists
  name 142, 143, 154, 161, 164 and 194; libphonenumber knows no 154 number either).
- Landlines have the area code 0545, which no city has.
- Identity numbers have the right form, date of birth and gender digit, but begin with 38, which is no province
  (GB/T 2260), and end with a check character that is deliberately wrong (GB 11643, ISO 7064 MOD 11-2).
- Card numbers fail the Luhn check (ISO/IEC 7812) and begin with a made-up bank identifier.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from agent_desk.demo.data.content import Content, Entry, Weighted
from agent_desk.demo.data.ids import drawn
from agent_desk.demo.data.loading import Loader, Table
from agent_desk.demo.data.names import NameMaker
from agent_desk.hub.customers.keys import keys_of

MOBILE_PREFIX: Final = "+86154"
LANDLINE_PREFIX: Final = "+86545"
REGIONS: Final = ("380101", "380102", "380103", "380121", "380122", "380181")
BIN: Final = "620000"
_CHECK: Final = "10X98765432"
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_STATUSES: Final = Weighted(["normal", "lost", "frozen", "dormant", "closed"], [0.93, 0.012, 0.012, 0.026, 0.02])
_ESTATES: Final = ("锦园", "和苑", "家属院", "花园小区", "新村", "佳苑", "公寓", "里")


Point = tuple[str, str, str | None, bool, str]
"""Kind, value, extension, verified, source."""


@dataclass(slots=True)
class Known:
    """A customer as the rest of the seed needs them."""

    id: str
    name: str
    branch: str
    telephone: str
    kinds: dict[str, str] = field(default_factory=dict)
    """Kind of product to the Chinese name of one they hold."""


def identity_number(random: Random, born: date, gender: str) -> str:
    """Right form, a region that does not exist, and a check character that is always wrong."""
    order = random.randrange(0, 500) * 2 + (gender == "male")
    body = f"{random.choice(REGIONS)}{born:%Y%m%d}{order % 1000:03d}"
    right = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11
    return body + _CHECK[(right + random.randrange(1, 11)) % 11]


def luhn_holds(number: str) -> bool:
    """Return whether a card number passes the check of ISO/IEC 7812."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def card_number(random: Random) -> str:
    """19 digits that no card can have."""
    number = f"{BIN}{random.randrange(10**13):013d}"
    return number if not luhn_holds(number) else f"{number[:-1]}{(int(number[-1]) + 1) % 10}"


class CustomerMaker:
    """Makes customers one after the other, from one stream of random numbers."""

    def __init__(self, content: Content, seed: int, today: date) -> None:
        self._random = Random(f"{seed}/customers")
        self._today = today
        self._names = NameMaker(content)
        people = content.people
        self._branches = Weighted(people["branches"], [one["share"] for one in people["branches"]])
        self._levels = Weighted([one["code"] for one in people["levels"]], [one["share"] for one in people["levels"]])
        self._products: Sequence[Entry] = people["products"]
        self._flags: Sequence[Entry] = people["care_flags"]
        self._shared: list[str] = []
        self._households: list[str] = []
        self._used: set[str] = set()
        self.customer = Table(
            "customer", "id number name gender identity_number born_on branch_code level care_flags address note"
        )
        self.point = Table("contact_point", "id customer_id kind value extension verified source")
        self.holding = Table("holding", "id customer_id product_code kind name_zh name_en number status opened_on")
        self.key = Table("customer_key", "customer_id kind value")

    def one(self, number: int) -> Known:
        """Return the rows of one customer."""
        random = self._random
        born = self._today - timedelta(days=round(365.25 * min(84, max(18.1, random.gauss(46, 15)))))
        gender = random.choice(("male", "female"))
        branch = self._branches.draw(random)
        known = Known(drawn(random), self._names.person(random, born.year, gender), branch["code"], "")
        identity = identity_number(random, born, gender)
        code = f"C{number:06d}"
        self.customer.add(
            known.id,
            code,
            known.name,
            gender,
            identity,
            born,
            known.branch,
            self._levels.draw(random),
            self._care(born),
            self._address(branch),
            "",
        )
        telephones = self._contact_points(known, number)
        numbers = self._holdings(known, born)
        self.key.extend(keys_of(uuid.UUID(known.id), code, known.name, telephones, identity, numbers))
        return known

    def send(self, loader: Loader) -> None:
        """Store what was made so far."""
        loader.send(self.customer, self.point, self.holding, self.key)

    def _care(self, born: date) -> list[str]:
        random, old = self._random, self._today.year - born.year >= 70
        found = []
        for flag in self._flags:
            share = flag["share"]
            if flag["code"] == "elderly":
                share = 0.9 if old else 0.0
            elif old and flag["code"] in ("hearing", "vision", "mobility", "dialect"):
                share *= 6
            if random.random() < share:
                found.append(flag["code"])
        return found

    def _address(self, branch: Entry) -> str:
        random = self._random
        place = branch["address_zh"].rstrip("0123456789号")
        estate = random.choice(_ESTATES)
        block, unit, room = (
            random.randint(1, 28),
            random.randint(1, 4),
            random.randint(1, 18) * 100 + random.randint(1, 4),
        )
        return f"{place}{random.randint(1, 320)}号{estate}{block}号楼{unit}单元{room}室"

    # ------------------------------------------------------------------ how to reach them

    def _contact_points(self, known: Known, number: int) -> list[str]:
        random = self._random
        points: list[Point] = [("mobile", self._new_mobile(), None, True, "core_bank")]
        if self._shared and random.random() < 0.02:
            # Husband and wife, or a child who looks after the parents' accounts.
            points = [("mobile", random.choice(self._shared), None, True, "core_bank")]
        if random.random() < 0.06:
            points.append(("mobile", self._new_mobile(), None, False, random.choice(("call", "web_form", "branch"))))
        if random.random() < 0.09:
            points.append(self._landline())
        if random.random() < 0.18:
            points.append(("mail", f"c{number:06d}@example.com", None, random.random() < 0.7, "web_form"))
        known.telephone = points[0][1]
        if random.random() < 0.1:
            self._shared.append(known.telephone)
        for kind, value, extension, verified, source in points:
            self.point.add(drawn(random), known.id, kind, value, extension, verified, source)
        return [value for kind, value, *_ in points if kind != "mail"]

    def _new_mobile(self) -> str:
        while (value := f"{MOBILE_PREFIX}{self._random.randrange(80_000_000):08d}") in self._used:
            pass
        self._used.add(value)
        return value

    def _landline(self) -> Point:
        random = self._random
        if random.random() < 0.4:
            # The switchboards of a few employers: many customers behind one number, told apart by the extension.
            board = f"{LANDLINE_PREFIX}2277{random.randrange(8) * 111:03d}"
            return "landline", board, f"{random.randrange(100, 1000)}", random.random() < 0.6, "branch"
        if not self._households or random.random() < 0.7:
            self._households.append(f"{LANDLINE_PREFIX}{random.randrange(3_000_000, 8_000_000)}")
        return "landline", random.choice(self._households[-20:]), None, random.random() < 0.8, "core_bank"

    # ------------------------------------------------------------------ what they hold

    def _holdings(self, known: Known, born: date) -> list[str]:
        random, numbers = self._random, list[str]()
        adult = born + timedelta(days=365 * 17)
        longest = min((self._today - adult).days, 365 * 18)
        for product in self._products:
            wanted = product["share"] if product["code"] != "P101" or numbers else 0.8
            if random.random() >= wanted:
                continue
            kind = product["kind"]
            if kind in ("debit", "credit"):
                number = card_number(random)
            else:
                number = f"9010{random.randrange(10**12):012d}"
            numbers.append(number)
            known.kinds.setdefault(kind, product["name_zh"])
            opened = self._today - timedelta(days=random.randint(20, max(21, longest)))
            self.holding.add(
                drawn(random),
                known.id,
                product["code"],
                kind,
                product["name_zh"],
                product["name_en"],
                number,
                _STATUSES.draw(random),
                opened,
            )
        return numbers
