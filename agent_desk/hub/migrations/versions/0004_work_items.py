"""Work items: what was assigned, taken and done in five ways stands in one list"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = '0004_work_items'
down_revision = '0003_long_jobs'
branch_labels: Any = None
depends_on: Any = None

_OPEN = sa.text('ended_at IS NULL')
_NEW = """INSERT INTO work_item (id, kind, subject_id, title_zh, title_en, person_id, permission, state, taken_by_id, taken_at,
    priority, due_at, created_at, ended_at, version) """


def upgrade() -> None:
    op.create_table('work_item',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('title_zh', sa.Text(), nullable=False),
    sa.Column('title_en', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('permission', sa.Text(), nullable=True),
    sa.Column('team_id', sa.Uuid(), nullable=True),
    sa.Column('state', sa.Text(), server_default=sa.text("'open'"), nullable=False),
    sa.Column('taken_by_id', sa.Uuid(), nullable=True),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('priority', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("state IN ('open', 'taken', 'handed_back', 'done', 'withdrawn')", name=op.f('ck_work_item_state')),
    sa.CheckConstraint("(ended_at IS NULL) = (state IN ('open', 'taken', 'handed_back'))", name=op.f('ck_work_item_ended')),
    sa.CheckConstraint('(taken_by_id IS NULL) = (taken_at IS NULL)', name=op.f('ck_work_item_taken_at')),
    sa.CheckConstraint("state <> 'taken' OR taken_by_id IS NOT NULL", name=op.f('ck_work_item_taken')),
    sa.CheckConstraint('person_id IS NOT NULL OR permission IS NOT NULL', name=op.f('ck_work_item_addressee')),
    sa.CheckConstraint('priority BETWEEN 0 AND 3', name=op.f('ck_work_item_priority')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_work_item_person_id_person')),
    sa.ForeignKeyConstraint(['taken_by_id'], ['person.id'], name=op.f('fk_work_item_taken_by_id_person')),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_work_item_team_id_team')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_work_item'))
    )
    op.create_index('uq_work_item_open', 'work_item', ['kind', 'subject_id'], unique=True, postgresql_where=_OPEN)
    op.create_index('ix_work_item_subject_id', 'work_item', ['subject_id'])
    op.create_index('ix_work_item_person_id', 'work_item', ['person_id'], postgresql_where=_OPEN)
    op.create_index('ix_work_item_permission', 'work_item', ['permission'], postgresql_where=_OPEN)
    op.create_index('ix_work_item_ended_at', 'work_item', ['ended_at'])
    _call_backs()
    _others()


def _call_backs() -> None:
    op.execute(_NEW + """
        SELECT gen_random_uuid(), 'callback_task', t.id, q.name_zh, q.name_en, t.assigned_id,
            CASE WHEN t.assigned_id IS NULL THEN 'calls.dial' END,
            CASE WHEN t.state = 'done' AND t.result = 'withdrawn' THEN 'withdrawn' ELSE t.state END,
            t.taken_by_id, CASE WHEN t.taken_by_id IS NOT NULL THEN coalesce(t.taken_at, t.created_at) END,
            2, NULL, t.created_at, t.ended_at, t.version
        FROM callback_task t JOIN queue q ON q.id = t.queue_id
    """)
    for name in ('state', 'done', 'taken'):
        op.drop_constraint(op.f(f'ck_callback_task_{name}'), 'callback_task')
    for column in ('state', 'assigned_id', 'taken_by_id', 'taken_at'):
        op.drop_column('callback_task', column)


def _others() -> None:
    op.execute(_NEW + """
        SELECT gen_random_uuid(), 'complaint', c.id, c.number || coalesce(' · ' || t.name_zh, ''),
            c.number || coalesce(' · ' || coalesce(nullif(t.name_en, ''), t.name_zh), ''), c.assigned_to,
            CASE WHEN c.assigned_to IS NULL THEN 'cases.handle' END, 'open', NULL, NULL,
            CASE c.urgency WHEN 'critical' THEN 3 WHEN 'urgent' THEN 2 ELSE 1 END, c.due_at, c.received_at, NULL, 1
        FROM complaint c
        LEFT JOIN LATERAL (SELECT name_zh, name_en FROM case_term WHERE axis = 'business' AND key = c.business LIMIT 1) t ON true
        WHERE c.state IN ('received', 'assigned', 'in_progress', 'awaiting_customer', 'decided')
    """)
    op.execute(_NEW + """
        SELECT gen_random_uuid(), 'sample_item', i.id, s.name || ' · ' || (i.position + 1), s.name || ' · ' || (i.position + 1),
            i.reviewer_id, NULL, CASE WHEN r.id IS NULL THEN 'open' ELSE 'taken' END,
            r.reviewer_id, CASE WHEN r.id IS NOT NULL THEN s.drawn_at END, 1, s.due_at, s.drawn_at, NULL, 1
        FROM sample_item i JOIN sample s ON s.id = i.sample_id LEFT JOIN review r ON r.item_id = i.id
        WHERE r.state IS DISTINCT FROM 'submitted'
    """)
    op.execute(_NEW + """
        SELECT gen_random_uuid(), 'hand_up', a.id, p.name, coalesce(nullif(p.name_en, ''), p.name), NULL, 'floor.steer',
            CASE WHEN a.answered_by_id IS NULL THEN 'open' ELSE 'taken' END, a.answered_by_id,
            CASE WHEN a.answered_by_id IS NOT NULL THEN coalesce(a.answered_at, a.asked_at) END, 3, NULL, a.asked_at, NULL, 1
        FROM assist_request a JOIN person p ON p.id = a.person_id WHERE a.ended_at IS NULL
    """)
    op.execute(_NEW + """
        SELECT gen_random_uuid(), 'alarm', a.id, r.name_zh || coalesce(' · ' || q.name_zh, ''),
            r.name_en || coalesce(' · ' || q.name_en, ''), NULL, 'floor.steer', 'open', NULL, NULL,
            CASE a.severity WHEN 'critical' THEN 3 WHEN 'warning' THEN 2 ELSE 1 END, NULL, a.raised_at, NULL, 1
        FROM alarm a JOIN alarm_rule r ON r.id = a.rule_id LEFT JOIN queue q ON q.id = a.queue_id
        WHERE a.raised_at IS NOT NULL AND a.cleared_at IS NULL AND a.acknowledged_at IS NULL
    """)


def downgrade() -> None:
    raise NotImplementedError('what was assigned and taken stands in the work items alone')
