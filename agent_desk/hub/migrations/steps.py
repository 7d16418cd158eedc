"""Steps that migrations take alike."""

from collections.abc import Sequence
from typing import Final

from alembic import op
from sqlalchemy import text

_KEEPER: Final = "people.manage"
_ADMINISTRATORS: Final = frozenset({"system_administrator", "security_administrator", "auditor"})
_HOLDERS: Final = text("SELECT code FROM role WHERE code = ANY(:roles)")
_KEEPERS: Final = text("SELECT code FROM role WHERE CAST(:keeper AS text) = ANY(permissions)")
_UNITING: Final = text("SELECT code FROM role WHERE permissions @> ARRAY['people.manage', 'settings.manage']")
_GRANT: Final = text("""
    UPDATE role SET permissions = array_append(permissions, CAST(:permission AS text)), version = version + 1
    WHERE code = ANY(:roles) AND NOT CAST(:permission AS text) = ANY(permissions)
""")


def grant(permission: str, *roles: str) -> None:
    """Let these roles have a permission that is new, in a database that is in use; a new one has it from the areas.

    What administers also reaches the roles that unite the offices, as the one administrator's of before did: an upgrade takes nothing
    away. Where the bank has none of these roles any more, whoever manages people gets it, and can hand it on.
    """
    connection = op.get_bind()
    found: Sequence[str] = connection.scalars(_HOLDERS, {"roles": list(roles)}).all()
    if _ADMINISTRATORS & set(roles):
        found = [*found, *connection.scalars(_UNITING)]
    found = found or connection.scalars(_KEEPERS, {"keeper": _KEEPER}).all()
    connection.execute(_GRANT, {"permission": permission, "roles": list(found)})
