"""What of a substitution was told; who gave a role and when; reviews of rights"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from agent_desk.hub.migrations.steps import grant

revision = "0015_substitutes_and_reviews"
down_revision = "0014_offices"
branch_labels: Any = None
depends_on: Any = None

_TOLD = """
UPDATE substitution SET told = CASE
    WHEN ended_at IS NOT NULL OR until_at <= now() THEN 'over' WHEN from_at <= now() THEN 'running' ELSE 'planned' END
"""


def upgrade() -> None:
    op.add_column("substitution", sa.Column("told", sa.Text(), server_default=sa.text("'planned'"), nullable=False))
    op.execute(_TOLD)
    op.create_check_constraint(op.f("ck_substitution_told"), "substitution", "told IN ('planned', 'running', 'over')")
    op.add_column("person_role", sa.Column("given_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("person_role", sa.Column("given_by_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_person_role_given_by_id_person"), "person_role", "person", ["given_by_id"], ["id"])
    op.create_table(
        "rights_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Uuid(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_by_id", sa.Uuid(), nullable=True),
        sa.Column("word", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "(finished_at IS NULL) = (finished_by_id IS NULL)", name=op.f("ck_rights_review_finished")
        ),
        sa.ForeignKeyConstraint(["begun_by_id"], ["person.id"], name=op.f("fk_rights_review_begun_by_id_person")),
        sa.ForeignKeyConstraint(["finished_by_id"], ["person.id"], name=op.f("fk_rights_review_finished_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_review")),
    )
    op.create_index(
        "uq_rights_review_open",
        "rights_review",
        [sa.text("(finished_at IS NULL)")],
        unique=True,
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_table(
        "rights_review_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("login", "name", "name_en", "team_zh", "team_en", "role_code", "role_zh", "role_en", "scope")
        ),
        sa.Column("subjects", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'::text[]"), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("valid_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("last_sign_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("substitution_id", sa.Uuid(), nullable=True),
        sa.Column("for_login", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("decision", sa.Text(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("word", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "scope IN ('own', 'team', 'queue', 'branch', 'all')", name=op.f("ck_rights_review_item_scope")
        ),
        sa.CheckConstraint(
            "decision IN ('open', 'confirmed', 'take_away')", name=op.f("ck_rights_review_item_decision")
        ),
        sa.CheckConstraint(
            "(decision = 'open') = (decided_by_id IS NULL) AND (decision = 'open') = (decided_at IS NULL)",
            name=op.f("ck_rights_review_item_decided"),
        ),
        sa.CheckConstraint("decided_by_id <> person_id", name=op.f("ck_rights_review_item_not_own")),
        sa.CheckConstraint(
            "(substitution_id IS NULL) = (for_login = '')", name=op.f("ck_rights_review_item_substitution")
        ),
        sa.ForeignKeyConstraint(
            ["substitution_id"], ["substitution.id"], name=op.f("fk_rights_review_item_substitution_id_substitution")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["rights_review.id"],
            name=op.f("fk_rights_review_item_review_id_rights_review"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_rights_review_item_person_id_person")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_rights_review_item_decided_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_review_item")),
    )
    op.create_index("ix_rights_review_item_person_id", "rights_review_item", ["person_id"])
    op.create_index(
        "uq_rights_review_item_person_id",
        "rights_review_item",
        ["review_id", "person_id", "role_code", "substitution_id"],
        unique=True,
    )
    grant("people.review", "administrator", "security_administrator", "auditor")


def downgrade() -> None:
    op.drop_table("rights_review_item")
    op.drop_table("rights_review")
    op.drop_constraint(op.f("fk_person_role_given_by_id_person"), "person_role", type_="foreignkey")
    for column in ("given_at", "given_by_id"):
        op.drop_column("person_role", column)
    op.drop_column("substitution", "told")
