"""People of the bank's directory, and what its groups give"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010_directory"
down_revision = "0009_audit_links"
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    op.create_table(
        "directory_group",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("role_code", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("source IN ('directory', 'openid')", name=op.f("ck_directory_group_source")),
        sa.ForeignKeyConstraint(["role_code"], ["role.code"], name=op.f("fk_directory_group_role_code_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_group")),
        sa.UniqueConstraint("source", "key", "role_code", name=op.f("uq_directory_group_source_key_role_code")),
    )
    op.create_index(op.f("ix_directory_group_role_code"), "directory_group", ["role_code"])
    op.create_table(
        "directory_account",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("source IN ('directory', 'openid')", name=op.f("ck_directory_account_source")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_directory_account_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "source", name=op.f("pk_directory_account")),
        sa.UniqueConstraint("source", "subject", name=op.f("uq_directory_account_source_subject")),
    )
    op.create_table(
        "used_proof",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_used_proof")),
    )


def downgrade() -> None:
    for table in ("used_proof", "directory_account", "directory_group"):
        op.drop_table(table)
