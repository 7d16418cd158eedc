"""Health of the machinery, proofs of backups, the register of seats, rooms and devices"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from agent_desk.hub.migrations.steps import grant

revision = "0024_health_and_seats"
down_revision = "0021_personal_copy"
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    op.create_table('health_state',
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('value', sa.Double(), nullable=True),
    sa.Column('said_zh', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('said_en', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('since_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('looked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('facts', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.CheckConstraint("state IN ('ok', 'warn', 'unknown', 'bad')", name=op.f('ck_health_state_state')),
    sa.PrimaryKeyConstraint('code', 'place', 'subject', name=op.f('pk_health_state')),
    sa.UniqueConstraint('id', name=op.f('uq_health_state_id'))
    )
    op.create_table('health_change',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('value', sa.Double(), nullable=True),
    sa.Column('said_zh', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('said_en', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('ok', 'warn', 'unknown', 'bad')", name=op.f('ck_health_change_state')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_health_change'))
    )
    op.create_index('ix_health_change_at', 'health_change', ['at'], unique=False)
    op.create_index('ix_health_change_code', 'health_change', ['code', 'place', 'subject', 'at'], unique=False)
    op.create_table('backup_record',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('note', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('newest_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('facts', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("kind = 'made' OR newest_at IS NOT NULL", name=op.f('ck_backup_record_newest')),
    sa.CheckConstraint("kind IN ('made', 'restored')", name=op.f('ck_backup_record_kind')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_backup_record_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_backup_record'))
    )
    op.create_index('ix_backup_record_kind_at', 'backup_record', ['kind', 'at'], unique=False)
    grant("health.view", "system_administrator")


def downgrade() -> None:
    for table in ("backup_record", "health_change", "health_state"):
        op.drop_table(table)
