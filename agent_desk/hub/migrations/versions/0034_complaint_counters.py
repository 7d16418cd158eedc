"""Daily counters of complaints, moved by triggers with the complaints and their first rounds; frozen editions of a month"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from agent_desk.hub.migrations.steps import grant

revision = "0034_complaint_counters"
down_revision = "0033_orders"
branch_labels: Any = None
depends_on: Any = None

KEYS = ("business", "cause", "channel", "source", "wish", "urgency", "case_class", "branch_code")
NUMBERS = ("received", "counted", "told", "in_time", "extended", "withdrawn", "is_open")
TRIGGERS = {
    "complaint": ("complaint_counted", "complaint_recounted", "complaint_uncounted"),
    "case_round": ("round_counted", "round_recounted", "round_uncounted"),
}
PENDING = (
    "state IN ('received', 'assigned', 'in_progress', 'awaiting_customer', 'decided') "
    "OR (told_at IS NULL AND state NOT IN ('merged', 'withdrawn'))"
)
# What agent_desk/hub/cases/triggers.py made on the day of this migration.
STATEMENTS = (
    """CREATE OR REPLACE FUNCTION complaint_counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
INSERT INTO complaint_difference (sign, received_at, decided_at, business, cause, channel, source, wish, urgency,
case_class, branch_code, received, counted, told, in_time, extended, withdrawn, is_open) SELECT 1 AS sign,
f.received_at, CASE WHEN (f.state != 'merged') THEN f.decided_at ELSE NULL END AS decided_at, f.business AS business,
f.cause AS cause, f.channel AS channel, f.source AS source, f.wish AS wish, f.urgency AS urgency,
f.case_class AS case_class, coalesce(f.branch_code, '') AS branch_code, true AS received,
f.state != 'merged' AS counted, (f.state NOT IN ('merged', 'withdrawn')) AND f.told_at IS NOT NULL AS told,
coalesce((f.state NOT IN ('merged', 'withdrawn')) AND f.told_at < f.due_at, false) AS in_time,
f.state != 'merged' AND f.case_class = 'extended' AS extended, f.state = 'withdrawn' AS withdrawn,
f.state IN ('received', 'assigned', 'in_progress', 'awaiting_customer', 'decided') AS is_open
FROM fresh AS f;
RETURN NULL; END $$""",
    """DROP TRIGGER IF EXISTS complaint_counted ON complaint""",
    """CREATE TRIGGER complaint_counted AFTER INSERT ON complaint REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION complaint_counted()""",
    """CREATE OR REPLACE FUNCTION complaint_recounted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
