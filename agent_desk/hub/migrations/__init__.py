"""Migrations of the central database (alembic), run by `agent-desk hub` before it serves."""
