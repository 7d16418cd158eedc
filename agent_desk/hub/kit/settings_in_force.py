"""The value of a declared setting that is in force at a moment."""

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, ScalarSelect, Select, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.clock import utc_now
from agent_desk.models.kit import SettingValue
from agent_desk.schemas.kit.settings import Setting, SettingRecord

R = TypeVar("R", bound=SettingRecord)


def read(db: Session, setting: Setting[R], at: datetime | None = None) -> R:
    """Return the record in force at a moment (none: now by the hub's clock), the defaults where none was ever set."""
    return setting.read(db.scalar(stored(setting, at or utc_now())))


def column(setting: Setting[Any], at: datetime | ColumnElement[datetime]) -> ScalarSelect[Any]:
    """Return the stored value in force as a column of another query; `setting.read` makes the record of it."""
    return stored(setting, at).scalar_subquery()


def stored(setting: Setting[Any], at: datetime | ColumnElement[datetime]) -> Select[Any]:
    """Return the query of the stored value in force."""
    return (
        select(SettingValue.value)
        .where(SettingValue.key == setting.key, SettingValue.counts_from <= at, SettingValue.withdrawn_at.is_(None))
        .order_by(SettingValue.counts_from.desc(), SettingValue.version.desc())
        .limit(1)
    )


def first(db: Session, setting: Setting[Any]) -> Any:
    """Return the stored value that was the first to count, None where none was ever set: for what lies before any of them."""
    return db.scalar(
        select(SettingValue.value)
        .where(SettingValue.key == setting.key, SettingValue.withdrawn_at.is_(None))
        .order_by(SettingValue.counts_from, SettingValue.version.desc())
        .limit(1)
    )
