"""From rows to what may be shown: every record of this area is built here, and every value passes the mask policy."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from agent_desk.hub.customers import rules
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.masking import Masks, masks_column, masks_from
from agent_desk.models.customers import Branch, Contact, ContactPoint, Customer, Holding
from agent_desk.models.kit import Setting
from agent_desk.schemas.customers.records import (
    ContactKind,
    ContactPointKind,
    ContactPointView,
    CustomerBrief,
    CustomerWords,
    HoldingView,
    Masked,
    MaskField,
    TimelineItem,
    VerificationPolicy,
    Word,
)
from agent_desk.schemas.customers.settings import IDENTITY

WORDS = "customers.words"
"""Setting with the lists `levels`, `care_flags` and `reveal_reasons` (code, name_zh, name_en)."""
VERIFICATION = "customers.verification"
"""Document with the `questions` of the identity check; how many must be right is a setting (IDENTITY)."""


def words_column() -> ScalarSelect[Any]:
    """Return the bank's lists as one JSON column of another query."""
    return select(Setting.value).where(Setting.key == WORDS).scalar_subquery()


def view_columns() -> tuple[Any, Any]:
    """Return what `Views.of_columns` needs, for a query that also reads customers."""
    return masks_column().label("masks"), words_column().label("words")


def policy_columns() -> tuple[Any, Any, Any]:
    """Return what `Policy.of_columns` needs, for a query of another area."""
    return (*view_columns(), _check_column().label("verification"))


def _check_column() -> ColumnElement[Any]:
    """Return the questions and the rule in force as one JSON column."""
    document = select(Setting.value).where(Setting.key == VERIFICATION).scalar_subquery()
    rule = settings_in_force.column(IDENTITY, func.now())
    nothing = sql_cast({}, JSONB)
    return func.coalesce(document, nothing).op("||", return_type=JSONB)(func.coalesce(rule, nothing))


def policy_of(check: Mapping[str, Any] | None) -> VerificationPolicy:
    """Return the check of `_check_column`: what the product begins with where the bank has said nothing."""
    found = {**rules.VERIFICATION.model_dump(), **(check or {})}
    rule = IDENTITY.read(found)
    whole = VerificationPolicy.model_validate({**found, **rule.model_dump()})
    return whole.model_copy(update={"questions": [one for one in whole.questions if one.active]})


def verification_policy(db: Session) -> VerificationPolicy:
    """Return the questions of the identity check and how many must be right."""
    return customer_words(db).verification


def customer_words(db: Session) -> CustomerWords:
    """Return the bank's lists; what the product starts with where there are none yet."""
    words, check = db.execute(select(words_column(), _check_column())).one()
    lists = words or {}
    return CustomerWords(
        levels=_offered(lists.get("levels")) or list(rules.LEVELS),
        care_flags=_offered(lists.get("care_flags")) or list(rules.CARE_FLAGS),
        reveal_reasons=_offered(lists.get("reveal_reasons")) or list(rules.REVEAL_REASONS),
        verification=policy_of(check),
    )


def _offered(entries: Any) -> list[Any]:
    return [one for one in entries or () if one.get("active", True)]


