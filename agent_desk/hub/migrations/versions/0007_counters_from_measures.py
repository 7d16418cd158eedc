"""The triggers of the interval counters as the measures say (hub/figures/triggers.py), in the place of the first ones"""

from typing import Any

from alembic import op

from agent_desk.hub.migrations.counters import STATEMENTS as FIRST

revision = '0007_counters_from_measures'
down_revision = '0006_approvals'
branch_labels: Any = None
depends_on: Any = None

TRIGGERS = {
    'call': ('call_counted', 'call_recounted', 'call_uncounted'),
    'call_leg': ('leg_counted', 'leg_recounted', 'leg_uncounted'),
}
STATEMENTS = (
    """CREATE OR REPLACE FUNCTION call_counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
INSERT INTO queue_counter (queue_id, at, minutes, folded, recount, within_ms, short_ms, offered, answered, abandoned,
undecided, unfinished, answered_within, abandoned_within, abandoned_short, wait_ms_answered, talk_ms, hold_ms,
acw_ms, abandon_wait_ms, longest_wait_ms) SELECT each.queue_id, each.at, 5, false AS anon_1,
bool_or(each.recount) AS bool_or_1, each.within_ms, each.short_ms, coalesce(sum(each.sign), 0) AS offered,
coalesce(sum(each.sign) FILTER (WHERE each.took), 0) AS answered,
coalesce(sum(each.sign) FILTER (WHERE each.gave_up), 0) AS abandoned,
coalesce(sum(each.sign) FILTER (WHERE each.undecided), 0) AS undecided,
coalesce(sum(each.sign) FILTER (WHERE each.took AND NOT each."over"), 0) AS unfinished,
coalesce(sum(each.sign) FILTER (WHERE each.took AND each.wait_ms <= each.within_ms), 0) AS answered_within,
coalesce(sum(each.sign) FILTER (WHERE each.gave_up AND each.wait_ms <= each.within_ms), 0) AS abandoned_within,
coalesce(sum(each.sign) FILTER (WHERE each.gave_up AND each.wait_ms <= each.short_ms), 0) AS abandoned_short,
CAST(coalesce(sum(each.sign * each.wait_ms) FILTER (WHERE each.took), 0) AS BIGINT) AS wait_ms_answered,
CAST(coalesce(sum(each.sign * each.talk_ms) FILTER (WHERE each.took AND each."over"), 0) AS BIGINT) AS talk_ms,
CAST(coalesce(sum(each.sign * each.hold_ms) FILTER (WHERE each.took AND each."over"), 0) AS BIGINT) AS hold_ms,
CAST(coalesce(sum(each.sign * each.acw_ms) FILTER (WHERE each.took AND each."over"), 0) AS BIGINT) AS acw_ms,
CAST(coalesce(sum(each.sign * each.wait_ms) FILTER (WHERE each.gave_up), 0) AS BIGINT) AS abandon_wait_ms,
coalesce(max(each.wait_ms) FILTER (WHERE each.sign > 0), 0) AS longest_wait_ms
FROM (SELECT 1 AS sign, f.queue_id AS queue_id, date_bin(make_interval(secs=>300.0), f.offered_at,
'1970-01-01 00:00:00+00:00') AS at, false AS recount, coalesce(own.threshold_ms, (SELECT service_target.threshold_ms
FROM service_target
WHERE service_target.queue_id IS NULL), 20000) AS within_ms, coalesce(own.short_ms, (SELECT service_target.short_ms
FROM service_target
WHERE service_target.queue_id IS NULL), 5000) AS short_ms,
f.outcome = 'answered' OR f.outcome IS NULL AND f.answered_at IS NOT NULL AS took,
f.outcome = 'abandoned_queue' AS gave_up,
f.outcome IS NULL AND f.answered_at IS NULL AND (f.exchange NOT IN ('queue_log', 'past', 'replay')) AS undecided,
f.state = 'ended' AS "over", f.wait_ms AS wait_ms, f.talk_ms AS talk_ms, f.hold_ms AS hold_ms, f.acw_ms AS acw_ms
FROM fresh AS f LEFT OUTER JOIN service_target AS own ON own.queue_id = f.queue_id
WHERE f.direction = 'inbound' AND (coalesce(f.outcome, '') NOT IN ('abandoned_ivr',
'closed')) AND f.state != 'in_menu') AS each GROUP BY each.queue_id, each.at, each.within_ms, each.short_ms;

RETURN NULL; END $$""",
    """DROP TRIGGER IF EXISTS call_counted ON call""",
    """CREATE TRIGGER call_counted AFTER INSERT ON call REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION call_counted()""",
    """CREATE OR REPLACE FUNCTION call_recounted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
INSERT INTO queue_counter (queue_id, at, minutes, folded, recount, within_ms, short_ms, offered, answered, abandoned,
undecided, unfinished, answered_within, abandoned_within, abandoned_short, wait_ms_answered, talk_ms, hold_ms,
acw_ms, abandon_wait_ms, longest_wait_ms) SELECT each.queue_id, each.at, 5, false AS anon_1,
bool_or(each.recount) AS bool_or_1, each.within_ms, each.short_ms, coalesce(sum(each.sign), 0) AS offered,
coalesce(sum(each.sign) FILTER (WHERE each.took), 0) AS answered,
coalesce(sum(each.sign) FILTER (WHERE each.gave_up), 0) AS abandoned,
coalesce(sum(each.sign) FILTER (WHERE each.undecided), 0) AS undecided,
coalesce(sum(each.sign) FILTER (WHERE each.took AND NOT each."over"), 0) AS unfinished,
coalesce(sum(each.sign) FILTER (WHERE each.took AND each.wait_ms <= each.within_ms), 0) AS answered_within,
coalesce(sum(each.sign) FILTER (WHERE each.gave_up AND each.wait_ms <= each.within_ms), 0) AS abandoned_within,
coalesce(sum(each.sign) FILTER (WHERE each.gave_up AND each.wait_ms <= each.short_ms), 0) AS abandoned_short,
CAST(coalesce(sum(each.sign * each.wait_ms) FILTER (WHERE each.took), 0) AS BIGINT) AS wait_ms_answered,
CAST(coalesce(sum(each.sign * each.talk_ms) FILTER (WHERE each.took AND each."over"), 0) AS BIGINT) AS talk_ms,
CAST(coalesce(sum(each.sign * each.hold_ms) FILTER (WHERE each.took AND each."over"), 0) AS BIGINT) AS hold_ms,
CAST(coalesce(sum(each.sign * each.acw_ms) FILTER (WHERE each.took AND each."over"), 0) AS BIGINT) AS acw_ms,
CAST(coalesce(sum(each.sign * each.wait_ms) FILTER (WHERE each.gave_up), 0) AS BIGINT) AS abandon_wait_ms,
coalesce(max(each.wait_ms) FILTER (WHERE each.sign > 0), 0) AS longest_wait_ms
FROM (SELECT -1 AS sign, OLD.queue_id AS queue_id, date_bin(make_interval(secs=>300.0), OLD.offered_at,
'1970-01-01 00:00:00+00:00') AS at, OLD.wait_ms > 0 AND NOT (NEW.wait_ms >= OLD.wait_ms AND (OLD.queue_id,
date_bin(make_interval(secs=>300.0), OLD.offered_at,
'1970-01-01 00:00:00+00:00')) IS NOT DISTINCT FROM (NEW.queue_id, date_bin(make_interval(secs=>300.0),
NEW.offered_at, '1970-01-01 00:00:00+00:00')) AND NEW.direction = 'inbound' AND (coalesce(NEW.outcome,
'') NOT IN ('abandoned_ivr', 'closed')) AND NEW.state != 'in_menu') AS recount, coalesce(own.threshold_ms,
(SELECT service_target.threshold_ms
FROM service_target
WHERE service_target.queue_id IS NULL), 20000) AS within_ms, coalesce(own.short_ms, (SELECT service_target.short_ms
FROM service_target
WHERE service_target.queue_id IS NULL), 5000) AS short_ms,
OLD.outcome = 'answered' OR OLD.outcome IS NULL AND OLD.answered_at IS NOT NULL AS took,
OLD.outcome = 'abandoned_queue' AS gave_up,
OLD.outcome IS NULL AND OLD.answered_at IS NULL AND (OLD.exchange NOT IN ('queue_log', 'past',
'replay')) AS undecided, OLD.state = 'ended' AS "over", OLD.wait_ms AS wait_ms, OLD.talk_ms AS talk_ms,
OLD.hold_ms AS hold_ms, OLD.acw_ms AS acw_ms
FROM (SELECT 1 AS one) AS this LEFT OUTER JOIN service_target AS own ON own.queue_id = OLD.queue_id
WHERE OLD.direction = 'inbound' AND (coalesce(OLD.outcome, '') NOT IN ('abandoned_ivr',
'closed')) AND OLD.state != 'in_menu' UNION ALL SELECT 1 AS sign, NEW.queue_id AS queue_id,
date_bin(make_interval(secs=>300.0), NEW.offered_at, '1970-01-01 00:00:00+00:00') AS at, false AS recount,
coalesce(own.threshold_ms, (SELECT service_target.threshold_ms
FROM service_target
WHERE service_target.queue_id IS NULL), 20000) AS within_ms, coalesce(own.short_ms, (SELECT service_target.short_ms
FROM service_target
WHERE service_target.queue_id IS NULL), 5000) AS short_ms,
NEW.outcome = 'answered' OR NEW.outcome IS NULL AND NEW.answered_at IS NOT NULL AS took,
NEW.outcome = 'abandoned_queue' AS gave_up,
NEW.outcome IS NULL AND NEW.answered_at IS NULL AND (NEW.exchange NOT IN ('queue_log', 'past',
'replay')) AS undecided, NEW.state = 'ended' AS "over", NEW.wait_ms AS wait_ms, NEW.talk_ms AS talk_ms,
NEW.hold_ms AS hold_ms, NEW.acw_ms AS acw_ms
FROM (SELECT 1 AS one) AS this LEFT OUTER JOIN service_target AS own ON own.queue_id = NEW.queue_id
WHERE NEW.direction = 'inbound' AND (coalesce(NEW.outcome, '') NOT IN ('abandoned_ivr',
'closed')) AND NEW.state != 'in_menu') AS each GROUP BY each.queue_id, each.at, each.within_ms, each.short_ms;
IF (date_bin(make_interval(secs=>300.0), OLD.offered_at, '1970-01-01 00:00:00+00:00'),
OLD.direction = 'inbound' AND (coalesce(OLD.outcome, '') NOT IN ('abandoned_ivr',
'closed')) AND OLD.state != 'in_menu') IS DISTINCT FROM (date_bin(make_interval(secs=>300.0), NEW.offered_at,
'1970-01-01 00:00:00+00:00'), NEW.direction = 'inbound' AND (coalesce(NEW.outcome, '') NOT IN ('abandoned_ivr',
'closed')) AND NEW.state != 'in_menu') THEN
INSERT INTO agent_counter (person_id, queue_id, at, minutes, folded, answered, unfinished, talk_ms, hold_ms,
acw_ms) SELECT each.person_id, each.queue_id, each.at, 5, false AS anon_1, coalesce(sum(each.sign), 0) AS answered,
coalesce(sum(each.sign) FILTER (WHERE each.going_on), 0) AS unfinished,
CAST(coalesce(sum(each.sign * each.talk_ms) FILTER (WHERE NOT each.going_on), 0) AS BIGINT) AS talk_ms,
CAST(coalesce(sum(each.sign * each.hold_ms) FILTER (WHERE NOT each.going_on), 0) AS BIGINT) AS hold_ms,
CAST(coalesce(sum(each.sign * each.acw_ms) FILTER (WHERE NOT each.going_on), 0) AS BIGINT) AS acw_ms
FROM (SELECT -1 AS sign, l.person_id AS person_id, l.queue_id AS queue_id, date_bin(make_interval(secs=>300.0),
OLD.offered_at, '1970-01-01 00:00:00+00:00') AS at, l.ended_at IS NULL OR l.result = 'open' AS going_on,
l.talk_ms AS talk_ms, l.hold_ms AS hold_ms, l.acw_ms AS acw_ms
FROM call_leg AS l
WHERE l.answered_at IS NOT NULL AND OLD.direction = 'inbound' AND (coalesce(OLD.outcome, '') NOT IN ('abandoned_ivr',
'closed')) AND OLD.state != 'in_menu' AND l.call_id = OLD.id UNION ALL SELECT 1 AS sign, l.person_id AS person_id,
l.queue_id AS queue_id, date_bin(make_interval(secs=>300.0), NEW.offered_at, '1970-01-01 00:00:00+00:00') AS at,
l.ended_at IS NULL OR l.result = 'open' AS going_on, l.talk_ms AS talk_ms, l.hold_ms AS hold_ms, l.acw_ms AS acw_ms
FROM call_leg AS l
WHERE l.answered_at IS NOT NULL AND NEW.direction = 'inbound' AND (coalesce(NEW.outcome, '') NOT IN ('abandoned_ivr',
'closed')) AND NEW.state != 'in_menu' AND l.call_id = OLD.id) AS each GROUP BY each.person_id, each.queue_id, each.at;
END IF;
RETURN NULL; END $$""",
    """DROP TRIGGER IF EXISTS call_recounted ON call""",
    """CREATE TRIGGER call_recounted AFTER UPDATE ON call FOR EACH ROW WHEN ((OLD.queue_id, date_bin(make_interval(secs=>300.0), OLD.offered_at, '1970-01-01 00:00:00+00:00'),
OLD.direction = 'inbound' AND (coalesce(OLD.outcome, '') NOT IN ('abandoned_ivr',
'closed')) AND OLD.state != 'in_menu',
OLD.outcome = 'answered' OR OLD.outcome IS NULL AND OLD.answered_at IS NOT NULL, OLD.outcome = 'abandoned_queue',
OLD.outcome IS NULL AND OLD.answered_at IS NULL AND (OLD.exchange NOT IN ('queue_log', 'past', 'replay')),
OLD.state = 'ended', OLD.wait_ms, OLD.talk_ms, OLD.hold_ms, OLD.acw_ms) IS DISTINCT FROM (NEW.queue_id,
date_bin(make_interval(secs=>300.0), NEW.offered_at, '1970-01-01 00:00:00+00:00'),
NEW.direction = 'inbound' AND (coalesce(NEW.outcome, '') NOT IN ('abandoned_ivr',
'closed')) AND NEW.state != 'in_menu',
NEW.outcome = 'answered' OR NEW.outcome IS NULL AND NEW.answered_at IS NOT NULL, NEW.outcome = 'abandoned_queue',
NEW.outcome IS NULL AND NEW.answered_at IS NULL AND (NEW.exchange NOT IN ('queue_log', 'past', 'replay')),
NEW.state = 'ended', NEW.wait_ms, NEW.talk_ms, NEW.hold_ms, NEW.acw_ms)) EXECUTE FUNCTION call_recounted()""",
    """CREATE OR REPLACE FUNCTION call_uncounted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
INSERT INTO queue_counter (queue_id, at, minutes, folded, recount, within_ms, short_ms, offered, answered, abandoned,
undecided, unfinished, answered_within, abandoned_within, abandoned_short, wait_ms_answered, talk_ms, hold_ms,
acw_ms, abandon_wait_ms, longest_wait_ms) SELECT each.queue_id, each.at, 5, false AS anon_1,
bool_or(each.recount) AS bool_or_1, each.within_ms, each.short_ms, coalesce(sum(each.sign), 0) AS offered,
coalesce(sum(each.sign) FILTER (WHERE each.took), 0) AS answered,
coalesce(sum(each.sign) FILTER (WHERE each.gave_up), 0) AS abandoned,
coalesce(sum(each.sign) FILTER (WHERE each.undecided), 0) AS undecided,
coalesce(sum(each.sign) FILTER (WHERE each.took AND NOT each."over"), 0) AS unfinished,
coalesce(sum(each.sign) FILTER (WHERE each.took AND each.wait_ms <= each.within_ms), 0) AS answered_within,
coalesce(sum(each.sign) FILTER (WHERE each.gave_up AND each.wait_ms <= each.within_ms), 0) AS abandoned_within,
coalesce(sum(each.sign) FILTER (WHERE each.gave_up AND each.wait_ms <= each.short_ms), 0) AS abandoned_short,
CAST(coalesce(sum(each.sign * each.wait_ms) FILTER (WHERE each.took), 0) AS BIGINT) AS wait_ms_answered,
CAST(coalesce(sum(each.sign * each.talk_ms) FILTER (WHERE each.took AND each."over"), 0) AS BIGINT) AS talk_ms,
CAST(coalesce(sum(each.sign * each.hold_ms) FILTER (WHERE each.took AND each."over"), 0) AS BIGINT) AS hold_ms,
CAST(coalesce(sum(each.sign * each.acw_ms) FILTER (WHERE each.took AND each."over"), 0) AS BIGINT) AS acw_ms,
CAST(coalesce(sum(each.sign * each.wait_ms) FILTER (WHERE each.gave_up), 0) AS BIGINT) AS abandon_wait_ms,
coalesce(max(each.wait_ms) FILTER (WHERE each.sign > 0), 0) AS longest_wait_ms
FROM (SELECT -1 AS sign, OLD.queue_id AS queue_id, date_bin(make_interval(secs=>300.0), OLD.offered_at,
'1970-01-01 00:00:00+00:00') AS at, OLD.wait_ms > 0 AS recount, coalesce(own.threshold_ms,
(SELECT service_target.threshold_ms
FROM service_target
WHERE service_target.queue_id IS NULL), 20000) AS within_ms, coalesce(own.short_ms, (SELECT service_target.short_ms
FROM service_target
WHERE service_target.queue_id IS NULL), 5000) AS short_ms,
OLD.outcome = 'answered' OR OLD.outcome IS NULL AND OLD.answered_at IS NOT NULL AS took,
OLD.outcome = 'abandoned_queue' AS gave_up,
OLD.outcome IS NULL AND OLD.answered_at IS NULL AND (OLD.exchange NOT IN ('queue_log', 'past',
'replay')) AS undecided, OLD.state = 'ended' AS "over", OLD.wait_ms AS wait_ms, OLD.talk_ms AS talk_ms,
OLD.hold_ms AS hold_ms, OLD.acw_ms AS acw_ms
FROM (SELECT 1 AS one) AS this LEFT OUTER JOIN service_target AS own ON own.queue_id = OLD.queue_id
WHERE OLD.direction = 'inbound' AND (coalesce(OLD.outcome, '') NOT IN ('abandoned_ivr',
'closed')) AND OLD.state != 'in_menu') AS each GROUP BY each.queue_id, each.at, each.within_ms, each.short_ms;
INSERT INTO agent_counter (person_id, queue_id, at, minutes, folded, answered, unfinished, talk_ms, hold_ms,
acw_ms) SELECT each.person_id, each.queue_id, each.at, 5, false AS anon_1, coalesce(sum(each.sign), 0) AS answered,
coalesce(sum(each.sign) FILTER (WHERE each.going_on), 0) AS unfinished,
CAST(coalesce(sum(each.sign * each.talk_ms) FILTER (WHERE NOT each.going_on), 0) AS BIGINT) AS talk_ms,
CAST(coalesce(sum(each.sign * each.hold_ms) FILTER (WHERE NOT each.going_on), 0) AS BIGINT) AS hold_ms,
CAST(coalesce(sum(each.sign * each.acw_ms) FILTER (WHERE NOT each.going_on), 0) AS BIGINT) AS acw_ms
FROM (SELECT -1 AS sign, l.person_id AS person_id, l.queue_id AS queue_id, date_bin(make_interval(secs=>300.0),
OLD.offered_at, '1970-01-01 00:00:00+00:00') AS at, l.ended_at IS NULL OR l.result = 'open' AS going_on,
l.talk_ms AS talk_ms, l.hold_ms AS hold_ms, l.acw_ms AS acw_ms
FROM call_leg AS l
WHERE l.answered_at IS NOT NULL AND OLD.direction = 'inbound' AND (coalesce(OLD.outcome, '') NOT IN ('abandoned_ivr',
'closed')) AND OLD.state != 'in_menu' AND l.call_id = OLD.id) AS each GROUP BY each.person_id, each.queue_id, each.at;

RETURN OLD; END $$""",
    """DROP TRIGGER IF EXISTS call_uncounted ON call""",
    """CREATE TRIGGER call_uncounted BEFORE DELETE ON call FOR EACH ROW WHEN (current_setting('agent_desk.keep_counters', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION call_uncounted()""",
    """CREATE OR REPLACE FUNCTION leg_counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
INSERT INTO agent_counter (person_id, queue_id, at, minutes, folded, answered, unfinished, talk_ms, hold_ms,
acw_ms) SELECT each.person_id, each.queue_id, each.at, 5, false AS anon_1, coalesce(sum(each.sign), 0) AS answered,
coalesce(sum(each.sign) FILTER (WHERE each.going_on), 0) AS unfinished,
CAST(coalesce(sum(each.sign * each.talk_ms) FILTER (WHERE NOT each.going_on), 0) AS BIGINT) AS talk_ms,
CAST(coalesce(sum(each.sign * each.hold_ms) FILTER (WHERE NOT each.going_on), 0) AS BIGINT) AS hold_ms,
CAST(coalesce(sum(each.sign * each.acw_ms) FILTER (WHERE NOT each.going_on), 0) AS BIGINT) AS acw_ms
FROM (SELECT 1 AS sign, l.person_id AS person_id, l.queue_id AS queue_id, date_bin(make_interval(secs=>300.0),
c.offered_at, '1970-01-01 00:00:00+00:00') AS at, l.ended_at IS NULL OR l.result = 'open' AS going_on,
l.talk_ms AS talk_ms, l.hold_ms AS hold_ms, l.acw_ms AS acw_ms
FROM fresh AS l JOIN call AS c ON c.id = l.call_id
WHERE l.answered_at IS NOT NULL AND c.direction = 'inbound' AND (coalesce(c.outcome, '') NOT IN ('abandoned_ivr',
'closed')) AND c.state != 'in_menu') AS each GROUP BY each.person_id, each.queue_id, each.at;

RETURN NULL; END $$""",
    """DROP TRIGGER IF EXISTS leg_counted ON call_leg""",
    """CREATE TRIGGER leg_counted AFTER INSERT ON call_leg REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION leg_counted()""",
    """CREATE OR REPLACE FUNCTION leg_recounted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
INSERT INTO agent_counter (person_id, queue_id, at, minutes, folded, answered, unfinished, talk_ms, hold_ms,
acw_ms) SELECT each.person_id, each.queue_id, each.at, 5, false AS anon_1, coalesce(sum(each.sign), 0) AS answered,
coalesce(sum(each.sign) FILTER (WHERE each.going_on), 0) AS unfinished,
CAST(coalesce(sum(each.sign * each.talk_ms) FILTER (WHERE NOT each.going_on), 0) AS BIGINT) AS talk_ms,
CAST(coalesce(sum(each.sign * each.hold_ms) FILTER (WHERE NOT each.going_on), 0) AS BIGINT) AS hold_ms,
CAST(coalesce(sum(each.sign * each.acw_ms) FILTER (WHERE NOT each.going_on), 0) AS BIGINT) AS acw_ms
FROM (SELECT -1 AS sign, OLD.person_id AS person_id, OLD.queue_id AS queue_id, date_bin(make_interval(secs=>300.0),
c.offered_at, '1970-01-01 00:00:00+00:00') AS at, OLD.ended_at IS NULL OR OLD.result = 'open' AS going_on,
OLD.talk_ms AS talk_ms, OLD.hold_ms AS hold_ms, OLD.acw_ms AS acw_ms
FROM call AS c
WHERE OLD.answered_at IS NOT NULL AND c.direction = 'inbound' AND (coalesce(c.outcome, '') NOT IN ('abandoned_ivr',
'closed')) AND c.state != 'in_menu' AND c.id = OLD.call_id UNION ALL SELECT 1 AS sign, NEW.person_id AS person_id,
NEW.queue_id AS queue_id, date_bin(make_interval(secs=>300.0), c.offered_at, '1970-01-01 00:00:00+00:00') AS at,
NEW.ended_at IS NULL OR NEW.result = 'open' AS going_on, NEW.talk_ms AS talk_ms, NEW.hold_ms AS hold_ms,
NEW.acw_ms AS acw_ms
FROM call AS c
WHERE NEW.answered_at IS NOT NULL AND c.direction = 'inbound' AND (coalesce(c.outcome, '') NOT IN ('abandoned_ivr',
'closed')) AND c.state != 'in_menu' AND c.id = NEW.call_id) AS each GROUP BY each.person_id, each.queue_id, each.at;

RETURN NULL; END $$""",
    """DROP TRIGGER IF EXISTS leg_recounted ON call_leg""",
    """CREATE TRIGGER leg_recounted AFTER UPDATE ON call_leg FOR EACH ROW WHEN ((OLD.call_id, OLD.person_id, OLD.queue_id, OLD.answered_at IS NOT NULL, OLD.ended_at IS NULL OR OLD.result = 'open',
OLD.talk_ms, OLD.hold_ms, OLD.acw_ms) IS DISTINCT FROM (NEW.call_id, NEW.person_id, NEW.queue_id,
NEW.answered_at IS NOT NULL, NEW.ended_at IS NULL OR NEW.result = 'open', NEW.talk_ms, NEW.hold_ms, NEW.acw_ms)) EXECUTE FUNCTION leg_recounted()""",
    """CREATE OR REPLACE FUNCTION leg_uncounted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
INSERT INTO agent_counter (person_id, queue_id, at, minutes, folded, answered, unfinished, talk_ms, hold_ms,
acw_ms) SELECT each.person_id, each.queue_id, each.at, 5, false AS anon_1, coalesce(sum(each.sign), 0) AS answered,
coalesce(sum(each.sign) FILTER (WHERE each.going_on), 0) AS unfinished,
CAST(coalesce(sum(each.sign * each.talk_ms) FILTER (WHERE NOT each.going_on), 0) AS BIGINT) AS talk_ms,
CAST(coalesce(sum(each.sign * each.hold_ms) FILTER (WHERE NOT each.going_on), 0) AS BIGINT) AS hold_ms,
CAST(coalesce(sum(each.sign * each.acw_ms) FILTER (WHERE NOT each.going_on), 0) AS BIGINT) AS acw_ms
FROM (SELECT -1 AS sign, l.person_id AS person_id, l.queue_id AS queue_id, date_bin(make_interval(secs=>300.0),
c.offered_at, '1970-01-01 00:00:00+00:00') AS at, l.ended_at IS NULL OR l.result = 'open' AS going_on,
l.talk_ms AS talk_ms, l.hold_ms AS hold_ms, l.acw_ms AS acw_ms
FROM gone AS l JOIN call AS c ON c.id = l.call_id
WHERE l.answered_at IS NOT NULL AND c.direction = 'inbound' AND (coalesce(c.outcome, '') NOT IN ('abandoned_ivr',
'closed')) AND c.state != 'in_menu') AS each GROUP BY each.person_id, each.queue_id, each.at;

RETURN NULL; END $$""",
    """DROP TRIGGER IF EXISTS leg_uncounted ON call_leg""",
    """CREATE TRIGGER leg_uncounted AFTER DELETE ON call_leg REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION leg_uncounted()""",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    for table, names in TRIGGERS.items():
        for name in names:
            op.execute(f'DROP TRIGGER {name} ON {table}')
            op.execute(f'DROP FUNCTION {name}()')
    for statement in FIRST:
        op.execute(statement)
