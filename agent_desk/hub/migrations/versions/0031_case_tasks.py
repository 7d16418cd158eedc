"""Complaints on their definition; tasks of registers and complaints alike, to roles, branches and persons; work of a branch"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from agent_desk.hub.migrations.steps import grant

revision = "0031_case_tasks"
down_revision = "0030_complaint_search"
branch_labels: Any = None
depends_on: Any = None

_EVENTS = ("opened", "edited", "moved", "taken", "handed_back", "urged", "task_done", "asked", "warned")
_MORE = ("delegated", "supervised", "unsupervised", "task")
_ALSO = sa.text("""
    UPDATE role SET permissions = array_append(permissions, 'tasks.do'), version = version + 1
    WHERE permissions && ARRAY['kinds.use', 'cases.handle'] AND NOT 'tasks.do' = ANY(permissions)
""")


def _person(table: str, name: str) -> None:
    op.add_column(table, sa.Column(name, sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f(f"fk_{table}_{name}_person"), table, "person", [name], ["id"])


def _events(words: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{word}'" for word in words)
    op.drop_constraint(op.f("ck_kind_case_event_kind"), "kind_case_event")
    op.create_check_constraint(op.f("ck_kind_case_event_kind"), "kind_case_event", f"kind IN ({listed})")


def _count(table: str) -> None:
    op.add_column(table, sa.Column("urged", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.create_check_constraint(op.f(f"ck_{table}_urged"), table, "urged >= 0")


def _addressee(condition: str) -> None:
    op.drop_constraint(op.f("ck_work_item_addressee"), "work_item")
    op.create_check_constraint(op.f("ck_work_item_addressee"), "work_item", condition)


def upgrade() -> None:
    _complaints()
    _person("kind_case", "supervised_by_id")
    _events((*_EVENTS, *_MORE))
    _tasks()
    op.add_column("work_item", sa.Column("branch_code", sa.Text(), nullable=True))
    op.add_column("work_item", sa.Column("not_for", postgresql.ARRAY(sa.Uuid()), nullable=True))
    op.create_foreign_key(op.f("fk_work_item_branch_code_branch"), "work_item", "branch", ["branch_code"], ["code"])
    _addressee("person_id IS NOT NULL OR permission IS NOT NULL OR roles IS NOT NULL OR branch_code IS NOT NULL")
    op.execute("UPDATE work_item SET kind = 'case_task' WHERE kind = 'kind_task'")
    for role in ("agent", "supervisor", "reviewer", "complaint_handler", "knowledge_editor", "system_administrator"):
        grant("tasks.do", role)
    op.execute(_ALSO)
    grant("tasks.supervise", "supervisor")


def _complaints() -> None:
    op.add_column("complaint", sa.Column("kind_number", sa.Integer(), server_default=sa.text("1"), nullable=False))
    op.add_column("complaint", sa.Column("step", sa.Text(), nullable=True))
    op.add_column(
        "complaint",
        sa.Column(
            "fields",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
    )
    op.create_check_constraint(op.f("ck_complaint_step"), "complaint", "step IS NULL OR step <> state")
    _count("complaint")
    _person("complaint", "supervised_by_id")


def _tasks() -> None:
    """What registers had becomes a task of any case."""
    op.rename_table("kind_task", "case_task")
    for name in ("pk_{}", "fk_{}_case_id_kind_case"):
        old, new = name.format("kind_task"), name.format("case_task")
        op.execute(f"ALTER TABLE case_task RENAME CONSTRAINT {old} TO {new}")
    op.execute("ALTER INDEX ix_kind_task_case_id RENAME TO ix_case_task_case_id")
    op.drop_constraint(op.f("ck_kind_task_done"), "case_task")
    op.drop_constraint(op.f("fk_kind_task_done_by_id_person"), "case_task")
    op.alter_column("case_task", "done_at", new_column_name="ended_at")
    op.alter_column("case_task", "done_by_id", new_column_name="ended_by_id")
    op.create_foreign_key(op.f("fk_case_task_ended_by_id_person"), "case_task", "person", ["ended_by_id"], ["id"])
    op.alter_column("case_task", "case_id", nullable=True)
    op.alter_column("case_task", "code", server_default=sa.text("''"))
    op.add_column("case_task", sa.Column("complaint_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_case_task_complaint_id_complaint"),
        "case_task",
        "complaint",
        ["complaint_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.add_column("case_task", sa.Column("asked", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("case_task", sa.Column("branch_code", sa.Text(), nullable=True))
    op.create_foreign_key(op.f("fk_case_task_branch_code_branch"), "case_task", "branch", ["branch_code"], ["code"])
    for name in ("person_id", "holder_id", "given_by_id", "delegated_by_id", "supervised_by_id"):
        _person("case_task", name)
    op.add_column("case_task", sa.Column("state", sa.Text(), server_default=sa.text("'open'"), nullable=False))
    op.execute("UPDATE case_task SET state = 'done' WHERE ended_at IS NOT NULL")
    _count("case_task")
    op.add_column("case_task", sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False))
    for name, said in (
        ("of_one", "num_nonnulls(case_id, complaint_id) = 1"),
        ("state", "state IN ('open', 'handed_back', 'done', 'withdrawn')"),
        ("ended", "(ended_at IS NULL) = (state IN ('open', 'handed_back'))"),
        ("done", "state <> 'done' OR ended_by_id IS NOT NULL"),
        ("addressee", "person_id IS NOT NULL OR branch_code IS NOT NULL OR cardinality(roles) > 0"),
    ):
        op.create_check_constraint(op.f(f"ck_case_task_{name}"), "case_task", said)
    op.create_index("ix_case_task_complaint_id", "case_task", ["complaint_id"])
    for name in ("person_id", "branch_code"):
        op.create_index(f"ix_case_task_{name}", "case_task", [name], postgresql_where=sa.text("ended_at IS NULL"))
    op.create_index("ix_case_task_given_by_id", "case_task", ["given_by_id"])


def downgrade() -> None:
    op.execute("DELETE FROM work_item WHERE permission IS NULL AND person_id IS NULL")
    op.execute("DELETE FROM work_item WHERE kind IN ('task_answer', 'task_watch')")
    op.execute("UPDATE work_item SET kind = 'kind_task' WHERE kind = 'case_task'")
    _addressee("person_id IS NOT NULL OR permission IS NOT NULL")
    for name in ("branch_code", "not_for"):
        op.drop_column("work_item", name)
    op.execute("DELETE FROM case_task WHERE case_id IS NULL OR state = 'withdrawn'")
    for name in ("of_one", "state", "ended", "done", "addressee", "urged"):
        op.drop_constraint(op.f(f"ck_case_task_{name}"), "case_task")
    for name in ("complaint_id", "person_id", "branch_code", "given_by_id"):
        op.drop_index(f"ix_case_task_{name}", "case_task")
    for name in (
        "complaint_id",
        "asked",
        "branch_code",
        "person_id",
        "holder_id",
        "given_by_id",
        "delegated_by_id",
        "supervised_by_id",
        "state",
        "urged",
        "version",
    ):
        op.drop_column("case_task", name)
    op.alter_column("case_task", "case_id", nullable=False)
    op.alter_column("case_task", "code", server_default=None)
    op.drop_constraint(op.f("fk_case_task_ended_by_id_person"), "case_task")
    op.alter_column("case_task", "ended_at", new_column_name="done_at")
    op.alter_column("case_task", "ended_by_id", new_column_name="done_by_id")
    op.rename_table("case_task", "kind_task")
    op.create_foreign_key(op.f("fk_kind_task_done_by_id_person"), "kind_task", "person", ["done_by_id"], ["id"])
    op.create_check_constraint(op.f("ck_kind_task_done"), "kind_task", "(done_at IS NULL) = (done_by_id IS NULL)")
    for name in ("pk_{}", "fk_{}_case_id_kind_case"):
        op.execute(f"ALTER TABLE kind_task RENAME CONSTRAINT {name.format('case_task')} TO {name.format('kind_task')}")
    op.execute("ALTER INDEX ix_case_task_case_id RENAME TO ix_kind_task_case_id")
    listed = ", ".join(f"'{word}'" for word in _MORE)
    op.execute(f"DELETE FROM kind_case_event WHERE kind IN ({listed})")  # noqa: S608, it is put together of constants
    _events(_EVENTS)
    op.drop_column("kind_case", "supervised_by_id")
    for name in ("step", "urged"):
        op.drop_constraint(op.f(f"ck_complaint_{name}"), "complaint")
    for name in ("kind_number", "step", "fields", "urged", "supervised_by_id"):
        op.drop_column("complaint", name)