@dataclass(frozen=True, slots=True)
class Views:
    """Builds records with one mask policy and one set of the bank's lists."""

    masks: Masks
    levels: Mapping[str, Word]
    care_flags: Mapping[str, Word]

    @classmethod
    def of(cls, db: Session) -> "Views":
        """With what is in force; one query."""
        return cls.of_columns(*db.execute(select(*view_columns())).one())

    @classmethod
    def of_columns(cls, masks: Any, words: Any) -> "Views":
        """From the two columns of `view_columns`."""
        lists = words or {}
        return cls(
            masks_from(masks),
            _by_code(lists.get("levels"), rules.LEVELS),
            _by_code(lists.get("care_flags"), rules.CARE_FLAGS),
        )

    def masked(self, field: MaskField, value: str, name: str, verified: bool) -> Masked:
        """`value` as it may be shown; `name` is what to ask for when it is wanted in clear."""
        text = self.masks.show(field, value, verified)
        return Masked(text=text, field=name if "*" in text else "")

    def brief(self, customer: Customer, branch: Branch | None, verified: bool) -> dict[str, Any]:
        """Return the fields of a CustomerBrief."""
        return {
            "customer_id": customer.id,
            "number": customer.number,
            "name": self.masked("name", customer.name, "name", verified),
            "branch": _branch(branch),
            "level": _word(self.levels, customer.level),
            "care_flags": [_word(self.care_flags, code) for code in customer.care_flags],
        }

    def in_list(self, customer: Customer, branch: Branch | None, verified: bool, today: date) -> dict[str, Any]:
        """Return the fields of a CustomerInList, without the telephone. `today`: the centre's day."""
        return {
            **self.brief(customer, branch, verified),
            "gender": customer.gender,
            "age": rules.age_on(customer.born_on, today),
            "identity": self.masks.show("identity", customer.identity_number, verified),
        }

    def brief_record(self, customer: Customer, branch: Branch | None, verified: bool) -> CustomerBrief:
        """Return a CustomerBrief."""
        return CustomerBrief(**self.brief(customer, branch, verified))

    def contact_value(self, point: ContactPoint, verified: bool) -> Masked:
        """Return a telephone number or address."""
        field: MaskField = "mail" if point.kind == "mail" else "telephone"
        return self.masked(field, point.value, f"phone:{point.id}", verified)

    def contact_point(self, point: ContactPoint, verified: bool) -> ContactPointView:
        """Return a contact point with its source."""
        return ContactPointView(
            id=point.id,
            kind=cast(ContactPointKind, point.kind),
            value=self.contact_value(point, verified),
            extension=point.extension,
            verified=point.verified,
            source=point.source,
        )

    def holding(self, holding: Holding, verified: bool) -> HoldingView:
        """Return a card or another product."""
        return HoldingView(
            id=holding.id,
            product_code=holding.product_code,
            kind=holding.kind,
            name_zh=holding.name_zh,
            name_en=holding.name_en,
            number=self.holding_number(holding, verified),
            status=holding.status,
            opened_on=holding.opened_on,
        )

    def holding_number(self, holding: Holding, verified: bool) -> Masked:
        """Return the number of a card or an account."""
        field: MaskField = "card" if holding.kind in rules.CARD_KINDS else "account"
        return self.masked(field, holding.number, f"holding:{holding.id}", verified)

    def timeline_item(self, contact: Contact, person: str | None, person_en: str | None) -> TimelineItem:
        """Return a line of the time line; numbers that somebody typed into it are masked."""
        return TimelineItem(
            id=contact.id,
            kind=cast(ContactKind, contact.kind),
            entity_id=contact.entity_id,
            at=contact.at,
            title=self.masks.words(contact.title),
            title_en=self.masks.words(contact.title_en),
            words=self.masks.words(contact.words),
            words_en=self.masks.words(contact.words_en),
            state=contact.state,
            open=contact.open,
            due_at=contact.due_at,
            person=person or "",
            person_en=person_en or "",
        )


@dataclass(frozen=True, slots=True)
class Policy:
    """What says how customers are shown and their identity is checked."""

    views: Views
    verification: VerificationPolicy

    @classmethod
    def of_columns(cls, masks: Any, words: Any, verification: Any) -> "Policy":
        """From the columns of `policy_columns`."""
        return cls(Views.of_columns(masks, words), policy_of(verification))


def _by_code(listed: list[dict[str, str]] | None, default: Iterable[Word]) -> dict[str, Word]:
    words = [Word.model_validate(one) for one in listed] if listed else default
    return {word.code: word for word in words}


def _word(known: Mapping[str, Word], code: str) -> Word:
    """Return the word of a code; a code that was taken off the list shows as itself."""
    return known.get(code) or Word(code=code, name_zh=code, name_en=code)


def _branch(branch: Branch | None) -> Word | None:
    return Word(code=branch.code, name_zh=branch.name_zh, name_en=branch.name_en) if branch else None


def field_id(name: str, kind: str) -> uuid.UUID | None:
    """Return the id in a field's name ("phone:<id>"); None where it is of another kind or no id."""
    left, _, right = name.partition(":")
    try:
        return uuid.UUID(right) if left == kind else None
    except ValueError:
        return None


__all__ = [
    "VERIFICATION",
    "WORDS",
    "Policy",
    "Views",
    "customer_words",
    "field_id",
    "policy_columns",
    "verification_policy",
    "view_columns",
]
