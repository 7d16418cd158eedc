"""Cases that belong to a complaint; who complains; grades, own limits and warnings; legal hold; lists of sources"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0035_complaint_law"
down_revision = "0034_complaint_counters"
branch_labels: Any = None
depends_on: Any = None

_OPEN = "state IN ('received', 'assigned', 'in_progress', 'awaiting_customer', 'decided')"


def _text(name: str, default: str = "") -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), server_default=sa.text(f"'{default}'"), nullable=False)


def _number(name: str, default: int = 0) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), server_default=sa.text(f"{default}"), nullable=False)


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


_COMPLAINT: tuple[sa.Column[Any], ...] = (
    _text("party", "self"),
    _number("people", 1),
    _text("proxy_name"),
    _text("proxy_reach"),
    sa.Column("proxy_on", sa.Date(), nullable=True),
    _text("proxy_proof"),
    sa.Column("representatives", postgresql.ARRAY(sa.TEXT()), server_default=sa.text("'{}'::text[]"), nullable=False),
    sa.Column("amount", sa.Numeric(14, 2), nullable=True),
    sa.Column("happened_on", sa.Date(), nullable=True),
    _text("grade", "ordinary"),
    sa.Column("grade_set", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    _moment("held_at"),
    sa.Column("held_by_id", sa.Uuid(), nullable=True),
    _text("held_reason"),
    _moment("clock_from_at"),
    _number("internal_minutes"),
    _moment("internal_from_at"),
    _moment("internal_due_at"),
    _number("warned"),
    _number("internal_warned"),
)
_TERM: tuple[sa.Column[Any], ...] = (_text("least_grade", "ordinary"), *map(_number, ("hours_ordinary", "hours_important", "hours_grave")))


def upgrade() -> None:
    op.add_column("kind_case", sa.Column("complaint_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_kind_case_complaint_id_complaint"), "kind_case", "complaint", ["complaint_id"], ["id"]
    )
    op.create_index(
        "ix_kind_case_complaint_id",
        "kind_case",
        ["complaint_id"],
        postgresql_where=sa.text("complaint_id IS NOT NULL"),
    )
    for column in _COMPLAINT:
        op.add_column("complaint", column)
    for column in _TERM:
        op.add_column("case_term", column)
    op.create_foreign_key(op.f("fk_complaint_held_by_id_person"), "complaint", "person", ["held_by_id"], ["id"])
    op.create_check_constraint(
        op.f("ck_complaint_party"), "complaint", "party IN ('self', 'proxy', 'group', 'anonymous')"
    )
    op.create_check_constraint(op.f("ck_complaint_grade"), "complaint", "grade IN ('ordinary', 'important', 'grave')")
    op.create_check_constraint(op.f("ck_complaint_people"), "complaint", "people >= 1")
    op.create_check_constraint(op.f("ck_complaint_held"), "complaint", "(held_at IS NULL) = (held_by_id IS NULL)")
    op.create_index(
        "ix_complaint_source_number",
        "complaint",
        ["source", "source_number"],
        postgresql_where=sa.text("source_number <> ''"),
    )
    op.create_index(
        "ix_complaint_open_internal_due_at",
        "complaint",
        ["internal_due_at"],
        postgresql_where=sa.text(f"internal_due_at IS NOT NULL AND {_OPEN}"),
    )
    op.create_table(
        "complaint_list_columns",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column(
            "columns",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_complaint_list_columns")),
    )


def downgrade() -> None:
    op.drop_table("complaint_list_columns")
    for column in _TERM:
        op.drop_column("case_term", column.name)
    for column in _COMPLAINT:
        op.drop_column("complaint", column.name)
    op.drop_column("kind_case", "complaint_id")
