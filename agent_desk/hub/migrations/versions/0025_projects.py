"""Projects with their editions, runs and answers"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from agent_desk.hub.migrations.steps import grant

revision = "0025_projects"
down_revision = "0024_health_and_seats"
branch_labels: Any = None
depends_on: Any = None


def _moment(name: str, *, nullable: bool = False, default: str | None = None) -> sa.Column[Any]:
    return sa.Column(
        name, sa.DateTime(timezone=True), nullable=nullable, server_default=sa.text(default) if default else None
    )


def _to(table: str, column: str, other: str) -> list[Any]:
    return [
        sa.Column(column, sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")),
    ]


def upgrade() -> None:
    op.create_table(
        "project",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'inbound'"), nullable=False),
        *_to("project", "owner_id", "person"),
        _moment("from_at"),
        _moment("until_at"),
        sa.Column("by_itself", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("joins", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'planned'"), nullable=False),
        _moment("started_at", nullable=True),
        _moment("ended_at", nullable=True),
        sa.Column("conclusion", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("edition", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("until_at > from_at", name=op.f("ck_project_period")),
        sa.CheckConstraint("kind IN ('inbound', 'campaign')", name=op.f("ck_project_kind")),
        sa.CheckConstraint(
            "state IN ('planned', 'running', 'paused', 'ended', 'reported')", name=op.f("ck_project_state")
        ),
        sa.CheckConstraint(
            "(state IN ('ended', 'reported')) = (ended_at IS NOT NULL)", name=op.f("ck_project_ended")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    op.create_index("ix_project_open", "project", ["state"], postgresql_where=sa.text("ended_at IS NULL"))
    for table, other in (("project_queue", "queue"), ("project_person", "person")):
        op.create_table(
            table,
            *_to(table, "project_id", "project"),
            *_to(table, f"{other}_id", other),
            sa.PrimaryKeyConstraint("project_id", f"{other}_id", name=op.f(f"pk_{table}")),
        )
        op.create_index(op.f(f"ix_{table}_{other}_id"), table, [f"{other}_id"])
    op.create_table(
        "project_edition",
        *_to("project_edition", "project_id", "project"),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        _moment("from_at"),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_project_edition")),
    )
    op.create_table(
        "project_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        *_to("project_run", "project_id", "project"),
        *_to("project_run", "queue_id", "queue"),
        _moment("from_at"),
        _moment("until_at", nullable=True),
        sa.CheckConstraint("until_at >= from_at", name=op.f("ck_project_run_time")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_run")),
    )
    op.create_index(
        "uq_project_run_open", "project_run", ["queue_id"], unique=True, postgresql_where=sa.text("until_at IS NULL")
    )
    op.create_index("ix_project_run_queue_id_from_at", "project_run", ["queue_id", "from_at"])
    op.create_index("ix_project_run_project_id", "project_run", ["project_id"])
    op.create_table(
        "project_join",
        *_to("project_join", "project_id", "project"),
        *_to("project_join", "queue_id", "queue"),
        *_to("project_join", "person_id", "person"),
        sa.PrimaryKeyConstraint("project_id", "queue_id", "person_id", name=op.f("pk_project_join")),
    )
    op.create_table(
        "project_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        *_to("project_answers", "call_id", "call"),
        *_to("project_answers", "person_id", "person"),
        *_to("project_answers", "project_id", "project"),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column(
            "answers",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        _moment("saved_at", default="now()"),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_answers")),
        sa.UniqueConstraint("call_id", "person_id", name=op.f("uq_project_answers_call_id_person_id")),
    )
    op.create_index("ix_project_answers_project_id", "project_answers", ["project_id"])
    grant("campaigns.view", "supervisor")
    grant("campaigns.manage", "supervisor")


def downgrade() -> None:
    for table in (
        "project_answers",
        "project_join",
        "project_run",
        "project_edition",
        "project_person",
        "project_queue",
        "project",
    ):
        op.drop_table(table)
