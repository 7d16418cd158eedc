"""Signing in: names compared as people type them, limits, known seats, one-time passwords that run out, the second factor"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011_sign_in"
down_revision = "0010_directory"
branch_labels: Any = None
depends_on: Any = None

# Signs that show nothing: soft hyphen, zero width, direction marks, the byte order mark.
_LOGIN_KEY = r"""
CREATE FUNCTION login_key(typed text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT regexp_replace(lower(normalize(regexp_replace(typed,
        '[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]',
        '', 'g'), NFKC)), '^\s+|\s+$', '', 'g')
$$
"""
# Two people whose names only look different: the one who was added later gets a number.
_APART = """
UPDATE person SET login = person.login || '-' || twin.place, version = person.version + 1
FROM (SELECT id, row_number() OVER (PARTITION BY login_key(login) ORDER BY created_at, id) AS place FROM person) twin
WHERE twin.id = person.id AND twin.place > 1
"""


def upgrade() -> None:
    op.execute(_LOGIN_KEY)
    op.execute(_APART)
    op.add_column("person", sa.Column("login_key", sa.Text(), sa.Computed("login_key(login)", persisted=True), nullable=False))
    op.create_unique_constraint(op.f("uq_person_login_key"), "person", ["login_key"])
    op.add_column("person", sa.Column("password_given_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE person SET password_given_at = now() WHERE password_once")
    op.create_check_constraint(op.f("ck_person_once_given"), "person", "NOT password_once OR password_given_at IS NOT NULL")
    op.drop_column("person", "failed_sign_ins")
    op.drop_column("person", "locked_until")
    op.create_table(
        "sign_in_limit",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("login_digest", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('pair', 'name', 'address', 'all', 'seat')", name=op.f("ck_sign_in_limit_kind")),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_sign_in_limit")),
    )
    op.create_index("ix_sign_in_limit_login_digest", "sign_in_limit", ["login_digest"])
    op.create_table(
        "known_seat",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("secret_digest", sa.LargeBinary(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_known_seat_person_id_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_seat")),
        sa.UniqueConstraint("secret_digest", name=op.f("uq_known_seat_secret_digest")),
    )
    op.create_index("ix_known_seat_person_id", "known_seat", ["person_id"])
    op.create_table(
        "second_factor",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_second_factor_person_id_person"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["key_id"], ["file_key.id"], name=op.f("fk_second_factor_key_id_file_key")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_second_factor")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["second_factor.person_id"], name=op.f("fk_recovery_code_person_id_second_factor"),
                                ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "digest", name=op.f("pk_recovery_code")),
    )


def downgrade() -> None:
    for table in ("recovery_code", "second_factor", "known_seat", "sign_in_limit"):
        op.drop_table(table)
    op.add_column("person", sa.Column("failed_sign_ins", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("person", sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True))
    op.drop_constraint("ck_person_once_given", "person")
    op.drop_column("person", "password_given_at")
    op.drop_column("person", "login_key")
    op.execute("DROP FUNCTION login_key(text)")
