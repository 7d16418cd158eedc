"""Roles of the three offices of administration beside the one that united them; the reach of what a directory's group gives"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014_offices"
down_revision = "0013_scope"
branch_labels: Any = None
depends_on: Any = None

SCOPES = "('own', 'team', 'queue', 'branch', 'all')"
ROLES = (
    ('system_administrator', '系统管理员', 'System administrator', ['floor.view', 'knowledge.view', 'reports.view', 'settings.manage']),
    ('security_administrator', '安全管理员', 'Security administrator', ['people.manage', 'security.manage']),
    ('auditor', '审计管理员', 'Auditor', ['audit.view', 'reports.view']),
)
# A database without roles is a new one: it gets them from the areas.
ADD = sa.text("""
    INSERT INTO role (code, name_zh, name_en, permissions)
    SELECT :code, :name_zh, :name_en, CAST(:permissions AS text[]) WHERE EXISTS (SELECT 1 FROM role)
    ON CONFLICT (code) DO NOTHING
""")
# Who could set the rules of security goes on doing so: an upgrade takes nothing away.
KEEP = sa.text("""
    UPDATE role SET permissions = array_append(permissions, 'security.manage'), version = version + 1
    WHERE 'settings.manage' = ANY(permissions) AND code <> 'system_administrator' AND NOT 'security.manage' = ANY(permissions)
""")
# Two roles of one name would be taken for each other; a name that the bank has chosen stays.
RENAME = sa.text("""
    UPDATE role SET name_zh = '管理员（三权未分立）', name_en = 'Administrator (not separated)', version = version + 1
    WHERE code = 'administrator' AND name_zh = '系统管理员'
""")


def upgrade() -> None:
    op.add_column('directory_group', sa.Column('scope', sa.Text(), nullable=True))
    op.add_column('directory_group', sa.Column('subjects', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'::text[]"), nullable=False))
    op.create_check_constraint(op.f('ck_directory_group_scope'), 'directory_group', f"scope IN {SCOPES}")
    connection = op.get_bind()
    connection.execute(KEEP)
    connection.execute(RENAME)
    for code, name_zh, name_en, permissions in ROLES:
        connection.execute(ADD, {"code": code, "name_zh": name_zh, "name_en": name_en, "permissions": permissions})


def downgrade() -> None:
    op.drop_constraint(op.f('ck_directory_group_scope'), 'directory_group')
    for column in ('scope', 'subjects'):
        op.drop_column('directory_group', column)
