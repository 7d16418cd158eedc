"""The central database: SQLAlchemy tables, one file per area."""
