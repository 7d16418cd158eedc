"""One store of files: what recordings and made reports said of theirs moves there; the bytes are encrypted later"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = '0002_files'
down_revision = '0001'
branch_labels: Any = None
depends_on: Any = None

_XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'


def upgrade() -> None:
    op.create_table('file_key',
    sa.Column('id', sa.Text(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_file_key'))
    )
    op.create_index('uq_file_key_active', 'file_key', ['active'], unique=True, postgresql_where=sa.text('active'))
    op.create_table('stored_file',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('owner_id', sa.Uuid(), nullable=False),
    sa.Column('media_type', sa.Text(), nullable=False),
    sa.Column('size_bytes', sa.BigInteger(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('path', sa.Text(), nullable=True),
    sa.Column('plain_path', sa.Text(), nullable=True),
    sa.Column('key_id', sa.Text(), nullable=True),
    sa.Column('wrapped_key', sa.LargeBinary(), nullable=True),
    sa.Column('stored_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('keep_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('deleted_by', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.CheckConstraint('(path IS NULL) = (key_id IS NULL) AND (path IS NULL) = (wrapped_key IS NULL)', name=op.f('ck_stored_file_encrypted')),
    sa.CheckConstraint('path IS NOT NULL OR plain_path IS NOT NULL OR deleted_at IS NOT NULL', name=op.f('ck_stored_file_place')),
    sa.CheckConstraint('size_bytes >= 0', name=op.f('ck_stored_file_size')),
    sa.ForeignKeyConstraint(['key_id'], ['file_key.id'], name=op.f('fk_stored_file_key_id_file_key')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stored_file'))
    )
    op.create_index('ix_stored_file_owner', 'stored_file', ['owner', 'owner_id'])
    op.create_index('ix_stored_file_kind', 'stored_file', ['kind', 'id'])
    op.create_index('ix_stored_file_key_id', 'stored_file', ['key_id'])
    op.create_index('ix_stored_file_plain', 'stored_file', ['id'], postgresql_where=sa.text('plain_path IS NOT NULL'))
    op.create_index('ix_stored_file_keep_until', 'stored_file', ['keep_until'], postgresql_where=sa.text('deleted_at IS NULL'))
    _recordings()
    _reports()


def _recordings() -> None:
    op.add_column('call_recording', sa.Column('file_id', sa.Uuid(), nullable=True))
    op.execute("""
        INSERT INTO stored_file (id, kind, owner, owner_id, media_type, size_bytes, sha256, plain_path, stored_at,
            deleted_at, deleted_by)
        SELECT id, 'recording', 'call', call_id, 'audio/wav', size_bytes, sha256,
            CASE WHEN state = 'stored' THEN path END, coalesce(stored_at, asked_at), deleted_at, deleted_by
        FROM call_recording WHERE state IN ('stored', 'deleted') AND sha256 IS NOT NULL AND size_bytes IS NOT NULL
    """)
    op.execute("UPDATE call_recording SET file_id = id WHERE id IN (SELECT id FROM stored_file)")
    op.drop_constraint(op.f('ck_call_recording_stored'), 'call_recording')
    op.create_check_constraint(op.f('ck_call_recording_stored'), 'call_recording', "state <> 'stored' OR file_id IS NOT NULL")
    for column in ('path', 'size_bytes', 'sha256'):
        op.drop_column('call_recording', column)
    op.create_foreign_key(op.f('fk_call_recording_file_id_stored_file'), 'call_recording', 'stored_file', ['file_id'], ['id'])
    op.create_unique_constraint(op.f('uq_call_recording_file_id'), 'call_recording', ['file_id'])


def _reports() -> None:
    op.add_column('report_file', sa.Column('file_id', sa.Uuid(), nullable=True))
    op.execute(sa.text("""
        INSERT INTO stored_file (id, kind, owner, owner_id, media_type, size_bytes, sha256, plain_path, stored_at,
            keep_until, deleted_at, deleted_by)
        SELECT id, 'report', 'saved_report', report_id, :xlsx, size_bytes, sha256,
            CASE WHEN state = 'made' THEN id || '.xlsx' END, coalesce(made_at, due_at), expires_at,
            CASE WHEN state = 'gone' THEN expires_at END, CASE WHEN state = 'gone' THEN 'keep_until' ELSE '' END
        FROM report_file WHERE state IN ('made', 'gone') AND sha256 <> ''
    """).bindparams(xlsx=_XLSX))
    op.execute("UPDATE report_file SET file_id = id WHERE id IN (SELECT id FROM stored_file)")
    op.drop_index('ix_report_file_expires_at', table_name='report_file')
    op.drop_constraint(op.f('ck_report_file_made'), 'report_file')
    op.create_check_constraint(op.f('ck_report_file_made'), 'report_file', "state <> 'made' OR (made_at IS NOT NULL AND file_id IS NOT NULL)")
    for column in ('size_bytes', 'sha256'):
        op.drop_column('report_file', column)
    op.create_foreign_key(op.f('fk_report_file_file_id_stored_file'), 'report_file', 'stored_file', ['file_id'], ['id'])
    op.create_unique_constraint(op.f('uq_report_file_file_id'), 'report_file', ['file_id'])


def downgrade() -> None:
    raise NotImplementedError('files that are encrypted cannot go back')
