"""The first tables"""

from typing import Any

import procrastinate
import sqlalchemy as sa
import agent_desk.models.kit
from alembic import op
from sqlalchemy.dialects import postgresql

from agent_desk.hub.migrations import counters

revision = '0001'
down_revision = None
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    op.create_table('audit_entry',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('clock_timestamp()'), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('person_login', sa.Text(), nullable=False),
    sa.Column('action', sa.Text(), nullable=False),
    sa.Column('entity', sa.Text(), nullable=False),
    sa.Column('entity_id', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('detail', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('request_id', sa.Text(), nullable=True),
    sa.Column('content_digest', sa.LargeBinary(), nullable=False),
    sa.Column('seq', sa.BigInteger(), nullable=True),
    sa.Column('digest', sa.LargeBinary(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entry')),
    sa.UniqueConstraint('seq', name=op.f('uq_audit_entry_seq'))
    )
    op.create_index('ix_audit_entry_at', 'audit_entry', ['at'], unique=False)
    op.create_index('ix_audit_entry_entity', 'audit_entry', ['entity', 'entity_id'], unique=False)
    op.create_index('ix_audit_entry_unsealed', 'audit_entry', ['id'], unique=False, postgresql_where=sa.text('seq IS NULL'))
    op.create_table('audit_head',
    sa.Column('id', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('seq', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('digest', sa.LargeBinary(), nullable=False),
    sa.Column('sealed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_head'))
    )
    op.create_table('branch',
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name_zh', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_branch'))
    )
    op.create_table('case_term',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('axis', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('parent_key', sa.Text(), nullable=True),
    sa.Column('code', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('name_zh', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.Column('edition', sa.Text(), server_default=sa.text("'JR/T 0169-2018'"), nullable=False),
    sa.Column('position', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.CheckConstraint("axis IN ('channel', 'business', 'cause', 'wish', 'source', 'urgency')", name=op.f('ck_case_term_axis')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_term')),
    sa.UniqueConstraint('axis', 'key', 'edition', name=op.f('uq_case_term_axis_key_edition'))
    )
    op.create_table('change',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('xid', agent_desk.models.kit.Xid8(), server_default=sa.text('pg_current_xact_id()'), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('clock_timestamp()'), nullable=False),
    sa.Column('area', sa.Text(), nullable=False),
    sa.Column('entity', sa.Text(), nullable=False),
    sa.Column('entity_id', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('audience', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('hint', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_change'))
    )
    op.create_index('ix_change_xid_id', 'change', ['xid', 'id'], unique=False)
    op.create_table('disposition',
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('parent_code', sa.Text(), nullable=True),
    sa.Column('name_zh', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('active', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.ForeignKeyConstraint(['parent_code'], ['disposition.code'], name=op.f('fk_disposition_parent_code_disposition')),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_disposition'))
    )
    op.create_table('exchange_cursor',
    sa.Column('exchange', sa.Text(), nullable=False),
    sa.Column('event_id', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('orphans', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.PrimaryKeyConstraint('exchange', name=op.f('pk_exchange_cursor'))
    )
    op.create_table('floor_snapshot',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('body', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_floor_snapshot'))
    )
    op.create_table('idempotent_answer',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('request_digest', sa.LargeBinary(), nullable=False),
    sa.Column('status', sa.Integer(), nullable=True),
    sa.Column('body', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('person_id', 'key', name=op.f('pk_idempotent_answer'))
    )
    op.create_index('ix_idempotent_answer_created_at', 'idempotent_answer', ['created_at'], unique=False)
    op.create_table('import_run',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('file_name', sa.Text(), nullable=False),
    sa.Column('file_digest', sa.Text(), nullable=False),
    sa.Column('zone', sa.Text(), nullable=False),
    sa.Column('lines', sa.Integer(), nullable=False),
    sa.Column('loaded', sa.Integer(), nullable=False),
    sa.Column('bad', sa.Integer(), nullable=False),
    sa.Column('bad_lines', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_run')),
    sa.UniqueConstraint('kind', 'file_digest', name=op.f('uq_import_run_kind_file_digest'))
    )
    op.create_table('knowledge_category',
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name_zh', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_knowledge_category'))
    )
    op.create_table('mask_rule',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('field', sa.Text(), nullable=False),
    sa.Column('verified', sa.Boolean(), nullable=False),
    sa.Column('head', sa.Integer(), nullable=False),
    sa.Column('tail', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), server_default=sa.text("'digits'"), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mask_rule')),
    sa.UniqueConstraint('field', 'verified', name=op.f('uq_mask_rule_field_verified'))
    )
    op.create_table('not_ready_reason',
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name_zh', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.Column('system', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('position', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('active', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_not_ready_reason'))
    )
    op.create_table('queue',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name_zh', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.Column('zone', sa.Text(), nullable=True),
    sa.Column('acw_mode', sa.Text(), server_default=sa.text("'mandatory_limit'"), nullable=False),
    sa.Column('acw_limit_ms', sa.BigInteger(), server_default=sa.text('60000'), nullable=False),
    sa.Column('recording', sa.Text(), server_default=sa.text("'none'"), nullable=False),
    sa.Column('recording_percent', sa.Integer(), server_default=sa.text('100'), nullable=False),
    sa.Column('recording_announced', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('recording_pause', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('active', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('position', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("acw_mode IN ('optional', 'mandatory', 'mandatory_limit', 'limit_no_early_exit')", name=op.f('ck_queue_acw_mode')),
    sa.CheckConstraint("recording IN ('none', 'all', 'percentage', 'on_demand')", name=op.f('ck_queue_recording')),
    sa.CheckConstraint('recording_percent BETWEEN 0 AND 100', name=op.f('ck_queue_recording_percent')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_queue')),
    sa.UniqueConstraint('code', name=op.f('uq_queue_code'))
    )
    op.create_table('role',
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name_zh', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.Column('permissions', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'::text[]"), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_role'))
    )
    op.create_table('score_form',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('name_zh', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.Column('active', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('pass_mark', sa.Integer(), server_default=sa.text('80'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint('pass_mark BETWEEN 0 AND 100', name=op.f('ck_score_form_pass_mark')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score_form')),
    sa.UniqueConstraint('code', 'edition', name=op.f('uq_score_form_code_edition'))
    )
    op.create_index('uq_score_form_active', 'score_form', ['code'], unique=True, postgresql_where=sa.text('active'))
    op.create_table('team',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name_zh', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team')),
    sa.UniqueConstraint('code', name=op.f('uq_team_code'))
    )
    op.create_table('article',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('title_en', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('category_code', sa.Text(), nullable=False),
    sa.Column('keywords', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'::text[]"), nullable=False),
    sa.Column('audience', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'::text[]"), nullable=False),
    sa.Column('script', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), server_default=sa.text("'published'"), nullable=False),
    sa.Column('revision', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('title_words', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('keyword_words', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('body_words', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('search', postgresql.TSVECTOR(), sa.Computed("setweight(to_tsvector('simple', title_words), 'A') || setweight(to_tsvector('simple', keyword_words), 'B') || setweight(to_tsvector('simple', body_words), 'C')", persisted=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("state IN ('draft', 'published', 'retired')", name=op.f('ck_article_state')),
    sa.ForeignKeyConstraint(['category_code'], ['knowledge_category.code'], name=op.f('fk_article_category_code_knowledge_category')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_article')),
    sa.UniqueConstraint('code', name=op.f('uq_article_code'))
    )
    op.create_index(op.f('ix_article_category_code'), 'article', ['category_code'], unique=False)
    op.create_index('ix_article_search', 'article', ['search'], unique=False, postgresql_using='gin', postgresql_with={'fastupdate': 'off'})
    op.create_table('customer',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('gender', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('identity_number', sa.Text(), nullable=True),
    sa.Column('born_on', sa.Date(), nullable=True),
    sa.Column('branch_code', sa.Text(), nullable=True),
    sa.Column('level', sa.Text(), server_default=sa.text("'standard'"), nullable=False),
    sa.Column('care_flags', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'::text[]"), nullable=False),
    sa.Column('address', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('note', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.ForeignKeyConstraint(['branch_code'], ['branch.code'], name=op.f('fk_customer_branch_code_branch')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_customer')),
    sa.UniqueConstraint('number', name=op.f('uq_customer_number'))
    )
    op.create_index(op.f('ix_customer_branch_code'), 'customer', ['branch_code'], unique=False)
    op.create_index(op.f('ix_customer_identity_number'), 'customer', ['identity_number'], unique=False)
    op.create_table('person',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('login', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('agent_code', sa.Text(), nullable=True),
    sa.Column('team_id', sa.Uuid(), nullable=True),
    sa.Column('password_hash', sa.Text(), nullable=True),
    sa.Column('password_once', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('active', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('failed_sign_ins', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('locked_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_person_team_id_team')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('agent_code', name=op.f('uq_person_agent_code')),
    sa.UniqueConstraint('login', name=op.f('uq_person_login'))
    )
    op.create_index(op.f('ix_person_team_id'), 'person', ['team_id'], unique=False)
    op.create_table('score_question',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('form_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('section_zh', sa.Text(), nullable=False),
    sa.Column('section_en', sa.Text(), nullable=False),
    sa.Column('name_zh', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.Column('help_zh', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('help_en', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('weight', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('points', 'yesno', 'fatal')", name=op.f('ck_score_question_kind')),
    sa.CheckConstraint('weight >= 0', name=op.f('ck_score_question_weight')),
    sa.ForeignKeyConstraint(['form_id'], ['score_form.id'], name=op.f('fk_score_question_form_id_score_form'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score_question')),
    sa.UniqueConstraint('form_id', 'code', name=op.f('uq_score_question_form_id_code'))
    )
    op.create_table('saved_report',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('owner_id', sa.Uuid(), nullable=False),
    sa.Column('choice', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('every', sa.Text(), server_default=sa.text("'never'"), nullable=False),
    sa.Column('at_minute', sa.Integer(), server_default=sa.text('420'), nullable=False),
    sa.Column('on_day', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('keep_days', sa.Integer(), server_default=sa.text('90'), nullable=False),
    sa.Column('next_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('active', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("every IN ('never', 'daily', 'weekly', 'monthly')", name=op.f('ck_saved_report_every')),
    sa.CheckConstraint('at_minute BETWEEN 0 AND 1439 AND on_day BETWEEN 1 AND 31 AND keep_days > 0', name=op.f('ck_saved_report_clock')),
    sa.CheckConstraint("(next_at IS NOT NULL) = (active AND every <> 'never')", name=op.f('ck_saved_report_next')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_saved_report_owner_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_report'))
    )
    op.create_index('uq_saved_report_name', 'saved_report', ['name'], unique=True, postgresql_where=sa.text('active'))
    op.create_index('ix_saved_report_next_at', 'saved_report', ['next_at'], unique=False)
    op.create_table('report_file',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('report_id', sa.Uuid(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('state', sa.Text(), server_default=sa.text("'due'"), nullable=False),
    sa.Column('name', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('size_bytes', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('sha256', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('error', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('due', 'made', 'failed', 'gone')", name=op.f('ck_report_file_state')),
    sa.CheckConstraint("state <> 'made' OR (made_at IS NOT NULL AND sha256 <> '')", name=op.f('ck_report_file_made')),
    sa.ForeignKeyConstraint(['report_id'], ['saved_report.id'], name=op.f('fk_report_file_report_id_saved_report')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_file')),
    sa.UniqueConstraint('report_id', 'due_at', name=op.f('uq_report_file_report_id_due_at'))
    )
    op.create_index('ix_report_file_expires_at', 'report_file', ['expires_at'], unique=False, postgresql_where=sa.text("state = 'made'"))
    op.create_index(op.f('ix_report_file_report_id'), 'report_file', ['report_id'], unique=False)
    op.create_table('service_target',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('queue_id', sa.Uuid(), nullable=True),
    sa.Column('formula', sa.Text(), server_default=sa.text("'F3'"), nullable=False),
    sa.Column('threshold_ms', sa.BigInteger(), server_default=sa.text('20000'), nullable=False),
    sa.Column('short_ms', sa.BigInteger(), server_default=sa.text('5000'), nullable=False),
    sa.Column('target', sa.Double(), server_default=sa.text('0.8'), nullable=False),
    sa.Column('answer_rate_target', sa.Double(), server_default=sa.text('0.9'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("formula IN ('F1', 'F2', 'F3', 'F4', 'F5', 'F6')", name=op.f('ck_service_target_formula')),
    sa.CheckConstraint('target > 0 AND target <= 1 AND answer_rate_target > 0 AND answer_rate_target <= 1', name=op.f('ck_service_target_share')),
    sa.ForeignKeyConstraint(['queue_id'], ['queue.id'], name=op.f('fk_service_target_queue_id_queue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_service_target'))
    )
    op.create_index('uq_service_target_queue', 'service_target', ['queue_id'], unique=True, postgresql_nulls_not_distinct=True)
    op.create_table('call',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('exchange', sa.Text(), nullable=False),
    sa.Column('exchange_key', sa.Text(), nullable=False),
    sa.Column('direction', sa.Text(), server_default=sa.text("'inbound'"), nullable=False),
    sa.Column('queue_id', sa.Uuid(), nullable=False),
    sa.Column('waits_in_id', sa.Uuid(), nullable=True),
    sa.Column('caller', sa.Text(), nullable=False),
    sa.Column('caller_raw', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('state', sa.Text(), server_default=sa.text("'waiting'"), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=True),
    sa.Column('offered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('rung_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('wait_ms', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('talk_ms', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('hold_ms', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('acw_ms', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('agent_id', sa.Uuid(), nullable=True),
    sa.Column('customer_id', sa.Uuid(), nullable=True),
    sa.Column('verified_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('again_of_id', sa.Uuid(), nullable=True),
    sa.Column('ended_by', sa.Text(), nullable=True),
    sa.Column('muted', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('parked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('parked_by_id', sa.Uuid(), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name=op.f('ck_call_ended')),
    sa.CheckConstraint("(state = 'ended') = (outcome IS NOT NULL)", name=op.f('ck_call_decided')),
    sa.CheckConstraint("direction IN ('inbound', 'outbound')", name=op.f('ck_call_direction')),
    sa.CheckConstraint("outcome IS NULL OR outcome IN ('answered', 'abandoned_ivr', 'abandoned_queue', 'diverted', 'full', 'closed', 'join_empty', 'leave_empty', 'timed_out', 'called_back', 'busy', 'no_answer', 'rejected', 'invalid_number', 'unreachable', 'cancelled', 'not_lifted')", name=op.f('ck_call_outcome')),
    sa.CheckConstraint("state IN ('in_menu', 'waiting', 'ringing', 'talking', 'on_hold', 'ended')", name=op.f('ck_call_state')),
    sa.CheckConstraint('wait_ms >= 0 AND talk_ms >= 0 AND hold_ms >= 0 AND acw_ms >= 0', name=op.f('ck_call_durations')),
    sa.ForeignKeyConstraint(['again_of_id'], ['call.id'], name=op.f('fk_call_again_of_id_call')),
    sa.ForeignKeyConstraint(['agent_id'], ['person.id'], name=op.f('fk_call_agent_id_person')),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_call_customer_id_customer')),
    sa.ForeignKeyConstraint(['parked_by_id'], ['person.id'], name=op.f('fk_call_parked_by_id_person')),
    sa.ForeignKeyConstraint(['queue_id'], ['queue.id'], name=op.f('fk_call_queue_id_queue')),
    sa.ForeignKeyConstraint(['waits_in_id'], ['queue.id'], name=op.f('fk_call_waits_in_id_queue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_call')),
    sa.UniqueConstraint('exchange', 'exchange_key', name=op.f('uq_call_exchange_exchange_key'))
    )
    op.create_index('ix_call_again_of_id', 'call', ['again_of_id'], unique=False, postgresql_where=sa.text('again_of_id IS NOT NULL'))
    op.create_index('ix_call_agent_id_offered_at', 'call', ['agent_id', 'offered_at'], unique=False)
    op.create_index('ix_call_caller', 'call', ['caller'], unique=False)
    op.create_index('ix_call_customer_id', 'call', ['customer_id'], unique=False)
    op.create_index('ix_call_offered_at_queue_id', 'call', ['offered_at', 'queue_id'], unique=False)
    op.create_index('ix_call_open', 'call', ['state'], unique=False, postgresql_where=sa.text("state <> 'ended'"))
    op.create_table('contact',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('customer_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('entity_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('title_en', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('words', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('words_en', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('state', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('open', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("kind IN ('call', 'complaint', 'message', 'note')", name=op.f('ck_contact_kind')),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_contact_customer_id_customer'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_contact_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact'))
    )
    op.create_index('ix_contact_customer_id_at', 'contact', ['customer_id', 'at'], unique=False)
    op.create_index('uq_contact_entity', 'contact', ['customer_id', 'kind', 'entity_id'], unique=True)
    op.create_table('contact_point',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('customer_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('extension', sa.Text(), nullable=True),
    sa.Column('verified', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('source', sa.Text(), server_default=sa.text("'core_bank'"), nullable=False),
    sa.CheckConstraint("kind IN ('mobile', 'landline', 'mail')", name=op.f('ck_contact_point_kind')),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_contact_point_customer_id_customer'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact_point'))
    )
    op.create_index('ix_contact_point_value', 'contact_point', ['value'], unique=False)
    op.create_index('uq_contact_point_customer_value', 'contact_point', ['customer_id', 'value'], unique=True)
    op.create_table('customer_key',
    sa.Column('customer_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.CheckConstraint("kind IN ('number', 'phone', 'name', 'pinyin', 'initials', 'identity_tail', 'card_tail')", name=op.f('ck_customer_key_kind')),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_customer_key_customer_id_customer'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('customer_id', 'kind', 'value', name=op.f('pk_customer_key'))
    )
    op.create_index('ix_customer_key_customer_id', 'customer_key', ['customer_id'], unique=False)
    op.create_index('ix_customer_key_kind_value', 'customer_key', ['kind', 'value'], unique=False, postgresql_ops={'value': 'text_pattern_ops'}, postgresql_include=['customer_id'])
    op.create_table('holding',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('customer_id', sa.Uuid(), nullable=False),
    sa.Column('product_code', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('name_zh', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('status', sa.Text(), server_default=sa.text("'normal'"), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_holding_customer_id_customer'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_holding'))
    )
    op.create_index(op.f('ix_holding_customer_id'), 'holding', ['customer_id'], unique=False)
    op.create_table('person_role',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('role_code', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_person_role_person_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['role_code'], ['role.code'], name=op.f('fk_person_role_role_code_role')),
    sa.PrimaryKeyConstraint('person_id', 'role_code', name=op.f('pk_person_role'))
    )
    op.create_index(op.f('ix_person_role_role_code'), 'person_role', ['role_code'], unique=False)
    op.create_table('queue_member',
    sa.Column('queue_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('penalty', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_queue_member_person_id_person')),
    sa.ForeignKeyConstraint(['queue_id'], ['queue.id'], name=op.f('fk_queue_member_queue_id_queue')),
    sa.PrimaryKeyConstraint('queue_id', 'person_id', name=op.f('pk_queue_member'))
    )
    op.create_index(op.f('ix_queue_member_person_id'), 'queue_member', ['person_id'], unique=False)
    op.create_table('sample',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('seed', sa.BigInteger(), nullable=False),
    sa.Column('criteria', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('form_id', sa.Uuid(), nullable=False),
    sa.Column('drawn_by', sa.Uuid(), nullable=False),
    sa.Column('drawn_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['drawn_by'], ['person.id'], name=op.f('fk_sample_drawn_by_person')),
    sa.ForeignKeyConstraint(['form_id'], ['score_form.id'], name=op.f('fk_sample_form_id_score_form')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sample'))
    )
    op.create_index(op.f('ix_sample_form_id'), 'sample', ['form_id'], unique=False)
    op.create_table('seat_session',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('token_digest', sa.LargeBinary(), nullable=False),
    sa.Column('seat', sa.Text(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('end_reason', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_seat_session_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_seat_session')),
    sa.UniqueConstraint('token_digest', name=op.f('uq_seat_session_token_digest'))
    )
    op.create_index(op.f('ix_seat_session_person_id'), 'seat_session', ['person_id'], unique=False)
    op.create_index('uq_seat_session_open', 'seat_session', ['person_id'], unique=True, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('person_layout',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('body', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_person_layout_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_person_layout'))
    )
    op.create_table('wallboard_token',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('token_digest', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_wallboard_token')),
    sa.UniqueConstraint('token_digest', name=op.f('uq_wallboard_token_token_digest'))
    )
    op.create_index('uq_wallboard_token_name', 'wallboard_token', ['name'], unique=True, postgresql_where=sa.text('revoked_at IS NULL'))
    op.create_table('setting',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('value', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('changed_by', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['changed_by'], ['person.id'], name=op.f('fk_setting_changed_by_person')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_setting'))
    )
    op.create_table('agent_interval',
    sa.Column('id', sa.BigInteger(), autoincrement=True, nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('call_id', sa.Uuid(), nullable=True),
    sa.Column('by_person_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['by_person_id'], ['person.id'], name=op.f('fk_agent_interval_by_person_id_person')),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], name=op.f('fk_agent_interval_call_id_call')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_agent_interval_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agent_interval'))
    )
    op.create_index('ix_agent_interval_person_id_started_at', 'agent_interval', ['person_id', 'started_at'], unique=False)
    op.create_index('ix_agent_interval_call_id', 'agent_interval', ['call_id'], unique=False, postgresql_where=sa.text('call_id IS NOT NULL'))
    op.create_index('ix_agent_interval_started_at', 'agent_interval', ['started_at'], unique=False)
    op.create_index('uq_agent_interval_open', 'agent_interval', ['person_id'], unique=True, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('agent_state',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Text(), server_default=sa.text("'signed_out'"), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('since_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('next_state', sa.Text(), nullable=True),
    sa.Column('next_reason', sa.Text(), nullable=True),
    sa.Column('state_before', sa.Text(), nullable=True),
    sa.Column('reason_before', sa.Text(), nullable=True),
    sa.Column('misses', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=True),
    sa.Column('wrapup_call_id', sa.Uuid(), nullable=True),
    sa.Column('acw_mode', sa.Text(), server_default=sa.text("'mandatory'"), nullable=False),
    sa.Column('acw_limit_ms', sa.BigInteger(), nullable=True),
    sa.Column('acw_from_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('limit_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('extension', sa.Text(), nullable=True),
    sa.Column('seat_lost_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("(state IN ('reserved','talking','on_hold')) = (call_id IS NOT NULL)", name=op.f('ck_agent_state_busy_has_call')),
    sa.CheckConstraint("state IN ('signed_out', 'ready', 'not_ready', 'reserved', 'talking', 'on_hold', 'after_call_work')", name=op.f('ck_agent_state_state')),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], name=op.f('fk_agent_state_call_id_call')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_agent_state_person_id_person')),
    sa.ForeignKeyConstraint(['wrapup_call_id'], ['call.id'], name=op.f('fk_agent_state_wrapup_call_id_call')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_agent_state'))
    )
    op.create_table('article_use',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('article_id', sa.Uuid(), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=True),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('query', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind IN ('opened', 'copied', 'inserted', 'was_right')", name=op.f('ck_article_use_kind')),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_article_use_article_id_article')),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], name=op.f('fk_article_use_call_id_call')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_article_use_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_article_use'))
    )
    op.create_index(op.f('ix_article_use_article_id'), 'article_use', ['article_id'], unique=False)
    op.create_index(op.f('ix_article_use_call_id'), 'article_use', ['call_id'], unique=False)
    op.create_table('call_fact',
    sa.Column('call_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("name IN ('menu', 'identity', 'estimated_wait_s', 'survey', 'overflow')", name=op.f('ck_call_fact_name')),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], name=op.f('fk_call_fact_call_id_call'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('call_id', 'name', name=op.f('pk_call_fact'))
    )
    op.create_table('callback',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=False),
    sa.Column('queue_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.Text(), server_default=sa.text("'kept'"), nullable=False),
    sa.Column('made_call_id', sa.Uuid(), nullable=True),
    sa.Column('attempts', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('tried_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('by_person_id', sa.Uuid(), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('kept', 'dialling', 'reached', 'not_reached', 'lost', 'cancelled')", name=op.f('ck_callback_state')),
    sa.ForeignKeyConstraint(['by_person_id'], ['person.id'], name=op.f('fk_callback_by_person_id_person')),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], name=op.f('fk_callback_call_id_call'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['made_call_id'], ['call.id'], name=op.f('fk_callback_made_call_id_call'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['queue_id'], ['queue.id'], name=op.f('fk_callback_queue_id_queue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_callback')),
    sa.UniqueConstraint('call_id', name=op.f('uq_callback_call_id')),
    sa.UniqueConstraint('made_call_id', name=op.f('uq_callback_made_call_id'))
    )
    op.create_index('ix_callback_open', 'callback', ['state'], unique=False, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('call_leg',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('queue_id', sa.Uuid(), nullable=False),
    sa.Column('rung_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ring_ms', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('talk_ms', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('hold_ms', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('acw_ms', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('result', sa.Text(), server_default=sa.text("'open'"), nullable=False),
    sa.Column('transfer_kind', sa.Text(), nullable=True),
    sa.Column('transfer_target', sa.Text(), nullable=True),
    sa.CheckConstraint("result IN ('open', 'answered', 'missed', 'refused', 'caller_gone', 'picked_up', 'transferred', 'not_reached')", name=op.f('ck_call_leg_result')),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], name=op.f('fk_call_leg_call_id_call'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_call_leg_person_id_person')),
    sa.ForeignKeyConstraint(['queue_id'], ['queue.id'], name=op.f('fk_call_leg_queue_id_queue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_call_leg'))
    )
    op.create_index('ix_call_leg_call_id', 'call_leg', ['call_id'], unique=False)
    op.create_index('ix_call_leg_person_id_rung_at', 'call_leg', ['person_id', 'rung_at'], unique=False)
    op.create_index('uq_call_leg_open', 'call_leg', ['person_id'], unique=True, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('consultation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('target', sa.Text(), nullable=False),
    sa.Column('asked_person_id', sa.Uuid(), nullable=True),
    sa.Column('state', sa.Text(), server_default=sa.text("'ringing'"), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('conference_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('result', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name=op.f('ck_consultation_ended')),
    sa.CheckConstraint("kind IN ('agent', 'number')", name=op.f('ck_consultation_kind')),
    sa.CheckConstraint("result IS NULL OR result IN ('busy', 'no_answer', 'refused', 'cancelled', 'left', 'completed', 'lost')", name=op.f('ck_consultation_result')),
    sa.CheckConstraint("state IN ('ringing', 'talking', 'conference', 'ended')", name=op.f('ck_consultation_state')),
    sa.ForeignKeyConstraint(['asked_person_id'], ['person.id'], name=op.f('fk_consultation_asked_person_id_person')),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], name=op.f('fk_consultation_call_id_call'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_consultation_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consultation'))
    )
    op.create_index('ix_consultation_asked', 'consultation', ['asked_person_id'], unique=False, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_index('ix_consultation_call_id', 'consultation', ['call_id'], unique=False)
    op.create_index('uq_consultation_open', 'consultation', ['call_id'], unique=True, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('call_quality',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('leg_id', sa.Uuid(), nullable=False),
    sa.Column('codec', sa.Text(), nullable=False),
    sa.Column('every_ms', sa.Integer(), nullable=False),
    sa.Column('jitter_ms', sa.Double(), nullable=False),
    sa.Column('loss_percent', sa.Double(), nullable=False),
    sa.Column('round_trip_ms', sa.Double(), nullable=False),
    sa.Column('mos', sa.Double(), nullable=False),
    sa.Column('mos_least', sa.Double(), nullable=False),
    sa.Column('samples', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('loss_percent >= 0 AND loss_percent <= 100 AND jitter_ms >= 0 AND round_trip_ms >= 0', name=op.f('ck_call_quality_measured')),
    sa.CheckConstraint('mos >= 1 AND mos <= 4.5 AND mos_least >= 1 AND mos_least <= mos', name=op.f('ck_call_quality_mos')),
    sa.ForeignKeyConstraint(['leg_id'], ['call_leg.id'], name=op.f('fk_call_quality_leg_id_call_leg'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_call_quality')),
    sa.UniqueConstraint('leg_id', name=op.f('uq_call_quality_leg_id'))
    )
    op.create_table('complaint',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('customer_id', sa.Uuid(), nullable=True),
    sa.Column('call_id', sa.Uuid(), nullable=True),
    sa.Column('caller', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('complainant', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('business', sa.Text(), nullable=False),
    sa.Column('cause', sa.Text(), nullable=False),
    sa.Column('wish', sa.Text(), nullable=False),
    sa.Column('urgency', sa.Text(), server_default=sa.text("'normal'"), nullable=False),
    sa.Column('narrative', sa.Text(), nullable=False),
    sa.Column('case_class', sa.Text(), server_default=sa.text("'simple'"), nullable=False),
    sa.Column('state', sa.Text(), server_default=sa.text("'received'"), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('resolution', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('branch_code', sa.Text(), nullable=True),
    sa.Column('opened_by', sa.Uuid(), nullable=False),
    sa.Column('assigned_to', sa.Uuid(), nullable=True),
    sa.Column('merged_into_id', sa.Uuid(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("case_class IN ('simple', 'complex', 'extended')", name=op.f('ck_complaint_case_class')),
    sa.CheckConstraint("state IN ('received', 'assigned', 'in_progress', 'awaiting_customer', 'decided', 'told', 'closed', 'withdrawn', 'merged')", name=op.f('ck_complaint_state')),
    sa.ForeignKeyConstraint(['assigned_to'], ['person.id'], name=op.f('fk_complaint_assigned_to_person')),
    sa.ForeignKeyConstraint(['branch_code'], ['branch.code'], name=op.f('fk_complaint_branch_code_branch')),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], name=op.f('fk_complaint_call_id_call')),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_complaint_customer_id_customer')),
    sa.ForeignKeyConstraint(['merged_into_id'], ['complaint.id'], name=op.f('fk_complaint_merged_into_id_complaint')),
    sa.ForeignKeyConstraint(['opened_by'], ['person.id'], name=op.f('fk_complaint_opened_by_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint')),
    sa.UniqueConstraint('number', name=op.f('uq_complaint_number'))
    )
    op.create_index(op.f('ix_complaint_assigned_to'), 'complaint', ['assigned_to'], unique=False)
    op.create_index(op.f('ix_complaint_call_id'), 'complaint', ['call_id'], unique=False)
    op.create_index('ix_complaint_customer_id_state', 'complaint', ['customer_id', 'state'], unique=False)
    op.create_index('ix_complaint_due_at', 'complaint', ['due_at'], unique=False)
    op.create_index('ix_complaint_received_at', 'complaint', ['received_at'], unique=False)
    op.create_table('sample_item',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sample_id', sa.Uuid(), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=False),
    sa.Column('reviewer_id', sa.Uuid(), nullable=False),
    sa.Column('stratum', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], name=op.f('fk_sample_item_call_id_call')),
    sa.ForeignKeyConstraint(['reviewer_id'], ['person.id'], name=op.f('fk_sample_item_reviewer_id_person')),
    sa.ForeignKeyConstraint(['sample_id'], ['sample.id'], name=op.f('fk_sample_item_sample_id_sample'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sample_item')),
    sa.UniqueConstraint('sample_id', 'call_id', name=op.f('uq_sample_item_sample_id_call_id'))
    )
    op.create_index(op.f('ix_sample_item_call_id'), 'sample_item', ['call_id'], unique=False)
    op.create_index(op.f('ix_sample_item_reviewer_id'), 'sample_item', ['reviewer_id'], unique=False)
    op.create_table('verification',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=False),
    sa.Column('customer_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('passed', sa.Boolean(), nullable=False),
    sa.Column('items', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], name=op.f('fk_verification_call_id_call')),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_verification_customer_id_customer')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_verification_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_verification'))
    )
    op.create_index(op.f('ix_verification_call_id'), 'verification', ['call_id'], unique=False)
    op.create_table('call_recording',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('consultation_id', sa.Uuid(), nullable=True),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), server_default=sa.text("'wanted'"), nullable=False),
    sa.Column('file', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tries', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('resume_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('recorded_ms', sa.BigInteger(), nullable=True),
    sa.Column('paused_ms', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('stored_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('path', sa.Text(), nullable=True),
    sa.Column('size_bytes', sa.BigInteger(), nullable=True),
    sa.Column('sha256', sa.Text(), nullable=True),
    sa.Column('duration_ms', sa.BigInteger(), nullable=True),
    sa.Column('error', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('deleted_by', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("(state = 'deleted') = (deleted_at IS NOT NULL)", name=op.f('ck_call_recording_deleted')),
    sa.CheckConstraint("state <> 'stored' OR (path IS NOT NULL AND sha256 IS NOT NULL AND size_bytes IS NOT NULL)", name=op.f('ck_call_recording_stored')),
    sa.CheckConstraint("state IN ('wanted', 'recording', 'paused', 'ended', 'stored', 'missing', 'refused', 'deleted')", name=op.f('ck_call_recording_state')),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], name=op.f('fk_call_recording_call_id_call'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['consultation_id'], ['consultation.id'], name=op.f('fk_call_recording_consultation_id_consultation'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_call_recording_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_call_recording'))
    )
    op.create_index('ix_call_recording_call_id', 'call_recording', ['call_id'], unique=False)
    op.create_index('ix_call_recording_waiting', 'call_recording', ['state'], unique=False, postgresql_where=sa.text("state NOT IN ('stored', 'refused', 'deleted')"))
    op.create_index('uq_call_recording_open', 'call_recording', ['call_id'], unique=True, postgresql_where=sa.text("state IN ('wanted', 'recording', 'paused') AND consultation_id IS NULL"))
    op.create_index('uq_call_recording_consultation', 'call_recording', ['consultation_id'], unique=True)
    op.create_table('supervision',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=False),
    sa.Column('agent_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('mode', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), server_default=sa.text("'calling'"), nullable=False),
    sa.Column('extension', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('told', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('take_over', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('joined_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('taken_over_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('error', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name=op.f('ck_supervision_ended')),
    sa.CheckConstraint("mode IN ('listen', 'whisper', 'barge')", name=op.f('ck_supervision_mode')),
    sa.CheckConstraint("state IN ('calling', 'joined', 'ended')", name=op.f('ck_supervision_state')),
    sa.ForeignKeyConstraint(['agent_id'], ['person.id'], name=op.f('fk_supervision_agent_id_person')),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], name=op.f('fk_supervision_call_id_call'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_supervision_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_supervision'))
    )
    op.create_index('ix_supervision_call_id', 'supervision', ['call_id'], unique=False)
    op.create_index('uq_supervision_open', 'supervision', ['person_id'], unique=True, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('wrap_up',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('disposition_code', sa.Text(), nullable=True),
    sa.Column('notes', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('resolved', sa.Boolean(), nullable=True),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], name=op.f('fk_wrap_up_call_id_call')),
    sa.ForeignKeyConstraint(['disposition_code'], ['disposition.code'], name=op.f('fk_wrap_up_disposition_code_disposition')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_wrap_up_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_wrap_up')),
    sa.UniqueConstraint('call_id', 'person_id', name=op.f('uq_wrap_up_call_id_person_id'))
    )
    op.create_table('case_event',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('complaint_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('words', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('detail', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_case_event_complaint_id_complaint'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_case_event_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_event'))
    )
    op.create_index(op.f('ix_case_event_complaint_id'), 'case_event', ['complaint_id'], unique=False)
    op.create_table('case_pause',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('complaint_id', sa.Uuid(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_case_pause_complaint_id_complaint'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_pause'))
    )
    op.create_index(op.f('ix_case_pause_complaint_id'), 'case_pause', ['complaint_id'], unique=False)
    op.create_table('review',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('item_id', sa.Uuid(), nullable=False),
    sa.Column('form_id', sa.Uuid(), nullable=False),
    sa.Column('reviewer_id', sa.Uuid(), nullable=False),
    sa.Column('agent_id', sa.Uuid(), nullable=False),
    sa.Column('answers', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('comment', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('score', sa.Double(), nullable=True),
    sa.Column('fatal', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('state', sa.Text(), server_default=sa.text("'draft'"), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("(state = 'submitted') = (submitted_at IS NOT NULL)", name=op.f('ck_review_submitted')),
    sa.CheckConstraint("state IN ('draft', 'submitted')", name=op.f('ck_review_state')),
    sa.CheckConstraint('score IS NULL OR score BETWEEN 0 AND 100', name=op.f('ck_review_score')),
    sa.ForeignKeyConstraint(['agent_id'], ['person.id'], name=op.f('fk_review_agent_id_person')),
    sa.ForeignKeyConstraint(['form_id'], ['score_form.id'], name=op.f('fk_review_form_id_score_form')),
    sa.ForeignKeyConstraint(['item_id'], ['sample_item.id'], name=op.f('fk_review_item_id_sample_item'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['reviewer_id'], ['person.id'], name=op.f('fk_review_reviewer_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review')),
    sa.UniqueConstraint('item_id', name=op.f('uq_review_item_id'))
    )
    op.create_index(op.f('ix_review_agent_id'), 'review', ['agent_id'], unique=False)
    op.create_index('ix_review_submitted_at', 'review', ['submitted_at'], unique=False)
    op.create_table('queue_counter',
    sa.Column('queue_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('minutes', sa.SmallInteger(), nullable=False),
    sa.Column('folded', sa.Boolean(), nullable=False),
    sa.Column('recount', sa.Boolean(), nullable=False),
    sa.Column('within_ms', sa.BigInteger(), nullable=False),
    sa.Column('short_ms', sa.BigInteger(), nullable=False),
    sa.Column('offered', sa.Integer(), nullable=False),
    sa.Column('answered', sa.Integer(), nullable=False),
    sa.Column('abandoned', sa.Integer(), nullable=False),
    sa.Column('undecided', sa.Integer(), nullable=False),
    sa.Column('unfinished', sa.Integer(), nullable=False),
    sa.Column('answered_within', sa.Integer(), nullable=False),
    sa.Column('abandoned_within', sa.Integer(), nullable=False),
    sa.Column('abandoned_short', sa.Integer(), nullable=False),
    sa.Column('wait_ms_answered', sa.BigInteger(), nullable=False),
    sa.Column('talk_ms', sa.BigInteger(), nullable=False),
    sa.Column('hold_ms', sa.BigInteger(), nullable=False),
    sa.Column('acw_ms', sa.BigInteger(), nullable=False),
    sa.Column('abandon_wait_ms', sa.BigInteger(), nullable=False),
    sa.Column('longest_wait_ms', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('minutes IN (5, 30)', name=op.f('ck_queue_counter_minutes'))
    )
    op.create_index('ix_queue_counter_at', 'queue_counter', ['at', 'queue_id'], unique=False)
    op.create_index('ix_queue_counter_fresh', 'queue_counter', ['at'], unique=False, postgresql_where=sa.text('NOT folded'))
    op.create_table('agent_counter',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('queue_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('minutes', sa.SmallInteger(), nullable=False),
    sa.Column('folded', sa.Boolean(), nullable=False),
    sa.Column('answered', sa.Integer(), nullable=False),
    sa.Column('unfinished', sa.Integer(), nullable=False),
    sa.Column('talk_ms', sa.BigInteger(), nullable=False),
    sa.Column('hold_ms', sa.BigInteger(), nullable=False),
    sa.Column('acw_ms', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('minutes IN (5, 30)', name=op.f('ck_agent_counter_minutes'))
    )
    op.create_index('ix_agent_counter_at', 'agent_counter', ['at', 'person_id'], unique=False)
    op.create_index('ix_agent_counter_fresh', 'agent_counter', ['at'], unique=False, postgresql_where=sa.text('NOT folded'))
    _floor_work()
    _extras()


def _floor_work() -> None:
    """Alarms, messages, hands up, call-back tasks, queue changes for a while."""
    op.create_table('alarm_rule',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name_zh', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.Column('figure', sa.Text(), nullable=False),
    sa.Column('counted', sa.Text(), server_default=sa.text("'now'"), nullable=False),
    sa.Column('queue_id', sa.Uuid(), nullable=True),
    sa.Column('each_queue', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('state', sa.Text(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('threshold', sa.Double(), nullable=False),
    sa.Column('clear_at', sa.Double(), nullable=False),
    sa.Column('hold_ms', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('least_calls', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('severity', sa.Text(), server_default=sa.text("'warning'"), nullable=False),
    sa.Column('quiet_from', sa.Text(), nullable=True),
    sa.Column('quiet_to', sa.Text(), nullable=True),
    sa.Column('active', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("counted IN ('day', 'recent', 'now')", name=op.f('ck_alarm_rule_counted')),
    sa.CheckConstraint("figure IN ('service_level', 'answer_rate', 'abandoned', 'waiting', 'longest_wait', 'ready', 'state_too_long', 'flapping', 'seat_lost')", name=op.f('ck_alarm_rule_figure')),
    sa.CheckConstraint("severity IN ('info', 'warning', 'critical')", name=op.f('ck_alarm_rule_severity')),
    sa.CheckConstraint('(quiet_from IS NULL) = (quiet_to IS NULL)', name=op.f('ck_alarm_rule_quiet')),
    sa.CheckConstraint('hold_ms >= 0 AND threshold >= 0 AND clear_at >= 0 AND least_calls >= 0', name=op.f('ck_alarm_rule_sizes')),
    sa.ForeignKeyConstraint(['queue_id'], ['queue.id'], name=op.f('fk_alarm_rule_queue_id_queue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alarm_rule')),
    sa.UniqueConstraint('code', name=op.f('uq_alarm_rule_code'))
    )
    op.create_table('alarm',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('rule_id', sa.Uuid(), nullable=False),
    sa.Column('queue_id', sa.Uuid(), nullable=True),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('severity', sa.Text(), nullable=False),
    sa.Column('threshold', sa.Double(), nullable=False),
    sa.Column('value', sa.Double(), nullable=False),
    sa.Column('worst', sa.Double(), nullable=False),
    sa.Column('silent', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('since_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('raised_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cleared_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('acknowledged_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('acknowledged_by_id', sa.Uuid(), nullable=True),
    sa.Column('note', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("severity IN ('info', 'warning', 'critical')", name=op.f('ck_alarm_severity')),
    sa.CheckConstraint('acknowledged_at IS NULL OR raised_at IS NOT NULL', name=op.f('ck_alarm_acknowledged')),
    sa.ForeignKeyConstraint(['acknowledged_by_id'], ['person.id'], name=op.f('fk_alarm_acknowledged_by_id_person')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_alarm_person_id_person')),
    sa.ForeignKeyConstraint(['queue_id'], ['queue.id'], name=op.f('fk_alarm_queue_id_queue')),
    sa.ForeignKeyConstraint(['rule_id'], ['alarm_rule.id'], name=op.f('fk_alarm_rule_id_alarm_rule')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alarm'))
    )
    op.create_index('ix_alarm_raised_at', 'alarm', ['raised_at'], unique=False)
    op.create_index('uq_alarm_open', 'alarm', ['rule_id', 'queue_id', 'person_id'], unique=True, postgresql_nulls_not_distinct=True, postgresql_where=sa.text('cleared_at IS NULL'))
    op.create_table('floor_message',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('from_id', sa.Uuid(), nullable=False),
    sa.Column('audience', sa.Text(), nullable=False),
    sa.Column('team_id', sa.Uuid(), nullable=True),
    sa.Column('kind', sa.Text(), server_default=sa.text("'text'"), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('detail', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column('urgent', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("audience IN ('person', 'team', 'all')", name=op.f('ck_floor_message_audience')),
    sa.CheckConstraint("kind IN ('text', 'queues')", name=op.f('ck_floor_message_kind')),
    sa.ForeignKeyConstraint(['from_id'], ['person.id'], name=op.f('fk_floor_message_from_id_person')),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_floor_message_team_id_team')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_floor_message'))
    )
    op.create_index('ix_floor_message_sent_at', 'floor_message', ['sent_at'], unique=False)
    op.create_table('queue_override',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('queue_id', sa.Uuid(), nullable=False),
    sa.Column('member', sa.Boolean(), nullable=False),
    sa.Column('penalty', sa.Integer(), nullable=True),
    sa.Column('before_penalty', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('from_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by_id', sa.Uuid(), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint('member OR penalty IS NULL', name=op.f('ck_queue_override_penalty')),
    sa.CheckConstraint('until_at > from_at', name=op.f('ck_queue_override_times')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_queue_override_by_id_person')),
    sa.ForeignKeyConstraint(['ended_by_id'], ['person.id'], name=op.f('fk_queue_override_ended_by_id_person')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_queue_override_person_id_person')),
    sa.ForeignKeyConstraint(['queue_id'], ['queue.id'], name=op.f('fk_queue_override_queue_id_queue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_queue_override'))
    )
    op.create_index('ix_queue_override_until', 'queue_override', ['until_at'], unique=False, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_index('uq_queue_override_open', 'queue_override', ['person_id', 'queue_id'], unique=True, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('assist_request',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=True),
    sa.Column('words', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by_id', sa.Uuid(), nullable=True),
    sa.Column('answer_ms', sa.BigInteger(), nullable=True),
    sa.Column('way', sa.Text(), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("(ended_at IS NULL) = (way IS NULL OR way IN ('listen', 'message'))", name=op.f('ck_assist_request_ended')),
    sa.CheckConstraint("way IS NULL OR way IN ('listen', 'message', 'settled', 'withdrawn', 'call_over')", name=op.f('ck_assist_request_way')),
    sa.ForeignKeyConstraint(['answered_by_id'], ['person.id'], name=op.f('fk_assist_request_answered_by_id_person')),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], name=op.f('fk_assist_request_call_id_call'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_assist_request_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assist_request'))
    )
    op.create_index('ix_assist_request_asked_at', 'assist_request', ['asked_at'], unique=False)
    op.create_index('uq_assist_request_open', 'assist_request', ['person_id'], unique=True, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('callback_task',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=False),
    sa.Column('queue_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('first_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('created_by_id', sa.Uuid(), nullable=False),
    sa.Column('assigned_id', sa.Uuid(), nullable=True),
    sa.Column('state', sa.Text(), server_default=sa.text("'open'"), nullable=False),
    sa.Column('taken_by_id', sa.Uuid(), nullable=True),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('made_call_id', sa.Uuid(), nullable=True),
    sa.Column('attempts', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('result', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("(state = 'done') = (ended_at IS NOT NULL)", name=op.f('ck_callback_task_done')),
    sa.CheckConstraint("result IS NULL OR result IN ('reached', 'not_reached', 'called_again', 'wrong_number', 'withdrawn')", name=op.f('ck_callback_task_result')),
    sa.CheckConstraint("state <> 'taken' OR taken_by_id IS NOT NULL", name=op.f('ck_callback_task_taken')),
    sa.CheckConstraint("state IN ('open', 'taken', 'done')", name=op.f('ck_callback_task_state')),
    sa.ForeignKeyConstraint(['assigned_id'], ['person.id'], name=op.f('fk_callback_task_assigned_id_person')),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], name=op.f('fk_callback_task_call_id_call')),
    sa.ForeignKeyConstraint(['created_by_id'], ['person.id'], name=op.f('fk_callback_task_created_by_id_person')),
    sa.ForeignKeyConstraint(['made_call_id'], ['call.id'], name=op.f('fk_callback_task_made_call_id_call'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['queue_id'], ['queue.id'], name=op.f('fk_callback_task_queue_id_queue')),
    sa.ForeignKeyConstraint(['taken_by_id'], ['person.id'], name=op.f('fk_callback_task_taken_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_callback_task')),
    sa.UniqueConstraint('made_call_id', name=op.f('uq_callback_task_made_call_id'))
    )
    op.create_index('ix_callback_task_call_id', 'callback_task', ['call_id'], unique=False)
    op.create_index('ix_callback_task_created_at', 'callback_task', ['created_at'], unique=False)
    op.create_index('uq_callback_task_open', 'callback_task', ['number'], unique=True, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('message_receipt',
    sa.Column('message_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['message_id'], ['floor_message.id'], name=op.f('fk_message_receipt_message_id_floor_message'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_message_receipt_person_id_person')),
    sa.PrimaryKeyConstraint('message_id', 'person_id', name=op.f('pk_message_receipt'))
    )
    op.create_index('ix_message_receipt_unread', 'message_receipt', ['person_id'], unique=False, postgresql_where=sa.text('read_at IS NULL'))


def _extras() -> None:
    """What models cannot say: the job queue's tables, the notice of a change, trigram indexes where the server offers them."""
    op.execute(procrastinate.App(connector=procrastinate.SyncPsycopgConnector()).schema_manager.get_schema().replace(":", r"\:"))
    op.execute("""
        CREATE FUNCTION notify_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM pg_notify('agent_desk_change', ''); RETURN NULL; END $$
    """)
    op.execute("CREATE TRIGGER change_notifies AFTER INSERT ON change FOR EACH STATEMENT EXECUTE FUNCTION notify_change()")
    op.execute("""
        DO $$ BEGIN
            IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
                CREATE EXTENSION IF NOT EXISTS pg_trgm;
                CREATE INDEX ix_customer_key_value_trgm ON customer_key USING gin (value gin_trgm_ops);
            END IF;
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE NOTICE 'pg_trgm is not installed: fragments are searched without an index';
        END $$
    """)
    for statement in counters.STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table('agent_counter')
    op.drop_table('queue_counter')
    op.drop_index('ix_message_receipt_unread', table_name='message_receipt', postgresql_where=sa.text('read_at IS NULL'))
    op.drop_table('message_receipt')
    op.drop_index('uq_callback_task_open', table_name='callback_task', postgresql_where=sa.text('ended_at IS NULL'))
    op.drop_index('ix_callback_task_created_at', table_name='callback_task')
    op.drop_index('ix_callback_task_call_id', table_name='callback_task')
    op.drop_table('callback_task')
    op.drop_index('uq_assist_request_open', table_name='assist_request', postgresql_where=sa.text('ended_at IS NULL'))
    op.drop_index('ix_assist_request_asked_at', table_name='assist_request')
    op.drop_table('assist_request')
    op.drop_index('uq_queue_override_open', table_name='queue_override', postgresql_where=sa.text('ended_at IS NULL'))
    op.drop_index('ix_queue_override_until', table_name='queue_override', postgresql_where=sa.text('ended_at IS NULL'))
    op.drop_table('queue_override')
    op.drop_index('ix_floor_message_sent_at', table_name='floor_message')
    op.drop_table('floor_message')
    op.drop_index('uq_alarm_open', table_name='alarm', postgresql_nulls_not_distinct=True, postgresql_where=sa.text('cleared_at IS NULL'))
    op.drop_index('ix_alarm_raised_at', table_name='alarm')
    op.drop_table('alarm')
    op.drop_table('alarm_rule')
    op.drop_index('ix_review_submitted_at', table_name='review')
    op.drop_index(op.f('ix_review_agent_id'), table_name='review')
    op.drop_table('report_file')
    op.drop_table('saved_report')
    op.drop_table('review')
    op.drop_index(op.f('ix_case_pause_complaint_id'), table_name='case_pause')
    op.drop_table('case_pause')
    op.drop_index(op.f('ix_case_event_complaint_id'), table_name='case_event')
    op.drop_table('case_event')
    op.drop_table('wrap_up')
    op.drop_table('supervision')
    op.drop_table('call_recording')
    op.drop_index(op.f('ix_verification_call_id'), table_name='verification')
    op.drop_table('verification')
    op.drop_table('callback')
    op.drop_table('call_fact')
    op.drop_index(op.f('ix_sample_item_reviewer_id'), table_name='sample_item')
    op.drop_index(op.f('ix_sample_item_call_id'), table_name='sample_item')
    op.drop_table('sample_item')
    op.drop_index('ix_complaint_received_at', table_name='complaint')
    op.drop_index('ix_complaint_due_at', table_name='complaint')
    op.drop_index('ix_complaint_customer_id_state', table_name='complaint')
    op.drop_index(op.f('ix_complaint_call_id'), table_name='complaint')
    op.drop_index(op.f('ix_complaint_assigned_to'), table_name='complaint')
    op.drop_table('complaint')
    op.drop_table('call_quality')
    op.drop_table('consultation')
    op.drop_index('uq_call_leg_open', table_name='call_leg', postgresql_where=sa.text('ended_at IS NULL'))
    op.drop_index('ix_call_leg_person_id_rung_at', table_name='call_leg')
    op.drop_index('ix_call_leg_call_id', table_name='call_leg')
    op.drop_table('call_leg')
    op.drop_index(op.f('ix_article_use_call_id'), table_name='article_use')
    op.drop_index(op.f('ix_article_use_article_id'), table_name='article_use')
    op.drop_table('article_use')
    op.drop_table('agent_state')
    op.drop_index('uq_agent_interval_open', table_name='agent_interval', postgresql_where=sa.text('ended_at IS NULL'))
    op.drop_index('ix_agent_interval_call_id', table_name='agent_interval', postgresql_where=sa.text('call_id IS NOT NULL'))
    op.drop_index('ix_agent_interval_started_at', table_name='agent_interval')
    op.drop_index('ix_agent_interval_person_id_started_at', table_name='agent_interval')
    op.drop_table('agent_interval')
    op.drop_table('setting')
    op.drop_index('uq_seat_session_open', table_name='seat_session', postgresql_where=sa.text('ended_at IS NULL'))
    op.drop_index(op.f('ix_seat_session_person_id'), table_name='seat_session')
    op.drop_table('seat_session')
    op.drop_table('wallboard_token')
    op.drop_table('person_layout')
    op.drop_index(op.f('ix_sample_form_id'), table_name='sample')
    op.drop_table('sample')
    op.drop_index(op.f('ix_queue_member_person_id'), table_name='queue_member')
    op.drop_table('queue_member')
    op.drop_index(op.f('ix_person_role_role_code'), table_name='person_role')
    op.drop_table('person_role')
    op.drop_index(op.f('ix_holding_customer_id'), table_name='holding')
    op.drop_table('holding')
    op.drop_index('ix_customer_key_kind_value', table_name='customer_key', postgresql_ops={'value': 'text_pattern_ops'}, postgresql_include=['customer_id'])
    op.drop_index('ix_customer_key_customer_id', table_name='customer_key')
    op.drop_table('customer_key')
    op.drop_index('uq_contact_point_customer_value', table_name='contact_point')
    op.drop_index('ix_contact_point_value', table_name='contact_point')
    op.drop_table('contact_point')
    op.drop_index('uq_contact_entity', table_name='contact')
    op.drop_index('ix_contact_customer_id_at', table_name='contact')
    op.drop_table('contact')
    op.drop_index('ix_call_open', table_name='call', postgresql_where=sa.text("state <> 'ended'"))
    op.drop_index('ix_call_offered_at_queue_id', table_name='call')
    op.drop_index('ix_call_customer_id', table_name='call')
    op.drop_index('ix_call_caller', table_name='call')
    op.drop_index('ix_call_agent_id_offered_at', table_name='call')
    op.drop_index('ix_call_again_of_id', table_name='call', postgresql_where=sa.text('again_of_id IS NOT NULL'))
    op.drop_table('call')
    op.drop_index('uq_service_target_queue', table_name='service_target', postgresql_nulls_not_distinct=True)
    op.drop_table('service_target')
    op.drop_table('score_question')
    op.drop_index(op.f('ix_person_team_id'), table_name='person')
    op.drop_table('person')
    op.drop_index(op.f('ix_customer_identity_number'), table_name='customer')
    op.drop_index(op.f('ix_customer_branch_code'), table_name='customer')
    op.drop_table('customer')
    op.drop_index('ix_article_search', table_name='article', postgresql_using='gin', postgresql_with={'fastupdate': 'off'})
    op.drop_index(op.f('ix_article_category_code'), table_name='article')
    op.drop_table('article')
    op.drop_table('team')
    op.drop_index('uq_score_form_active', table_name='score_form', postgresql_where=sa.text('active'))
    op.drop_table('score_form')
    op.drop_table('role')
    op.drop_table('queue')
    op.drop_table('not_ready_reason')
    op.drop_table('mask_rule')
    op.drop_table('knowledge_category')
    op.drop_table('import_run')
    op.drop_index('ix_idempotent_answer_created_at', table_name='idempotent_answer')
    op.drop_table('idempotent_answer')
    op.drop_table('floor_snapshot')
    op.drop_table('exchange_cursor')
    op.drop_table('disposition')
    op.drop_index('ix_change_xid_id', table_name='change')
    op.drop_table('change')
    op.drop_table('case_term')
    op.drop_table('branch')
    op.drop_table('audit_head')
    op.drop_index('ix_audit_entry_unsealed', table_name='audit_entry', postgresql_where=sa.text('seq IS NULL'))
    op.drop_index('ix_audit_entry_entity', table_name='audit_entry')
    op.drop_index('ix_audit_entry_at', table_name='audit_entry')
    op.drop_table('audit_entry')
