"""Rounds of a complaint: what was decided and told stays when it is taken up again"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017_case_rounds"
down_revision = "0015_substitutes_and_reviews"
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    op.add_column('complaint', sa.Column('round', sa.Integer(), server_default=sa.text('1'), nullable=False))
    op.add_column('complaint', sa.Column('reopened_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('complaint', sa.Column('told_again_at', sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(op.f('ck_complaint_reopened'), 'complaint', '(round = 1) = (reopened_at IS NULL)')
    op.create_table('case_round',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('complaint_id', sa.Uuid(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('limit_days', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('resolution', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.CheckConstraint('round >= 1', name=op.f('ck_case_round_round')),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_case_round_complaint_id_complaint'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_round')),
    sa.UniqueConstraint('complaint_id', 'round', name=op.f('uq_case_round_complaint_id_round'))
    )


def downgrade() -> None:
    op.drop_table('case_round')
    op.drop_constraint(op.f('ck_complaint_reopened'), 'complaint')
    for column in ('round', 'reopened_at', 'told_again_at'):
        op.drop_column('complaint', column)
