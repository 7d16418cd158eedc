"""Steps that migrations take alike."""

from typing import Final

from alembic import op
from sqlalchemy import text

_KEEPER: Final = "people.manage"
_HOLDERS: Final = text("SELECT code FROM role WHERE code = ANY(:roles)")
_KEEPERS: Final = text("SELECT code FROM role WHERE CAST(:keeper AS text) = ANY(permissions)")
_GRANT: Final = text("""
    UPDATE role SET permissions = array_append(permissions, CAST(:permission AS text)), version = version + 1
    WHERE code = ANY(:roles) AND NOT CAST(:permission AS text) = ANY(permissions)
""")


def grant(permission: str, *roles: str) -> None:
    """Let these roles have a permission that is new, in a database that is in use; a new one has it from the areas.

    Where the bank has none of these roles any more, whoever manages people gets it, and can hand it on.
    """
    connection = op.get_bind()
    found = connection.scalars(_HOLDERS, {"roles": list(roles)}).all()
    found = found or connection.scalars(_KEEPERS, {"keeper": _KEEPER}).all()
    connection.execute(_GRANT, {"permission": permission, "roles": list(found)})
