"""The inbox: sorts of work, how long work takes, and choices that a person keeps"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from agent_desk.hub.migrations.steps import grant

revision = "0036_inbox"
down_revision = "0035_complaint_law"
branch_labels: Any = None
depends_on: Any = None


FIGURES = "'service_level', 'answer_rate', 'abandoned', 'waiting', 'longest_wait', 'ready', 'state_too_long', 'flapping', 'seat_lost'"
OF_WORK = "'complaints_overdue', 'complaints_day', 'work_overdue'"


def _figures(listed: str) -> None:
    name = op.f("ck_alarm_rule_figure")
    op.drop_constraint(name, "alarm_rule", type_="check")
    op.create_check_constraint(name, "alarm_rule", f"figure IN ({listed})")


def upgrade() -> None:
    _figures(f"{FIGURES}, {OF_WORK}")
    grant("work.lead", "supervisor", "complaint_handler")
    op.add_column("work_item", sa.Column("sort", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.create_index(
        op.f("ix_work_item_taken_by_id"), "work_item", ["taken_by_id"], postgresql_where=sa.text("ended_at IS NULL")
    )
    op.create_table(
        "work_pace",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("seconds", postgresql.ARRAY(sa.Double()), nullable=False),
        sa.PrimaryKeyConstraint("kind", "sort", name=op.f("pk_work_pace")),
    )
    op.add_column("person_layout", sa.Column("what", sa.Text(), server_default=sa.text("'board'"), nullable=False))
    op.drop_constraint(op.f("pk_person_layout"), "person_layout", type_="primary")
    op.create_primary_key(op.f("pk_person_layout"), "person_layout", ["person_id", "what"])


def downgrade() -> None:
    op.execute(f"DELETE FROM alarm WHERE rule_id IN (SELECT id FROM alarm_rule WHERE figure IN ({OF_WORK}))")
    op.execute(f"DELETE FROM alarm_rule WHERE figure IN ({OF_WORK})")
    _figures(FIGURES)
    op.execute("DELETE FROM person_layout WHERE what <> 'board'")
    op.drop_constraint(op.f("pk_person_layout"), "person_layout", type_="primary")
    op.create_primary_key(op.f("pk_person_layout"), "person_layout", ["person_id"])
    op.drop_column("person_layout", "what")
    op.drop_table("work_pace")
    op.drop_index(op.f("ix_work_item_taken_by_id"), "work_item")
    op.drop_column("work_item", "sort")
