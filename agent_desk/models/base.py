"""The base of every table: names, ids, versions, and the column types that all areas share."""

import enum
import uuid
from datetime import datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import BigInteger, DateTime, MetaData, Text, func, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

IdColumn = Annotated[uuid.UUID, mapped_column(primary_key=True, default=uuid.uuid4)]
Moment = Annotated[datetime, mapped_column(DateTime(timezone=True))]
"""An instant: timestamptz, stored UTC, shown in the centre's one zone."""
Milliseconds = Annotated[int, mapped_column(BigInteger)]
"""A duration from the monotonic facts of an event, never a difference of two machines' clocks."""
CreatedAt = Annotated[datetime, mapped_column(DateTime(timezone=True), server_default=func.now())]
Version = Annotated[int, mapped_column(server_default=text("1"), default=1)]
"""Optimistic version of a row that people edit: a write names the version it read, a stale one gets 409."""
Json = Annotated[dict[str, Any], mapped_column(JSONB, server_default=text("'{}'::jsonb"), default=dict)]
Words = Annotated[list[str], mapped_column(ARRAY(Text), server_default=text("'{}'::text[]"), default=list)]


class Base(DeclarativeBase):
    """Declarative base; one MetaData with a naming scheme, so that migrations can name every constraint."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text, enum.Enum: Text}


def one_of(column: str, words: tuple[str, ...]) -> str:
    """SQL of a CHECK that a text column holds one of these words (or null)."""
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({listed})"
