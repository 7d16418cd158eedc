"""Work orders from a call: registers for everybody whom a kind names, cases on the customer's card, files of cases"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from agent_desk.hub.migrations.steps import grant

revision = "0033_orders"
down_revision = "0030_complaint_search"
branch_labels: Any = None
depends_on: Any = None

_CONTACTS = ("call", "complaint", "message", "note")


def _kinds(words: tuple[str, ...]) -> None:
    op.drop_constraint(op.f("ck_contact_kind"), "contact", type_="check")
    op.create_check_constraint(
        op.f("ck_contact_kind"), "contact", f"kind IN ({', '.join(repr(one) for one in words)})"
    )


def upgrade() -> None:
    _kinds(("call", "complaint", "case", "message", "note"))
    op.add_column("kind_case", sa.Column("customer_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_kind_case_customer_id_customer"), "kind_case", "customer", ["customer_id"], ["id"]
    )
    op.create_index(
        "ix_kind_case_customer_id",
        "kind_case",
        ["customer_id"],
        postgresql_where=sa.text("customer_id IS NOT NULL"),
    )
    for role in ("agent", "reviewer", "knowledge_editor"):
        grant("kinds.use", role)
    op.create_table(
        "case_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=False),
        sa.Column("removed_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["stored_file.id"], name=op.f("fk_case_file_id_stored_file"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_case_file_added_by_id_person")),
        sa.ForeignKeyConstraint(["removed_by_id"], ["person.id"], name=op.f("fk_case_file_removed_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
    )
    for role in ("agent", "supervisor", "reviewer", "complaint_handler", "knowledge_editor", "system_administrator"):
        grant("papers.use", role)
    grant("papers.remove", "supervisor")


def downgrade() -> None:
    op.drop_table("case_file")
    op.drop_index("ix_kind_case_customer_id", table_name="kind_case")
    op.drop_constraint(op.f("fk_kind_case_customer_id_customer"), "kind_case", type_="foreignkey")
    op.drop_column("kind_case", "customer_id")
    op.execute("DELETE FROM contact WHERE kind = 'case'")
    _kinds(_CONTACTS)
