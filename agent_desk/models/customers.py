"""Customers, how they can be reached, what they hold, and the keys they are found by."""

import uuid
from datetime import date, datetime
from typing import Final

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Sequence, text
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, CreatedAt, IdColumn, Moment, Version, Words, one_of


class Branch(Base):
    """A branch of the bank. A retired one is no longer offered."""

    __tablename__ = "branch"

    code: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    position: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    version: Mapped[Version]


class Customer(Base):
    """One customer of the bank. Names, identity numbers and contact points leave the hub masked."""

    __tablename__ = "customer"
    __table_args__ = (Index("ix_customer_name_born_on", "name", "born_on"),)

    id: Mapped[IdColumn]
    number: Mapped[str] = mapped_column(unique=True)
    """The customer number people quote, as C000123."""
    name: Mapped[str]
    gender: Mapped[str] = mapped_column(server_default=text("''"))
    identity_number: Mapped[str | None] = mapped_column(index=True)
    born_on: Mapped[date | None]
    branch_code: Mapped[str | None] = mapped_column(ForeignKey("branch.code"), index=True)
    level: Mapped[str] = mapped_column(server_default=text("'standard'"))
    care_flags: Mapped[Words]
    address: Mapped[str] = mapped_column(server_default=text("''"))
    note: Mapped[str] = mapped_column(server_default=text("''"))
    entered_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    """Who of the centre entered the customer; None for one that the bank's own systems told of."""
    created_at: Mapped[CreatedAt]
    version: Mapped[Version]


ENTERED_NUMBER: Final = Sequence("customer_entered_number", metadata=Base.metadata)
"""Counts the customers entered by people of the centre: the digits of N00000001."""


class ContactPoint(Base):
    """A telephone number or address of a customer, in canonical form; only verified ones are matched without saying "guess"."""

    __tablename__ = "contact_point"
    __table_args__ = (
        CheckConstraint(one_of("kind", ("mobile", "landline", "mail")), name="kind"),
        Index("ix_contact_point_value", "value"),
        Index("uq_contact_point_customer_value", "customer_id", "value", unique=True),
    )

    id: Mapped[IdColumn]
    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
    kind: Mapped[str]
    value: Mapped[str]
    extension: Mapped[str | None]
    verified: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    source: Mapped[str] = mapped_column(server_default=text("'core_bank'"))


class Holding(Base):
    """A card, account, loan or wealth product a customer holds (number masked on the way out)."""

    __tablename__ = "holding"

    id: Mapped[IdColumn]
    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), index=True)
    product_code: Mapped[str]
    kind: Mapped[str]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    number: Mapped[str]
    status: Mapped[str] = mapped_column(server_default=text("'normal'"))
    opened_on: Mapped[date | None]


class CustomerKey(Base):
    """One searchable key of a customer: digits of a telephone, name, pinyin, initials, identity or card number's last digits."""

    __tablename__ = "customer_key"
    __table_args__ = (
        CheckConstraint(
            one_of("kind", ("number", "phone", "name", "pinyin", "initials", "identity_tail", "card_tail")), name="kind"
        ),
        # By kind first: a part inside a key is then looked for in the telephones alone, not in every key of the bank.
        Index(
            "ix_customer_key_kind_value",
            "kind",
            "value",
            postgresql_ops={"value": "text_pattern_ops"},
            postgresql_include=["customer_id"],
        ),
        Index("ix_customer_key_customer_id", "customer_id"),
    )

    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)


class CustomerAccess(Base):
    """How often a person has asked for customers' data in an hour or a minute: a number, never what was asked."""

    __tablename__ = "customer_access"
    __table_args__ = (Index("ix_customer_access_window_at", "window_at"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True)
    window_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), primary_key=True)
    number: Mapped[int]


class Contact(Base):
    """One line of a customer's time line, written by the area it belongs to through the customers service.

    The area above (calls, cases, messaging) calls down, so that customers need not know it; `open` lines are what a
    screen pop shows first.
    """

    __tablename__ = "contact"
    __table_args__ = (
        CheckConstraint(one_of("kind", ("call", "complaint", "case", "message", "note")), name="kind"),
        Index("uq_contact_entity", "customer_id", "kind", "entity_id", unique=True),
        Index("ix_contact_customer_id_at", "customer_id", "at"),
    )

    id: Mapped[IdColumn]
    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
    kind: Mapped[str]
    entity_id: Mapped[uuid.UUID]
    at: Mapped[Moment]
    title: Mapped[str]
    """What it was about, in the words the bank's people typed or chose (a disposition, a complaint's number)."""
    title_en: Mapped[str] = mapped_column(server_default=text("''"), default="")
    """The same in English where the word is of the bank's own lists; empty for what is one in both languages."""
    words: Mapped[str] = mapped_column(server_default=text("''"), default="")
    words_en: Mapped[str] = mapped_column(server_default=text("''"), default="")
    state: Mapped[str] = mapped_column(server_default=text("''"), default="")
    open: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
