"""Requests that wait for a second person"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0006_approvals'
down_revision = '0005_settings_from_a_day'
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    op.create_table('approval',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('body', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('digest', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('asked_by_id', sa.Uuid(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.Text(), server_default=sa.text("'pending'"), nullable=False),
    sa.Column('decided_by_id', sa.Uuid(), nullable=True),
    sa.Column('note', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("state IN ('pending', 'approved', 'refused', 'withdrawn', 'expired')", name=op.f('ck_approval_state')),
    sa.CheckConstraint("(state = 'pending') = (ended_at IS NULL)", name=op.f('ck_approval_ended')),
    sa.CheckConstraint("(state IN ('approved', 'refused')) = (decided_by_id IS NOT NULL)", name=op.f('ck_approval_decided')),
    sa.CheckConstraint('decided_by_id <> asked_by_id', name=op.f('ck_approval_second_person')),
    sa.CheckConstraint("state <> 'approved' OR ended_at < expires_at", name=op.f('ck_approval_in_time')),
    sa.CheckConstraint('expires_at > asked_at', name=op.f('ck_approval_expires')),
    sa.CheckConstraint("digest ~ '^[0-9a-f]{64}$'", name=op.f('ck_approval_digest')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['person.id'], name=op.f('fk_approval_asked_by_id_person')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_approval_decided_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_approval'))
    )
    op.create_index('uq_approval_pending', 'approval', ['kind', 'subject'], unique=True,
                    postgresql_where=sa.text("state = 'pending'"))
    op.create_index('ix_approval_asked_at', 'approval', ['asked_at'])


def downgrade() -> None:
    op.drop_table('approval')
