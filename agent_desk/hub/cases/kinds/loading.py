"""The kinds that come with the product: read from `resources/kinds`, published as version 1 where a database has none of the code."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.cases.kinds import toml_file, versions
from agent_desk.hub.kit.clock import utc_now
from agent_desk.models.kinds import CaseKindVersion
from agent_desk.schemas.cases.kinds.definition import Kind

_PACKAGE = Path(__file__).resolve().parents[3]
FIRST_DAY: Final = date(2020, 1, 1)
"""A kind that came with the product counts from before any case."""


def shipped_folder(name: str) -> Path:
    """Return a folder of `resources` in a checkout or in an installed wheel. Raises FileNotFoundError with a sentence."""
    for candidate in (_PACKAGE.parent / "resources" / name, _PACKAGE / "_resources" / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"What comes with the product (resources/{name}) is not installed here.")


@cache
def shipped() -> tuple[Kind, ...]:
    """Return the kinds that come with the product, by their place. Raises ValueError for a file that is none."""
    found = []
    for path in sorted(shipped_folder("kinds").glob("*.toml")):
        kind, faults = toml_file.read(path.read_text("utf-8"))
        if kind is None:
            raise ValueError(f"{path.name}: {'; '.join(one.en for one in faults)}")
        found.append(kind)
    return tuple(sorted(found, key=lambda one: (one.place, one.code)))


def seed_kinds(db: Session) -> None:
    """Publish what comes with the product; a kind that the database knows stays as the bank has it."""
    known = set(db.scalars(select(CaseKindVersion.code)))
    for kind in shipped():
        if kind.code in known:
            continue
        said, digest = versions.stored(kind)
        db.execute(
            insert(CaseKindVersion)
            .values(
                code=kind.code,
                number=1,
                definition=said,
                digest=digest,
                state="published",
                from_day=FIRST_DAY,
                made_at=utc_now(),
                published_at=utc_now(),
            )
            # Two hubs that begin at once may both come here.
            .on_conflict_do_nothing(index_elements=["code", "number"])
        )