INSERT INTO complaint_difference (sign, received_at, decided_at, business, cause, channel, source, wish, urgency,
case_class, branch_code, received, counted, told, in_time, extended, withdrawn, is_open) SELECT -1 AS sign,
OLD.received_at, CASE WHEN (OLD.state != 'merged') THEN OLD.decided_at ELSE NULL END AS decided_at,
OLD.business AS business, OLD.cause AS cause, OLD.channel AS channel, OLD.source AS source, OLD.wish AS wish,
OLD.urgency AS urgency, OLD.case_class AS case_class, coalesce(OLD.branch_code, '') AS branch_code, true AS received,
OLD.state != 'merged' AS counted, (OLD.state NOT IN ('merged', 'withdrawn')) AND OLD.told_at IS NOT NULL AS told,
coalesce((OLD.state NOT IN ('merged', 'withdrawn')) AND OLD.told_at < coalesce(r.due_at, OLD.due_at),
false) AS in_time, OLD.state != 'merged' AND OLD.case_class = 'extended' AS extended,
OLD.state = 'withdrawn' AS withdrawn, OLD.state IN ('received', 'assigned', 'in_progress', 'awaiting_customer',
'decided') AS is_open
FROM (SELECT 1 AS one) AS this LEFT OUTER JOIN case_round AS r ON r.complaint_id = OLD.id AND r.round = 1 UNION ALL SELECT 1 AS sign,
NEW.received_at, CASE WHEN (NEW.state != 'merged') THEN NEW.decided_at ELSE NULL END AS decided_at,
NEW.business AS business, NEW.cause AS cause, NEW.channel AS channel, NEW.source AS source, NEW.wish AS wish,
NEW.urgency AS urgency, NEW.case_class AS case_class, coalesce(NEW.branch_code, '') AS branch_code, true AS received,
NEW.state != 'merged' AS counted, (NEW.state NOT IN ('merged', 'withdrawn')) AND NEW.told_at IS NOT NULL AS told,
coalesce((NEW.state NOT IN ('merged', 'withdrawn')) AND NEW.told_at < coalesce(r.due_at, NEW.due_at),
false) AS in_time, NEW.state != 'merged' AND NEW.case_class = 'extended' AS extended,
NEW.state = 'withdrawn' AS withdrawn, NEW.state IN ('received', 'assigned', 'in_progress', 'awaiting_customer',
'decided') AS is_open
FROM (SELECT 1 AS one) AS this LEFT OUTER JOIN case_round AS r ON r.complaint_id = NEW.id AND r.round = 1;
RETURN NULL; END $$""",
    """DROP TRIGGER IF EXISTS complaint_recounted ON complaint""",
    """CREATE TRIGGER complaint_recounted AFTER UPDATE ON complaint FOR EACH ROW WHEN ((OLD.received_at, OLD.due_at, OLD.told_at, CASE WHEN (OLD.state != 'merged') THEN OLD.decided_at ELSE NULL END,
OLD.business, OLD.cause, OLD.channel, OLD.source, OLD.wish, OLD.urgency, OLD.case_class, coalesce(OLD.branch_code,
''), OLD.state) IS DISTINCT FROM (NEW.received_at, NEW.due_at, NEW.told_at,
CASE WHEN (NEW.state != 'merged') THEN NEW.decided_at ELSE NULL END, NEW.business, NEW.cause, NEW.channel,
NEW.source, NEW.wish, NEW.urgency, NEW.case_class, coalesce(NEW.branch_code, ''), NEW.state)) EXECUTE FUNCTION complaint_recounted()""",
    """CREATE OR REPLACE FUNCTION complaint_uncounted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
INSERT INTO complaint_difference (sign, received_at, decided_at, business, cause, channel, source, wish, urgency,
case_class, branch_code, received, counted, told, in_time, extended, withdrawn, is_open) SELECT -1 AS sign,
OLD.received_at, CASE WHEN (OLD.state != 'merged') THEN OLD.decided_at ELSE NULL END AS decided_at,
OLD.business AS business, OLD.cause AS cause, OLD.channel AS channel, OLD.source AS source, OLD.wish AS wish,
OLD.urgency AS urgency, OLD.case_class AS case_class, coalesce(OLD.branch_code, '') AS branch_code, true AS received,
OLD.state != 'merged' AS counted, (OLD.state NOT IN ('merged', 'withdrawn')) AND OLD.told_at IS NOT NULL AS told,
coalesce((OLD.state NOT IN ('merged', 'withdrawn')) AND OLD.told_at < coalesce(r.due_at, OLD.due_at),
false) AS in_time, OLD.state != 'merged' AND OLD.case_class = 'extended' AS extended,
OLD.state = 'withdrawn' AS withdrawn, OLD.state IN ('received', 'assigned', 'in_progress', 'awaiting_customer',
'decided') AS is_open
FROM (SELECT 1 AS one) AS this LEFT OUTER JOIN case_round AS r ON r.complaint_id = OLD.id AND r.round = 1;
RETURN OLD; END $$""",
    """DROP TRIGGER IF EXISTS complaint_uncounted ON complaint""",
    """CREATE TRIGGER complaint_uncounted BEFORE DELETE ON complaint FOR EACH ROW EXECUTE FUNCTION complaint_uncounted()""",
    """CREATE OR REPLACE FUNCTION round_counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
