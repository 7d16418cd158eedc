"""The rights of a hub's own database role: all it needs, and on the audit trail nothing but reading and adding."""

import re
from typing import Final

_NAME: Final = re.compile("[A-Za-z_][A-Za-z0-9_]{0,62}")


def statements(role: str) -> list[str]:
    """Return what the owner of the tables executes, also after each update. Raises ValueError: that is no name of a role."""
    if not _NAME.fullmatch(role):
        raise ValueError(role)
    name = f'"{role}"'
    return [
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
        f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {name}",
        f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {name}",
        f"REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry, audit_link FROM {name}",
        f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON audit_archive, alembic_version FROM {name}",
        f"REVOKE DELETE, TRUNCATE ON audit_head FROM {name}",
        f"REVOKE UPDATE, DELETE, TRUNCATE ON complaint_edition FROM {name}",
    ]
