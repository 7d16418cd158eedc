"""The audit trail is only added to: links in a table of their own, marks on entries, a signed head, archived parts"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0009_audit_links'
down_revision = '0008_customer_access'
branch_labels: Any = None
depends_on: Any = None

REFUSE = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is only added to: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$
"""


def upgrade() -> None:
    for name, kind in (('witness', sa.Text()), ('number', sa.BigInteger()), ('settled', sa.BigInteger()),
                       ('mark', sa.LargeBinary())):
        op.add_column('audit_entry', sa.Column(name, kind, nullable=True))
    op.create_index('ix_audit_entry_witness', 'audit_entry', ['witness', 'number'])
    op.create_table('audit_link',
    sa.Column('seq', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('entry_id', sa.BigInteger(), nullable=False),
    sa.Column('digest', sa.LargeBinary(), nullable=False),
    sa.Column('form', sa.SmallInteger(), nullable=False),
    sa.Column('witnessed', sa.Boolean(), nullable=False),
    sa.Column('sealed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint('form IN (1, 2)', name=op.f('ck_audit_link_form')),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_audit_link')),
    sa.UniqueConstraint('entry_id', name=op.f('uq_audit_link_entry_id'))
    )
    op.create_index('ix_audit_link_unwitnessed', 'audit_link', ['seq'], postgresql_where=sa.text('NOT witnessed'))
    # Sealed by an earlier release, in whose chain marks were not known.
    op.execute("INSERT INTO audit_link (seq, entry_id, digest, form, witnessed) "
               "SELECT seq, id, digest, 1, true FROM audit_entry WHERE seq IS NOT NULL")
    op.drop_index('ix_audit_entry_unsealed', table_name='audit_entry')
    op.drop_constraint(op.f('uq_audit_entry_seq'), 'audit_entry', type_='unique')
    op.drop_column('audit_entry', 'seq')
    op.drop_column('audit_entry', 'digest')
    op.add_column('audit_head', sa.Column('mac', sa.LargeBinary(), nullable=True))
    op.create_table('audit_archive',
    sa.Column('to_seq', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('from_seq', sa.BigInteger(), nullable=False),
    sa.Column('digest', sa.LargeBinary(), nullable=False),
    sa.Column('witnesses', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('file_name', sa.Text(), nullable=False),
    sa.Column('file_sha256', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('mac', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('to_seq', name=op.f('pk_audit_archive'))
    )
    op.execute(REFUSE)
    for table in ('audit_entry', 'audit_link', 'audit_archive'):
        op.execute(f"CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                   "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()")
    op.execute("CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON audit_head "
               "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()")


def downgrade() -> None:
    op.execute("DROP TRIGGER audit_entry_only_added ON audit_entry")
    op.add_column('audit_entry', sa.Column('seq', sa.BigInteger(), nullable=True))
    op.add_column('audit_entry', sa.Column('digest', sa.LargeBinary(), nullable=True))
    op.execute("UPDATE audit_entry SET seq = link.seq, digest = link.digest FROM audit_link link WHERE link.entry_id = audit_entry.id")
    op.create_unique_constraint(op.f('uq_audit_entry_seq'), 'audit_entry', ['seq'])
    op.create_index('ix_audit_entry_unsealed', 'audit_entry', ['id'], postgresql_where=sa.text('seq IS NULL'))
    op.drop_index('ix_audit_entry_witness', table_name='audit_entry')
    for name in ('witness', 'number', 'settled', 'mark'):
        op.drop_column('audit_entry', name)
    op.drop_table('audit_archive')
    op.drop_table('audit_link')
    op.execute("DROP TRIGGER audit_head_stays ON audit_head")
    op.drop_column('audit_head', 'mac')
    op.execute("DROP FUNCTION audit_refuse()")