INSERT INTO complaint_difference (sign, received_at, decided_at, business, cause, channel, source, wish, urgency,
case_class, branch_code, received, counted, told, in_time, extended, withdrawn, is_open) SELECT -1 AS sign,
c.received_at, CASE WHEN (c.state != 'merged') THEN c.decided_at ELSE NULL END AS decided_at, c.business AS business,
c.cause AS cause, c.channel AS channel, c.source AS source, c.wish AS wish, c.urgency AS urgency,
c.case_class AS case_class, coalesce(c.branch_code, '') AS branch_code, true AS received,
c.state != 'merged' AS counted, (c.state NOT IN ('merged', 'withdrawn')) AND c.told_at IS NOT NULL AS told,
coalesce((c.state NOT IN ('merged', 'withdrawn')) AND c.told_at < c.due_at, false) AS in_time,
c.state != 'merged' AND c.case_class = 'extended' AS extended, c.state = 'withdrawn' AS withdrawn,
c.state IN ('received', 'assigned', 'in_progress', 'awaiting_customer', 'decided') AS is_open
FROM complaint AS c
WHERE c.id = NEW.complaint_id AND NEW.round = 1 UNION ALL SELECT 1 AS sign, c.received_at,
CASE WHEN (c.state != 'merged') THEN c.decided_at ELSE NULL END AS decided_at, c.business AS business,
c.cause AS cause, c.channel AS channel, c.source AS source, c.wish AS wish, c.urgency AS urgency,
c.case_class AS case_class, coalesce(c.branch_code, '') AS branch_code, true AS received,
c.state != 'merged' AS counted, (c.state NOT IN ('merged', 'withdrawn')) AND c.told_at IS NOT NULL AS told,
coalesce((c.state NOT IN ('merged', 'withdrawn')) AND c.told_at < coalesce(NEW.due_at, c.due_at), false) AS in_time,
c.state != 'merged' AND c.case_class = 'extended' AS extended, c.state = 'withdrawn' AS withdrawn,
c.state IN ('received', 'assigned', 'in_progress', 'awaiting_customer', 'decided') AS is_open
FROM complaint AS c
WHERE c.id = NEW.complaint_id AND NEW.round = 1;
RETURN NULL; END $$""",
    """DROP TRIGGER IF EXISTS round_counted ON case_round""",
    """CREATE TRIGGER round_counted AFTER INSERT ON case_round FOR EACH ROW EXECUTE FUNCTION round_counted()""",
    """CREATE OR REPLACE FUNCTION round_recounted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
