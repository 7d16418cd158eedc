"""Health of the machinery, proofs of backups, the register of seats, rooms and devices"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from agent_desk.hub.migrations.steps import grant

revision = "0024_health_and_seats"
down_revision = "0023_pages"
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
    op.create_table('room',
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name_zh', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('active', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_room'))
    )
    op.create_table('work_seat',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('machine', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('program', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('edition', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('telephone', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('tests', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'::jsonb"), nullable=False),
    sa.Column('clock_off_s', sa.Double(), nullable=True),
    sa.Column('first_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('room_code', sa.Text(), nullable=True),
    sa.Column('network', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('note', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('active', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("telephone IN ('desk', 'computer', '')", name=op.f('ck_work_seat_telephone')),
    sa.ForeignKeyConstraint(['room_code'], ['room.code'], name=op.f('fk_work_seat_room_code_room')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_work_seat')),
    sa.UniqueConstraint('name', name=op.f('uq_work_seat_name'))
    )
    op.create_table('device',
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('name_zh', sa.Text(), nullable=False),
    sa.Column('name_en', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('seat', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('serial', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('position', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('active', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("(state = 'given') = (seat <> '')", name=op.f('ck_device_given')),
    sa.CheckConstraint("kind IN ('headset', 'telephone', 'computer', 'screen', 'other')", name=op.f('ck_device_kind')),
    sa.CheckConstraint("state IN ('in_stock', 'given', 'broken', 'in_repair')", name=op.f('ck_device_state')),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_device'))
    )
    op.create_index('ix_device_seat', 'device', ['seat'], unique=False)
    op.create_table('sound_complaint',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('seat_id', sa.Uuid(), nullable=False),
    sa.Column('call_id', sa.Uuid(), nullable=True),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], name=op.f('fk_sound_complaint_call_id_call'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_sound_complaint_person_id_person')),
    sa.ForeignKeyConstraint(['seat_id'], ['work_seat.id'], name=op.f('fk_sound_complaint_seat_id_work_seat')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sound_complaint'))
    )
    op.create_index('ix_sound_complaint_call_id', 'sound_complaint', ['call_id'], unique=False)
    op.create_index('ix_sound_complaint_seat_id_at', 'sound_complaint', ['seat_id', 'at'], unique=False)
    op.create_index('uq_sound_complaint_call', 'sound_complaint', ['call_id', 'person_id'], unique=True)
    op.create_table('seat_incident',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('seat_id', sa.Uuid(), nullable=False),
    sa.Column('cause', sa.Text(), nullable=False),
    sa.Column('what', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('solution', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('mended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('mended_by_id', sa.Uuid(), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("(mended_at IS NULL) = (solution = '')", name=op.f('ck_seat_incident_mended')),
    sa.CheckConstraint("cause IN ('reported', 'sound')", name=op.f('ck_seat_incident_cause')),
    sa.ForeignKeyConstraint(['mended_by_id'], ['person.id'], name=op.f('fk_seat_incident_mended_by_id_person')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_seat_incident_person_id_person')),
    sa.ForeignKeyConstraint(['seat_id'], ['work_seat.id'], name=op.f('fk_seat_incident_seat_id_work_seat')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_seat_incident'))
    )
    op.create_index('ix_seat_incident_seat_id', 'seat_incident', ['seat_id'], unique=False)
    op.create_index('uq_seat_incident_sound', 'seat_incident', ['seat_id'], unique=True, postgresql_where=sa.text("cause = 'sound' AND mended_at IS NULL"))
    grant("health.view", "system_administrator")
    grant("equipment.keep", "system_administrator")


def downgrade() -> None:
    for table in ("seat_incident", "sound_complaint", "device", "work_seat", "room", "backup_record", "health_change", "health_state"):
        op.drop_table(table)
