"""Roles that people hold reach so far, from when to when; substitutes; branches of people"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0013_scope'
down_revision = '0012_one_seat_per_telephone'
branch_labels: Any = None
depends_on: Any = None

SCOPES = "('own', 'team', 'queue', 'branch', 'all')"


def upgrade() -> None:
    # What people hold today goes on reaching everything: an upgrade takes nothing away.
    op.add_column('person_role', sa.Column('scope', sa.Text(), server_default=sa.text("'all'"), nullable=False))
    op.add_column('person_role', sa.Column('subjects', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'::text[]"), nullable=False))
    op.add_column('person_role', sa.Column('valid_from', sa.DateTime(timezone=True), nullable=True))
    op.add_column('person_role', sa.Column('valid_to', sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(op.f('ck_person_role_scope'), 'person_role', f"scope IN {SCOPES}")
    op.create_check_constraint(op.f('ck_person_role_valid'), 'person_role', "valid_to > valid_from")
    op.add_column('role', sa.Column('default_scope', sa.Text(), server_default=sa.text("'all'"), nullable=False))
    op.add_column('role', sa.Column('active', sa.Boolean(), server_default=sa.text('true'), nullable=False))
    op.create_check_constraint(op.f('ck_role_default_scope'), 'role', f"default_scope IN {SCOPES}")
    op.add_column('person', sa.Column('branch_code', sa.Text(), nullable=True))
    op.create_foreign_key(op.f('fk_person_branch_code_branch'), 'person', 'branch', ['branch_code'], ['code'])
    op.create_index('ix_person_branch_code', 'person', ['branch_code'])
    # An item of before is seen by whoever holds its permission for everything, as everybody does after an upgrade.
    op.add_column('work_item', sa.Column('audience', postgresql.ARRAY(sa.Text()), nullable=True))
    op.add_column('approval', sa.Column('used_at', sa.DateTime(timezone=True), nullable=True))
    op.create_table('substitution',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('substitute_id', sa.Uuid(), nullable=False),
    sa.Column('from_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('made_by_id', sa.Uuid(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint('person_id <> substitute_id', name=op.f('ck_substitution_two_people')),
    sa.CheckConstraint('until_at > from_at', name=op.f('ck_substitution_time')),
    sa.ForeignKeyConstraint(['made_by_id'], ['person.id'], name=op.f('fk_substitution_made_by_id_person')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_substitution_person_id_person')),
    sa.ForeignKeyConstraint(['substitute_id'], ['person.id'], name=op.f('fk_substitution_substitute_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_substitution'))
    )
    op.create_index('ix_substitution_substitute_id', 'substitution', ['substitute_id', 'until_at'])
    op.create_index('ix_substitution_person_id', 'substitution', ['person_id'])


def downgrade() -> None:
    op.drop_table('substitution')
    op.drop_column('work_item', 'audience')
    op.drop_column('approval', 'used_at')
    op.drop_index('ix_person_branch_code', 'person')
    op.drop_constraint(op.f('fk_person_branch_code_branch'), 'person')
    op.drop_column('person', 'branch_code')
    for table, columns in (('role', ('default_scope', 'active')), ('person_role', ('scope', 'subjects', 'valid_from', 'valid_to'))):
        for column in columns:
            op.drop_column(table, column)
