"""Kinds of cases as data, and the cases that run on them; work for the holders of some roles"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from agent_desk.hub.migrations.steps import grant

revision = "0029_kinds"
down_revision = "0028_complaint_law"
branch_labels: Any = None
depends_on: Any = None


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, *, default: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=sa.text("''") if default else None)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(
        name, postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
    )


def _to(table: str, column: str, other: str, *, nullable: bool = False, cascade: bool = False) -> list[Any]:
    return [
        sa.Column(column, sa.Uuid(), nullable=nullable),
        sa.ForeignKeyConstraint(
            [column],
            [f"{other}.id"],
            name=op.f(f"fk_{table}_{column}_{other}"),
            ondelete="CASCADE" if cascade else None,
        ),
    ]


def _version() -> sa.Column[Any]:
    return sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False)


def _id() -> sa.Column[Any]:
    return sa.Column("id", sa.Uuid(), nullable=False)


def upgrade() -> None:
    op.add_column("work_item", sa.Column("roles", postgresql.ARRAY(sa.Text()), nullable=True))
    op.create_table(
        "case_kind_version",
        _id(),
        _text("code"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("definition", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        _text("digest"),
        sa.Column("state", sa.Text(), server_default=sa.text("'draft'"), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        *_to("case_kind_version", "made_by_id", "person", nullable=True),
        _moment("made_at"),
        *_to("case_kind_version", "published_by_id", "person", nullable=True),
        _moment("published_at", nullable=True),
        _version(),
        sa.CheckConstraint("state IN ('draft', 'published', 'retired')", name=op.f("ck_case_kind_version_state")),
        sa.CheckConstraint("(state = 'draft') = (from_day IS NULL)", name=op.f("ck_case_kind_version_from_day")),
        sa.CheckConstraint("number > 0", name=op.f("ck_case_kind_version_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_kind_version")),
        sa.UniqueConstraint("code", "number", name=op.f("uq_case_kind_version_code_number")),
    )
    op.create_index(
        "uq_case_kind_version_draft",
        "case_kind_version",
        ["code"],
        unique=True,
        postgresql_where=sa.text("state = 'draft'"),
    )
    _cases()
    _parts()
    for role in ("supervisor", "complaint_handler", "system_administrator"):
        grant("kinds.use", role)
    grant("kinds.manage", "system_administrator")


def _cases() -> None:
    op.create_table(
        "kind_case",
        _id(),
        _text("number"),
        _text("kind"),
        sa.Column("kind_number", sa.Integer(), nullable=False),
        _text("state"),
        _text("title"),
        _json("fields"),
        sa.Column("days", postgresql.ARRAY(sa.Date()), server_default=sa.text("'{}'::date[]"), nullable=False),
        _text("says", default=True),
        *_to("kind_case", "owner_id", "person", nullable=True),
        sa.Column("branch_code", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["branch_code"], ["branch.code"], name=op.f("fk_kind_case_branch_code_branch")),
        _moment("due_at", nullable=True),
        sa.Column("warned", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("urged", sa.Integer(), server_default=sa.text("0"), nullable=False),
        *_to("kind_case", "opened_by", "person"),
        _moment("opened_at"),
        _moment("entered_at"),
        _moment("closed_at", nullable=True),
        _version(),
        sa.CheckConstraint("urged >= 0", name=op.f("ck_kind_case_urged")),
        sa.CheckConstraint("warned BETWEEN 0 AND 100", name=op.f("ck_kind_case_warned")),
        sa.ForeignKeyConstraint(
            ["kind", "kind_number"],
            ["case_kind_version.code", "case_kind_version.number"],
            name="fk_kind_case_kind_case_kind_version",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kind_case")),
        sa.UniqueConstraint("number", name=op.f("uq_kind_case_number")),
    )
    running = sa.text("closed_at IS NULL")
    op.create_index("ix_kind_case_open", "kind_case", ["kind", "due_at", "id"], postgresql_where=running)
    op.create_index("ix_kind_case_opened_at", "kind_case", ["kind", "opened_at"])
    op.create_index("ix_kind_case_owner_id", "kind_case", ["owner_id"], postgresql_where=running)
    op.create_index("ix_kind_case_opened_by", "kind_case", ["opened_by"])
    op.create_index("ix_kind_case_days", "kind_case", ["days"], postgresql_using="gin")
    op.create_index(
        "ix_kind_case_due_at",
        "kind_case",
        ["due_at"],
        postgresql_where=sa.text("closed_at IS NULL AND due_at IS NOT NULL"),
    )


def _parts() -> None:
    op.create_table(
        "kind_task",
        _id(),
        *_to("kind_task", "case_id", "kind_case", cascade=True),
        _text("code"),
        _text("name_zh"),
        _text("name_en"),
        sa.Column("roles", postgresql.ARRAY(sa.Text()), nullable=False),
        _moment("due_at", nullable=True),
        _moment("made_at"),
        _moment("done_at", nullable=True),
        *_to("kind_task", "done_by_id", "person", nullable=True),
        _text("words", default=True),
        sa.CheckConstraint("(done_at IS NULL) = (done_by_id IS NULL)", name=op.f("ck_kind_task_done")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kind_task")),
    )
    op.create_index("ix_kind_task_case_id", "kind_task", ["case_id"])
    op.create_table(
        "kind_case_event",
        _id(),
        *_to("kind_case_event", "case_id", "kind_case", cascade=True),
        _moment("at"),
        *_to("kind_case_event", "person_id", "person", nullable=True),
        _text("kind"),
        _text("words", default=True),
        _json("detail"),
        sa.CheckConstraint(
            "kind IN ('opened', 'edited', 'moved', 'taken', 'handed_back', 'urged', 'task_done', 'asked', 'warned')",
            name=op.f("ck_kind_case_event_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kind_case_event")),
    )
    op.create_index("ix_kind_case_event_case_id", "kind_case_event", ["case_id", "at"])


def downgrade() -> None:
    for table in ("kind_case_event", "kind_task", "kind_case", "case_kind_version"):
        op.drop_table(table)
    op.drop_column("work_item", "roles")
