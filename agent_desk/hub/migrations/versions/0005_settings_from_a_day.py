"""Settings count from a day on: their values move to a table of their own, which keeps every one of them"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0005_settings_from_a_day'
down_revision = '0004_work_items'
branch_labels: Any = None
depends_on: Any = None

TARGET = {
    'formula': "'F3'",
    'threshold_ms': '20000',
    'short_ms': '5000',
    'target': '0.8',
    'answer_rate_target': '0.9',
}
DECLARED = "'centre', 'calls', 'recording', 'dialling', 'floor.retention'"


def upgrade() -> None:
    op.create_table(
        'setting_value',
        sa.Column('key', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('value', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column('counts_from', sa.DateTime(timezone=True), nullable=False),
        sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('changed_by', sa.Uuid(), nullable=True),
        sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('told', sa.Boolean(), server_default=sa.text('true'), nullable=False),
        sa.CheckConstraint('version > 0', name=op.f('ck_setting_value_version')),
        sa.ForeignKeyConstraint(['changed_by'], ['person.id'], name=op.f('fk_setting_value_changed_by_person')),
        sa.PrimaryKeyConstraint('key', 'version', name=op.f('pk_setting_value')),
    )
    op.create_index('ix_setting_value_key_counts_from', 'setting_value', ['key', 'counts_from'])
    op.create_index('ix_setting_value_untold', 'setting_value', ['counts_from'], postgresql_where=sa.text('NOT told'))
    # What a setting was before its last change is in the audit trail alone, so the one value there is counts since ever.
    op.execute(
        f"""
        INSERT INTO setting_value (key, version, value, counts_from, changed_at, changed_by)
        SELECT key, greatest(version, 1), value, 'epoch', changed_at, changed_by FROM setting WHERE key IN ({DECLARED})
        """
    )
    op.execute(f"DELETE FROM setting WHERE key IN ({DECLARED})")
    # What holds where nobody has decided is said by the program alone.
    for column in TARGET:
        op.alter_column('service_target', column, server_default=None)


def downgrade() -> None:
    op.execute(
        """
        INSERT INTO setting (key, value, version, changed_at, changed_by)
        SELECT DISTINCT ON (key) key, value, version, changed_at, changed_by FROM setting_value
        WHERE withdrawn_at IS NULL AND counts_from <= now() ORDER BY key, counts_from DESC, version DESC
        """
    )
    op.drop_table('setting_value')
    for column, default in TARGET.items():
        op.alter_column('service_target', column, server_default=sa.text(default))
