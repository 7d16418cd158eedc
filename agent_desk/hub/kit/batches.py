"""One account of work in several transactions: what is done is counted with the commit that did it, and said whatever comes after.

The work is the whole list, prepared before anything is written. A batch is there or not; the audit entry and whatever else tells of it
are written by its own transaction. Work that is begun again must find what is done already and leave it as it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy.orm import Session

from agent_desk.hub.kit.database import Database

Item = TypeVar("Item")
Progress = Callable[[int, int], None]
"""Told how many are done, and of how many, at the beginning and after each batch. What it raises stops the work there."""


@dataclass(slots=True)
class Counted:
    """What storing did, counted by items."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def count(self, added: bool, changed: bool = False) -> None:
        """Count one item that was stored."""
        if added:
            self.added += 1
        elif changed:
            self.changed += 1
        else:
            self.unchanged += 1


@dataclass(slots=True, kw_only=True)
class Account(Counted):
    """What has been done of a piece of work: `done` of `of` items are in the database, whole."""

    of: int = 0
    done: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing is left to do."""
        return self.done == self.of


class Interrupted(Exception):
    """The work ended before its end: `account` says what is in the database, `__cause__` why it ended."""

    def __init__(self, account: Account | None = None) -> None:
        super().__init__()
        self.account = account or Account()

    def __str__(self) -> str:
        return f"{self.account.done} of {self.account.of} done"


class Stopped(Interrupted):
    """Somebody asked to stop, between two batches: raised by a `Progress`, which need not know the account."""


def in_batches(
    database: Database,
    items: Sequence[Item],
    size: int,
    store: Callable[[Session, Sequence[Item], Account], None],
    progress: Progress = lambda _done, _of: None,
) -> Account:
    """Store the items, `size` in each transaction; an empty list is one empty transaction. Returns the account.

    `store` is given the account as it will stand with this batch: it counts its items in it, and writes what tells of them (of all
    of them where it is `whole`). Raises Interrupted from whatever stops it.
    """
    account = Account(of=len(items))
    try:
        progress(0, len(items))
        for first in range(0, max(1, len(items)), size):
            batch = items[first : first + size]
            after = replace(account, done=account.done + len(batch))
            with database.write() as db:
                store(db, batch, after)
            account = after
            progress(account.done, account.of)
    except Interrupted as fault:
        fault.account = account
        raise
    except BaseException as fault:
        raise Interrupted(account) from fault
    return account
