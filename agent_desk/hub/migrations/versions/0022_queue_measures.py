"""Measures for queues: opened, closed, an announcement, an overflow; and what calls tell of them"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0022_queue_measures"
down_revision = "0021_personal_copy"
branch_labels: Any = None
depends_on: Any = None

BEFORE = "name IN ('menu', 'identity', 'estimated_wait_s', 'survey', 'overflow')"
NOW = "name IN ('menu', 'identity', 'estimated_wait_s', 'survey', 'overflow', 'announcement', 'turned_away')"


def upgrade() -> None:
    op.create_table(
        "queue_measure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("queue_id", sa.Uuid(), nullable=False),
        sa.Column("does", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("sound", sa.Text(), nullable=True),
        sa.Column("waiting", sa.Integer(), nullable=True),
        sa.Column("after_s", sa.Integer(), nullable=True),
        sa.Column("overflow_to", sa.Text(), nullable=True),
        sa.Column("target_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("does IN ('opened', 'closed', 'announcement', 'overflow')", name=op.f("ck_queue_measure_does")),
        sa.CheckConstraint("slot IN ('hours', 'announcement', 'overflow')", name=op.f("ck_queue_measure_slot")),
        sa.CheckConstraint(
            "overflow_to IS NULL OR overflow_to IN ('queue', 'callback', 'message')",
            name=op.f("ck_queue_measure_overflow_to"),
        ),
        sa.CheckConstraint("(does = 'overflow') = (overflow_to IS NOT NULL)", name=op.f("ck_queue_measure_overflows")),
        sa.CheckConstraint(
            "(overflow_to = 'queue') IS TRUE = (target_id IS NOT NULL)", name=op.f("ck_queue_measure_target")
        ),
        sa.CheckConstraint("target_id <> queue_id", name=op.f("ck_queue_measure_elsewhere")),
        sa.CheckConstraint("until_at > from_at", name=op.f("ck_queue_measure_times")),
        sa.ForeignKeyConstraint(["queue_id"], ["queue.id"], name=op.f("fk_queue_measure_queue_id_queue")),
        sa.ForeignKeyConstraint(["target_id"], ["queue.id"], name=op.f("fk_queue_measure_target_id_queue")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_queue_measure_by_id_person")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["person.id"], name=op.f("fk_queue_measure_ended_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_measure")),
    )
    op.create_index(
        "uq_queue_measure_open",
        "queue_measure",
        ["queue_id", "slot"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index("ix_queue_measure_from", "queue_measure", ["from_at"], unique=False)
    _facts(NOW)


def downgrade() -> None:
    op.execute("DELETE FROM call_fact WHERE name IN ('announcement', 'turned_away')")
    _facts(BEFORE)
    op.drop_table("queue_measure")


def _facts(condition: str) -> None:
    op.drop_constraint(op.f("ck_call_fact_name"), "call_fact", type_="check")
    op.create_check_constraint(op.f("ck_call_fact_name"), "call_fact", condition)