INSERT INTO complaint_difference (sign, received_at, decided_at, business, cause, channel, source, wish, urgency,
case_class, branch_code, received, counted, told, in_time, extended, withdrawn, is_open) SELECT -1 AS sign,
c.received_at, CASE WHEN (c.state != 'merged') THEN c.decided_at ELSE NULL END AS decided_at, c.business AS business,
c.cause AS cause, c.channel AS channel, c.source AS source, c.wish AS wish, c.urgency AS urgency,
c.case_class AS case_class, coalesce(c.branch_code, '') AS branch_code, true AS received,
c.state != 'merged' AS counted, (c.state NOT IN ('merged', 'withdrawn')) AND c.told_at IS NOT NULL AS told,
coalesce((c.state NOT IN ('merged', 'withdrawn')) AND c.told_at < coalesce(OLD.due_at, c.due_at), false) AS in_time,
c.state != 'merged' AND c.case_class = 'extended' AS extended, c.state = 'withdrawn' AS withdrawn,
c.state IN ('received', 'assigned', 'in_progress', 'awaiting_customer', 'decided') AS is_open
FROM complaint AS c
WHERE c.id = OLD.complaint_id AND OLD.round = 1 UNION ALL SELECT 1 AS sign, c.received_at,
CASE WHEN (c.state != 'merged') THEN c.decided_at ELSE NULL END AS decided_at, c.business AS business,
c.cause AS cause, c.channel AS channel, c.source AS source, c.wish AS wish, c.urgency AS urgency,
c.case_class AS case_class, coalesce(c.branch_code, '') AS branch_code, true AS received,
c.state != 'merged' AS counted, (c.state NOT IN ('merged', 'withdrawn')) AND c.told_at IS NOT NULL AS told,
coalesce((c.state NOT IN ('merged', 'withdrawn')) AND c.told_at < c.due_at, false) AS in_time,
c.state != 'merged' AND c.case_class = 'extended' AS extended, c.state = 'withdrawn' AS withdrawn,
c.state IN ('received', 'assigned', 'in_progress', 'awaiting_customer', 'decided') AS is_open
FROM complaint AS c
WHERE c.id = OLD.complaint_id AND OLD.round = 1 UNION ALL SELECT -1 AS sign, c.received_at,
CASE WHEN (c.state != 'merged') THEN c.decided_at ELSE NULL END AS decided_at, c.business AS business,
c.cause AS cause, c.channel AS channel, c.source AS source, c.wish AS wish, c.urgency AS urgency,
c.case_class AS case_class, coalesce(c.branch_code, '') AS branch_code, true AS received,
c.state != 'merged' AS counted, (c.state NOT IN ('merged', 'withdrawn')) AND c.told_at IS NOT NULL AS told,
coalesce((c.state NOT IN ('merged', 'withdrawn')) AND c.told_at < c.due_at, false) AS in_time,
c.state != 'merged' AND c.case_class = 'extended' AS extended, c.state = 'withdrawn' AS withdrawn,
c.state IN ('received', 'assigned', 'in_progress', 'awaiting_customer', 'decided') AS is_open
FROM complaint AS c
WHERE c.id = NEW.complaint_id AND NEW.round = 1 UNION ALL SELECT 1 AS sign, c.received_at,
CASE WHEN (c.state != 'merged') THEN c.decided_at ELSE NULL END AS decided_at, c.business AS business,
c.cause AS cause, c.channel AS channel, c.source AS source, c.wish AS wish, c.urgency AS urgency,
c.case_class AS case_class, coalesce(c.branch_code, '') AS branch_code, true AS received,
c.state != 'merged' AS counted, (c.state NOT IN ('merged', 'withdrawn')) AND c.told_at IS NOT NULL AS told,
coalesce((c.state NOT IN ('merged', 'withdrawn')) AND c.told_at < coalesce(NEW.due_at, c.due_at), false) AS in_time,
c.state != 'merged' AND c.case_class = 'extended' AS extended, c.state = 'withdrawn' AS withdrawn,
c.state IN ('received', 'assigned', 'in_progress', 'awaiting_customer', 'decided') AS is_open
FROM complaint AS c
WHERE c.id = NEW.complaint_id AND NEW.round = 1;
RETURN NULL; END $$""",
    """DROP TRIGGER IF EXISTS round_recounted ON case_round""",
    """CREATE TRIGGER round_recounted AFTER UPDATE ON case_round FOR EACH ROW WHEN ((OLD.complaint_id, OLD.round, OLD.due_at) IS DISTINCT FROM (NEW.complaint_id, NEW.round, NEW.due_at)) EXECUTE FUNCTION round_recounted()""",
    """CREATE OR REPLACE FUNCTION round_uncounted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
