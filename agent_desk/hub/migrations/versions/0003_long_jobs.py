"""Long jobs; reports that are due are made by one"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0003_long_jobs'
down_revision = '0002_files'
branch_labels: Any = None
depends_on: Any = None

_OPEN = "state IN ('waiting', 'running')"


def upgrade() -> None:
    op.create_table('long_job',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('about', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('args', postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('asked_by', sa.Uuid(), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.Text(), server_default=sa.text("'waiting'"), nullable=False),
    sa.Column('done', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('total', sa.BigInteger(), nullable=True),
    sa.Column('stop_asked', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('worker', sa.Uuid(), nullable=True),
    sa.Column('heartbeat_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('checkpoint', postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('tries', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('result', postgresql.JSONB(), nullable=True),
    sa.Column('fault', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'failed', 'stopped', 'interrupted')", name=op.f('ck_long_job_state')),
    sa.CheckConstraint("(state = 'running') = (worker IS NOT NULL)", name=op.f('ck_long_job_worker')),
    sa.CheckConstraint(f'({_OPEN}) = (ended_at IS NULL)', name=op.f('ck_long_job_ended')),
    sa.CheckConstraint('done >= 0 AND (total IS NULL OR total >= 0)', name=op.f('ck_long_job_progress')),
    sa.ForeignKeyConstraint(['asked_by'], ['person.id'], name=op.f('fk_long_job_asked_by_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_long_job'))
    )
    op.create_index('uq_long_job_open_about', 'long_job', ['kind', 'about'], unique=True, postgresql_where=sa.text(_OPEN))
    op.create_index('ix_long_job_open', 'long_job', ['asked_at'], postgresql_where=sa.text(_OPEN))
    op.create_index('ix_long_job_asked_at', 'long_job', ['asked_at'])
    op.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'reports.make' AND status = 'todo'")
    op.execute("""
        INSERT INTO long_job (id, kind, about, args, asked_at)
        SELECT gen_random_uuid(), 'reports.make', id::text, jsonb_build_object('file_id', id), now()
        FROM report_file WHERE state = 'due'
    """)


def downgrade() -> None:
    op.drop_table('long_job')
