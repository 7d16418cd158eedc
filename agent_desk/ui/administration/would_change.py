"""What a change of rights comes to, in words, before it is saved: who gains and loses what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agent_desk.schemas.administration.records import HeldRole, RoleHolder, RoleRow
from agent_desk.ui.administration import permission_words
from agent_desk.ui.administration.reach import Offered, joined, text
from agent_desk.ui.kit import words

NAMED: int = 8
"""So many people are named; of more it is said that there are others."""


def of_permissions(gained: Iterable[str], lost: Iterable[str]) -> list[str]:
    """Return what is gained and lost, a line each."""
    found: list[str] = []
    for code, permissions in (("gains", gained), ("loses", lost)):
        listed = permission_words.in_order(permissions)
        if listed:
            found.append(text(code, permissions=joined([permission_words.word(one) for one in listed])))
    return found


def of_role(record: RoleRow, permissions: Iterable[str], holders: Sequence[RoleHolder]) -> list[str]:
    """Return what a role's new permissions change, and for whom; nothing where they are the same."""
    before, after = set(record.permissions), set(permissions)
    if before == after:
        return []
    return [*of_permissions(after - before, before - after), concerned(holders)]


def concerned(holders: Sequence[RoleHolder]) -> str:
    """Return whom a change of a role concerns."""
    if not holders:
        return text("concerns_nobody")
    return text("concerns", people=len(holders), names=named(holders))


def named(holders: Sequence[RoleHolder]) -> str:
    """Return the names of the first of them, and that there are others."""
    shown = [words.pick(one.name, one.name_en) or one.login for one in holders[:NAMED]]
    return joined([*shown, text("and_more")] if len(holders) > NAMED else shown)


def of_person(before: Sequence[HeldRole], after: Sequence[HeldRole], offered: Offered) -> list[str]:
    """Return what other roles, or other reaches, come to for a person; nothing where they are the same."""
    had, has = _permissions(before, offered), _permissions(after, offered)
    was = {one.role: one for one in before}
    moved = [
        offered.said(one, everything=True)
        for one in after
        if one.role in was and offered.extent(one) != offered.extent(was[one.role])
    ]
    found = of_permissions(has - had, had - has)
    return [*found, text("reaches", roles=joined(moved))] if moved else found


def _permissions(held: Sequence[HeldRole], offered: Offered) -> set[str]:
    roles = [offered.role(one.role) for one in held]
    return {word for role in roles if role is not None and role.active for word in role.permissions}