INSERT INTO complaint_difference (sign, received_at, decided_at, business, cause, channel, source, wish, urgency,
case_class, branch_code, received, counted, told, in_time, extended, withdrawn, is_open) SELECT -1 AS sign,
c.received_at, CASE WHEN (c.state != 'merged') THEN c.decided_at ELSE NULL END AS decided_at, c.business AS business,
c.cause AS cause, c.channel AS channel, c.source AS source, c.wish AS wish, c.urgency AS urgency,
c.case_class AS case_class, coalesce(c.branch_code, '') AS branch_code, true AS received,
c.state != 'merged' AS counted, (c.state NOT IN ('merged', 'withdrawn')) AND c.told_at IS NOT NULL AS told,
coalesce((c.state NOT IN ('merged', 'withdrawn')) AND c.told_at < coalesce(OLD.due_at, c.due_at), false) AS in_time,
c.state != 'merged' AND c.case_class = 'extended' AS extended, c.state = 'withdrawn' AS withdrawn,
c.state IN ('received', 'assigned', 'in_progress', 'awaiting_customer', 'decided') AS is_open
FROM complaint AS c
WHERE c.id = OLD.complaint_id AND OLD.round = 1 UNION ALL SELECT 1 AS sign, c.received_at,
CASE WHEN (c.state != 'merged') THEN c.decided_at ELSE NULL END AS decided_at, c.business AS business,
c.cause AS cause, c.channel AS channel, c.source AS source, c.wish AS wish, c.urgency AS urgency,
c.case_class AS case_class, coalesce(c.branch_code, '') AS branch_code, true AS received,
c.state != 'merged' AS counted, (c.state NOT IN ('merged', 'withdrawn')) AND c.told_at IS NOT NULL AS told,
coalesce((c.state NOT IN ('merged', 'withdrawn')) AND c.told_at < c.due_at, false) AS in_time,
c.state != 'merged' AND c.case_class = 'extended' AS extended, c.state = 'withdrawn' AS withdrawn,
c.state IN ('received', 'assigned', 'in_progress', 'awaiting_customer', 'decided') AS is_open
FROM complaint AS c
WHERE c.id = OLD.complaint_id AND OLD.round = 1;
RETURN NULL; END $$""",
    """DROP TRIGGER IF EXISTS round_uncounted ON case_round""",
    """CREATE TRIGGER round_uncounted AFTER DELETE ON case_round FOR EACH ROW EXECUTE FUNCTION round_uncounted()""",
)
# What was there before is a difference to nothing; the hub folds it.
THERE = """
    INSERT INTO complaint_difference
    SELECT 1, c.received_at, CASE WHEN c.state <> 'merged' THEN c.decided_at END, c.business, c.cause, c.channel, c.source, c.wish,
        c.urgency, c.case_class, coalesce(c.branch_code, ''), true, c.state <> 'merged',
        c.state NOT IN ('merged', 'withdrawn') AND c.told_at IS NOT NULL,
        coalesce(c.state NOT IN ('merged', 'withdrawn') AND c.told_at < coalesce(r.due_at, c.due_at), false),
        c.state <> 'merged' AND c.case_class = 'extended', c.state = 'withdrawn',
        c.state IN ('received', 'assigned', 'in_progress', 'awaiting_customer', 'decided')
    FROM complaint c LEFT JOIN case_round r ON r.complaint_id = c.id AND r.round = 1
"""
REFUSE = """
    CREATE FUNCTION edition_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'editions are only added: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END $$
"""


def upgrade() -> None:
    op.create_table(
        "complaint_difference",
        sa.Column("sign", sa.SmallInteger(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in KEYS),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in NUMBERS),
    )
    op.create_index("ix_complaint_difference_received_at", "complaint_difference", ["received_at"])
    op.create_table(
        "complaint_day",
        sa.Column("day", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in KEYS),
        sa.Column("took", sa.SmallInteger(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in NUMBERS),
        sa.PrimaryKeyConstraint("day", *KEYS, "took", name=op.f("pk_complaint_day")),
    )
    op.create_table(
        "complaint_month",
        sa.Column("axes", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("two", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in NUMBERS),
        sa.PrimaryKeyConstraint("axes", "month", "one", "two", name=op.f("pk_complaint_month")),
    )
    op.create_table(
        "complaint_edition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_by", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("complaints", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_complaint_edition_number")),
        sa.ForeignKeyConstraint(["frozen_by"], ["person.id"], name=op.f("fk_complaint_edition_frozen_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_edition")),
        sa.UniqueConstraint("month", "number", name=op.f("uq_complaint_edition_month_number")),
    )
    op.execute(REFUSE)
    op.execute(
        "CREATE TRIGGER complaint_edition_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON complaint_edition "
        "FOR EACH STATEMENT EXECUTE FUNCTION edition_refuse()"
    )
    grant("cases.freeze", "supervisor")
    op.create_index("ix_complaint_pending", "complaint", ["received_at"], postgresql_where=sa.text(PENDING))
    op.execute(THERE)
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    for table, names in TRIGGERS.items():
        for name in names:
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")
    op.drop_index("ix_complaint_pending", "complaint")
    op.execute("DROP TRIGGER complaint_edition_only_added ON complaint_edition")
    op.execute("DROP FUNCTION edition_refuse()")
    for table in ("complaint_edition", "complaint_month", "complaint_day", "complaint_difference"):
        op.drop_table(table)
