"""A right to copy and print customers' data"""

from typing import Any

from agent_desk.hub.migrations.steps import grant

revision = "0021_personal_copy"
down_revision = "0020_messages_to_several"
branch_labels: Any = None
depends_on: Any = None


def upgrade() -> None:
    grant("personal.copy", "supervisor", "complaint_handler", "auditor")


def downgrade() -> None:
    pass
