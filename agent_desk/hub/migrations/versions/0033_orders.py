"""Work orders from a call: registers for everybody whom a kind names, cases on the customer's card, files and letters of cases"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from agent_desk.hub.migrations.steps import grant

revision = "0033_orders"
down_revision = "0032_designer"
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
    _letters()
    for role in ("agent", "supervisor", "reviewer", "complaint_handler", "knowledge_editor", "system_administrator"):
        grant("papers.use", role)
    grant("papers.remove", "supervisor")
    grant("papers.write", "supervisor", "complaint_handler")
    grant("papers.approve", "supervisor")
    grant("papers.listen", "supervisor", "complaint_handler")
    grant("papers.templates", "system_administrator")


def _text(name: str, *, nullable: bool = False, default: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=nullable, server_default=sa.text("''") if default else None)


def _to(table: str, column: str, other: str, *, nullable: bool = False) -> list[Any]:
    return [
        sa.Column(column, sa.Uuid(), nullable=nullable),
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")),
    ]


def _letters() -> None:
    op.create_table(
        "letter_template",
        sa.Column("id", sa.Uuid(), nullable=False),
        _text("code"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'draft'"), nullable=False),
        _text("about"),
        _text("purpose"),
        sa.Column("second", sa.Boolean(), nullable=False),
        *(_text(f"{what}_{language}") for what in ("name", "title", "body") for language in ("zh", "en")),
        *_to("letter_template", "made_by_id", "person", nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("state IN ('draft', 'published', 'retired')", name=op.f("ck_letter_template_state")),
        sa.CheckConstraint(
            "purpose IN ('acknowledgement', 'decision', 'extension', 'other')", name=op.f("ck_letter_template_purpose")
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_letter_template_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_template")),
        sa.UniqueConstraint("code", "number", name=op.f("uq_letter_template_code_number")),
    )
    op.create_index(
        "uq_letter_template_draft", "letter_template", ["code"], unique=True, postgresql_where=sa.text("state = 'draft'")
    )
    op.create_table(
        "case_letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        _text("number"),
        _text("owner"),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        *_to("case_letter", "template_id", "letter_template"),
        *(_text(name) for name in ("language", "state", "title", "body", "digest")),
        *_to("case_letter", "made_by_id", "person"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        *_to("case_letter", "approved_by_id", "person", nullable=True),
        *_to("case_letter", "file_id", "case_file", nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        _text("sent_way", nullable=True),
        _text("sent_words", default=True),
        *_to("case_letter", "sent_by_id", "person", nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("owner IN ('complaint', 'kind_case')", name=op.f("ck_case_letter_owner")),
        sa.CheckConstraint("state IN ('asked', 'made', 'sent')", name=op.f("ck_case_letter_state")),
        sa.CheckConstraint(
            "sent_way IS NULL OR sent_way IN ('post', 'counter', 'message')", name=op.f("ck_case_letter_sent_way")
        ),
        sa.CheckConstraint(
            "(state = 'sent') = (sent_on IS NOT NULL AND sent_way IS NOT NULL)", name=op.f("ck_case_letter_sent")
        ),
        sa.CheckConstraint(
            "approved_by_id IS NULL OR approved_by_id <> made_by_id", name=op.f("ck_case_letter_two_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_letter")),
        sa.UniqueConstraint("number", name=op.f("uq_case_letter_number")),
    )
    op.create_index("ix_case_letter_owner", "case_letter", ["owner", "owner_id"])


def downgrade() -> None:
    op.drop_table("case_letter")
    op.drop_table("letter_template")
    op.drop_table("case_file")
    op.drop_index("ix_kind_case_customer_id", table_name="kind_case")
    op.drop_constraint(op.f("fk_kind_case_customer_id_customer"), "kind_case", type_="foreignkey")
    op.drop_column("kind_case", "customer_id")
    op.execute("DELETE FROM contact WHERE kind = 'case'")
    _kinds(_CONTACTS)
