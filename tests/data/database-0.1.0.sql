-- A database of Agent Desk 0.1.0 with at least one row in every table, as pg_dump wrote it: what an upgrade must carry over.
-- The centre, its people, customers and calls are made up. It is never changed: later releases get a file of their own.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);
CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);
CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);
CREATE FUNCTION public.call_counted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN 
        INSERT INTO queue_counter (queue_id, at, minutes, folded, recount, within_ms, short_ms, offered, answered, abandoned, undecided, unfinished, answered_within, abandoned_within, abandoned_short, wait_ms_answered, talk_ms, hold_ms, acw_ms, abandon_wait_ms, longest_wait_ms)
        SELECT queue_id, at, 5, false, bool_or(recount), within_ms, short_ms, sum(sign), COALESCE(sum(sign) FILTER (WHERE took), 0), COALESCE(sum(sign) FILTER (WHERE gave_up), 0),
            COALESCE(sum(sign) FILTER (WHERE undecided), 0), COALESCE(sum(sign) FILTER (WHERE unfinished), 0), COALESCE(sum(sign) FILTER (WHERE took AND wait_ms <= within_ms), 0),
            COALESCE(sum(sign) FILTER (WHERE gave_up AND wait_ms <= within_ms), 0), COALESCE(sum(sign) FILTER (WHERE gave_up AND wait_ms <= short_ms), 0),
            COALESCE(sum(sign * wait_ms) FILTER (WHERE took), 0), COALESCE(sum(sign * talk_ms) FILTER (WHERE handled), 0), COALESCE(sum(sign * hold_ms) FILTER (WHERE handled), 0),
            COALESCE(sum(sign * acw_ms) FILTER (WHERE handled), 0), COALESCE(sum(sign * wait_ms) FILTER (WHERE gave_up), 0),
            COALESCE(max(wait_ms) FILTER (WHERE sign > 0), 0)
        FROM (
        SELECT 1 AS sign, m.queue_id, date_bin('5 minutes', f.offered_at, TIMESTAMPTZ 'epoch') AS at, false AS recount,
            COALESCE(own.threshold_ms, whole.threshold_ms, 20000) AS within_ms,
            COALESCE(own.short_ms, whole.short_ms, 5000) AS short_ms,
            m.took, m.gave_up, m.wait_ms, m.took AND m.over AS handled,
            m.took AND NOT m.over AS unfinished,
            NOT m.took AND NOT m.over AND m.live AS undecided, m.talk_ms, m.hold_ms, m.acw_ms
        FROM fresh f CROSS JOIN LATERAL (
            SELECT f.queue_id, (CASE WHEN f.outcome IS NULL THEN f.answered_at IS NOT NULL ELSE f.outcome = 'answered' END) AS took, COALESCE(f.outcome = 'abandoned_queue', false) AS gave_up,
                f.state = 'ended' AS over, f.exchange NOT IN ('queue_log', 'past', 'replay') AS live, f.wait_ms,
                f.talk_ms, f.hold_ms, f.acw_ms
        ) m
        LEFT JOIN service_target own ON own.queue_id = m.queue_id
        LEFT JOIN service_target whole ON whole.queue_id IS NULL
        WHERE 
    f.direction = 'inbound' AND f.state <> 'in_menu' AND COALESCE(f.outcome, '') NOT IN ('abandoned_ivr', 'closed')
    ) AS lines
        GROUP BY queue_id, at, within_ms, short_ms;
     RETURN NULL; END $$;
CREATE FUNCTION public.call_recounted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN 
        INSERT INTO queue_counter (queue_id, at, minutes, folded, recount, within_ms, short_ms, offered, answered, abandoned, undecided, unfinished, answered_within, abandoned_within, abandoned_short, wait_ms_answered, talk_ms, hold_ms, acw_ms, abandon_wait_ms, longest_wait_ms)
        SELECT queue_id, at, 5, false, bool_or(recount), within_ms, short_ms, sum(sign), COALESCE(sum(sign) FILTER (WHERE took), 0), COALESCE(sum(sign) FILTER (WHERE gave_up), 0),
            COALESCE(sum(sign) FILTER (WHERE undecided), 0), COALESCE(sum(sign) FILTER (WHERE unfinished), 0), COALESCE(sum(sign) FILTER (WHERE took AND wait_ms <= within_ms), 0),
            COALESCE(sum(sign) FILTER (WHERE gave_up AND wait_ms <= within_ms), 0), COALESCE(sum(sign) FILTER (WHERE gave_up AND wait_ms <= short_ms), 0),
            COALESCE(sum(sign * wait_ms) FILTER (WHERE took), 0), COALESCE(sum(sign * talk_ms) FILTER (WHERE handled), 0), COALESCE(sum(sign * hold_ms) FILTER (WHERE handled), 0),
            COALESCE(sum(sign * acw_ms) FILTER (WHERE handled), 0), COALESCE(sum(sign * wait_ms) FILTER (WHERE gave_up), 0),
            COALESCE(max(wait_ms) FILTER (WHERE sign > 0), 0)
        FROM (
        SELECT -1 AS sign, m.queue_id, date_bin('5 minutes', OLD.offered_at, TIMESTAMPTZ 'epoch') AS at, 
    OLD.wait_ms > 0 AND NOT (NEW.wait_ms >= OLD.wait_ms AND NEW.queue_id = OLD.queue_id
        AND date_bin('5 minutes', NEW.offered_at, TIMESTAMPTZ 'epoch') = date_bin('5 minutes', OLD.offered_at, TIMESTAMPTZ 'epoch') AND 
    NEW.direction = 'inbound' AND NEW.state <> 'in_menu' AND COALESCE(NEW.outcome, '') NOT IN ('abandoned_ivr', 'closed')
)
 AS recount,
            COALESCE(own.threshold_ms, whole.threshold_ms, 20000) AS within_ms,
            COALESCE(own.short_ms, whole.short_ms, 5000) AS short_ms,
            m.took, m.gave_up, m.wait_ms, m.took AND m.over AS handled,
            m.took AND NOT m.over AS unfinished,
            NOT m.took AND NOT m.over AND m.live AS undecided, m.talk_ms, m.hold_ms, m.acw_ms
        FROM (SELECT 1) AS one CROSS JOIN LATERAL (
            SELECT OLD.queue_id, (CASE WHEN OLD.outcome IS NULL THEN OLD.answered_at IS NOT NULL ELSE OLD.outcome = 'answered' END) AS took, COALESCE(OLD.outcome = 'abandoned_queue', false) AS gave_up,
                OLD.state = 'ended' AS over, OLD.exchange NOT IN ('queue_log', 'past', 'replay') AS live, OLD.wait_ms,
                OLD.talk_ms, OLD.hold_ms, OLD.acw_ms
        ) m
        LEFT JOIN service_target own ON own.queue_id = m.queue_id
        LEFT JOIN service_target whole ON whole.queue_id IS NULL
        WHERE 
    OLD.direction = 'inbound' AND OLD.state <> 'in_menu' AND COALESCE(OLD.outcome, '') NOT IN ('abandoned_ivr', 'closed')
     UNION ALL 
        SELECT 1 AS sign, m.queue_id, date_bin('5 minutes', NEW.offered_at, TIMESTAMPTZ 'epoch') AS at, false AS recount,
            COALESCE(own.threshold_ms, whole.threshold_ms, 20000) AS within_ms,
            COALESCE(own.short_ms, whole.short_ms, 5000) AS short_ms,
            m.took, m.gave_up, m.wait_ms, m.took AND m.over AS handled,
            m.took AND NOT m.over AS unfinished,
            NOT m.took AND NOT m.over AND m.live AS undecided, m.talk_ms, m.hold_ms, m.acw_ms
        FROM (SELECT 1) AS one CROSS JOIN LATERAL (
            SELECT NEW.queue_id, (CASE WHEN NEW.outcome IS NULL THEN NEW.answered_at IS NOT NULL ELSE NEW.outcome = 'answered' END) AS took, COALESCE(NEW.outcome = 'abandoned_queue', false) AS gave_up,
                NEW.state = 'ended' AS over, NEW.exchange NOT IN ('queue_log', 'past', 'replay') AS live, NEW.wait_ms,
                NEW.talk_ms, NEW.hold_ms, NEW.acw_ms
        ) m
        LEFT JOIN service_target own ON own.queue_id = m.queue_id
        LEFT JOIN service_target whole ON whole.queue_id IS NULL
        WHERE 
    NEW.direction = 'inbound' AND NEW.state <> 'in_menu' AND COALESCE(NEW.outcome, '') NOT IN ('abandoned_ivr', 'closed')
    ) AS lines
        GROUP BY queue_id, at, within_ms, short_ms;
    IF (date_bin('5 minutes', OLD.offered_at, TIMESTAMPTZ 'epoch'), 
    OLD.direction = 'inbound' AND OLD.state <> 'in_menu' AND COALESCE(OLD.outcome, '') NOT IN ('abandoned_ivr', 'closed')
) IS DISTINCT FROM (date_bin('5 minutes', NEW.offered_at, TIMESTAMPTZ 'epoch'), 
    NEW.direction = 'inbound' AND NEW.state <> 'in_menu' AND COALESCE(NEW.outcome, '') NOT IN ('abandoned_ivr', 'closed')
) THEN 
        INSERT INTO agent_counter (person_id, queue_id, at, minutes, folded, answered, unfinished, talk_ms, hold_ms, acw_ms)
        SELECT person_id, queue_id, at, 5, false, sum(sign), COALESCE(sum(sign) FILTER (WHERE going_on), 0),
            COALESCE(sum(sign * talk_ms) FILTER (WHERE NOT going_on), 0),
            COALESCE(sum(sign * hold_ms) FILTER (WHERE NOT going_on), 0),
            COALESCE(sum(sign * acw_ms) FILTER (WHERE NOT going_on), 0)
        FROM (
        SELECT -1 AS sign, l.person_id, l.queue_id, date_bin('5 minutes', OLD.offered_at, TIMESTAMPTZ 'epoch') AS at,
            l.ended_at IS NULL OR l.result = 'open' AS going_on, l.talk_ms, l.hold_ms, l.acw_ms
        FROM (SELECT l.* FROM call_leg l WHERE l.call_id = OLD.id) l WHERE l.answered_at IS NOT NULL AND 
    OLD.direction = 'inbound' AND OLD.state <> 'in_menu' AND COALESCE(OLD.outcome, '') NOT IN ('abandoned_ivr', 'closed')
     UNION ALL 
        SELECT 1 AS sign, l.person_id, l.queue_id, date_bin('5 minutes', NEW.offered_at, TIMESTAMPTZ 'epoch') AS at,
            l.ended_at IS NULL OR l.result = 'open' AS going_on, l.talk_ms, l.hold_ms, l.acw_ms
        FROM (SELECT l.* FROM call_leg l WHERE l.call_id = OLD.id) l WHERE l.answered_at IS NOT NULL AND 
    NEW.direction = 'inbound' AND NEW.state <> 'in_menu' AND COALESCE(NEW.outcome, '') NOT IN ('abandoned_ivr', 'closed')
    ) AS lines
        GROUP BY person_id, queue_id, at;
    END IF; RETURN NULL; END $$;
CREATE FUNCTION public.call_uncounted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN 
        INSERT INTO queue_counter (queue_id, at, minutes, folded, recount, within_ms, short_ms, offered, answered, abandoned, undecided, unfinished, answered_within, abandoned_within, abandoned_short, wait_ms_answered, talk_ms, hold_ms, acw_ms, abandon_wait_ms, longest_wait_ms)
        SELECT queue_id, at, 5, false, bool_or(recount), within_ms, short_ms, sum(sign), COALESCE(sum(sign) FILTER (WHERE took), 0), COALESCE(sum(sign) FILTER (WHERE gave_up), 0),
            COALESCE(sum(sign) FILTER (WHERE undecided), 0), COALESCE(sum(sign) FILTER (WHERE unfinished), 0), COALESCE(sum(sign) FILTER (WHERE took AND wait_ms <= within_ms), 0),
            COALESCE(sum(sign) FILTER (WHERE gave_up AND wait_ms <= within_ms), 0), COALESCE(sum(sign) FILTER (WHERE gave_up AND wait_ms <= short_ms), 0),
            COALESCE(sum(sign * wait_ms) FILTER (WHERE took), 0), COALESCE(sum(sign * talk_ms) FILTER (WHERE handled), 0), COALESCE(sum(sign * hold_ms) FILTER (WHERE handled), 0),
            COALESCE(sum(sign * acw_ms) FILTER (WHERE handled), 0), COALESCE(sum(sign * wait_ms) FILTER (WHERE gave_up), 0),
            COALESCE(max(wait_ms) FILTER (WHERE sign > 0), 0)
        FROM (
        SELECT -1 AS sign, m.queue_id, date_bin('5 minutes', OLD.offered_at, TIMESTAMPTZ 'epoch') AS at, OLD.wait_ms > 0 AS recount,
            COALESCE(own.threshold_ms, whole.threshold_ms, 20000) AS within_ms,
            COALESCE(own.short_ms, whole.short_ms, 5000) AS short_ms,
            m.took, m.gave_up, m.wait_ms, m.took AND m.over AS handled,
            m.took AND NOT m.over AS unfinished,
            NOT m.took AND NOT m.over AND m.live AS undecided, m.talk_ms, m.hold_ms, m.acw_ms
        FROM (SELECT 1) AS one CROSS JOIN LATERAL (
            SELECT OLD.queue_id, (CASE WHEN OLD.outcome IS NULL THEN OLD.answered_at IS NOT NULL ELSE OLD.outcome = 'answered' END) AS took, COALESCE(OLD.outcome = 'abandoned_queue', false) AS gave_up,
                OLD.state = 'ended' AS over, OLD.exchange NOT IN ('queue_log', 'past', 'replay') AS live, OLD.wait_ms,
                OLD.talk_ms, OLD.hold_ms, OLD.acw_ms
        ) m
        LEFT JOIN service_target own ON own.queue_id = m.queue_id
        LEFT JOIN service_target whole ON whole.queue_id IS NULL
        WHERE 
    OLD.direction = 'inbound' AND OLD.state <> 'in_menu' AND COALESCE(OLD.outcome, '') NOT IN ('abandoned_ivr', 'closed')
    ) AS lines
        GROUP BY queue_id, at, within_ms, short_ms;
    
        INSERT INTO agent_counter (person_id, queue_id, at, minutes, folded, answered, unfinished, talk_ms, hold_ms, acw_ms)
        SELECT person_id, queue_id, at, 5, false, sum(sign), COALESCE(sum(sign) FILTER (WHERE going_on), 0),
            COALESCE(sum(sign * talk_ms) FILTER (WHERE NOT going_on), 0),
            COALESCE(sum(sign * hold_ms) FILTER (WHERE NOT going_on), 0),
            COALESCE(sum(sign * acw_ms) FILTER (WHERE NOT going_on), 0)
        FROM (
        SELECT -1 AS sign, l.person_id, l.queue_id, date_bin('5 minutes', OLD.offered_at, TIMESTAMPTZ 'epoch') AS at,
            l.ended_at IS NULL OR l.result = 'open' AS going_on, l.talk_ms, l.hold_ms, l.acw_ms
        FROM (SELECT l.* FROM call_leg l WHERE l.call_id = OLD.id) l WHERE l.answered_at IS NOT NULL AND 
    OLD.direction = 'inbound' AND OLD.state <> 'in_menu' AND COALESCE(OLD.outcome, '') NOT IN ('abandoned_ivr', 'closed')
    ) AS lines
        GROUP BY person_id, queue_id, at;
     RETURN OLD; END $$;
CREATE FUNCTION public.leg_counted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN 
        INSERT INTO agent_counter (person_id, queue_id, at, minutes, folded, answered, unfinished, talk_ms, hold_ms, acw_ms)
        SELECT person_id, queue_id, at, 5, false, sum(sign), COALESCE(sum(sign) FILTER (WHERE going_on), 0),
            COALESCE(sum(sign * talk_ms) FILTER (WHERE NOT going_on), 0),
            COALESCE(sum(sign * hold_ms) FILTER (WHERE NOT going_on), 0),
            COALESCE(sum(sign * acw_ms) FILTER (WHERE NOT going_on), 0)
        FROM (
        SELECT 1 AS sign, l.person_id, l.queue_id, date_bin('5 minutes', c.offered_at, TIMESTAMPTZ 'epoch') AS at,
            l.ended_at IS NULL OR l.result = 'open' AS going_on, l.talk_ms, l.hold_ms, l.acw_ms
        FROM fresh l JOIN call c ON c.id = l.call_id WHERE l.answered_at IS NOT NULL AND 
    c.direction = 'inbound' AND c.state <> 'in_menu' AND COALESCE(c.outcome, '') NOT IN ('abandoned_ivr', 'closed')
    ) AS lines
        GROUP BY person_id, queue_id, at;
     RETURN NULL; END $$;
CREATE FUNCTION public.leg_recounted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN 
        INSERT INTO agent_counter (person_id, queue_id, at, minutes, folded, answered, unfinished, talk_ms, hold_ms, acw_ms)
        SELECT person_id, queue_id, at, 5, false, sum(sign), COALESCE(sum(sign) FILTER (WHERE going_on), 0),
            COALESCE(sum(sign * talk_ms) FILTER (WHERE NOT going_on), 0),
            COALESCE(sum(sign * hold_ms) FILTER (WHERE NOT going_on), 0),
            COALESCE(sum(sign * acw_ms) FILTER (WHERE NOT going_on), 0)
        FROM (
        SELECT -1 AS sign, OLD.person_id, OLD.queue_id, date_bin('5 minutes', c.offered_at, TIMESTAMPTZ 'epoch') AS at,
            OLD.ended_at IS NULL OR OLD.result = 'open' AS going_on, OLD.talk_ms, OLD.hold_ms, OLD.acw_ms
        FROM call c WHERE OLD.answered_at IS NOT NULL AND 
    c.direction = 'inbound' AND c.state <> 'in_menu' AND COALESCE(c.outcome, '') NOT IN ('abandoned_ivr', 'closed')
     AND c.id = OLD.call_id UNION ALL 
        SELECT 1 AS sign, NEW.person_id, NEW.queue_id, date_bin('5 minutes', c.offered_at, TIMESTAMPTZ 'epoch') AS at,
            NEW.ended_at IS NULL OR NEW.result = 'open' AS going_on, NEW.talk_ms, NEW.hold_ms, NEW.acw_ms
        FROM call c WHERE NEW.answered_at IS NOT NULL AND 
    c.direction = 'inbound' AND c.state <> 'in_menu' AND COALESCE(c.outcome, '') NOT IN ('abandoned_ivr', 'closed')
     AND c.id = NEW.call_id) AS lines
        GROUP BY person_id, queue_id, at;
     RETURN NULL; END $$;
CREATE FUNCTION public.leg_uncounted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN 
        INSERT INTO agent_counter (person_id, queue_id, at, minutes, folded, answered, unfinished, talk_ms, hold_ms, acw_ms)
        SELECT person_id, queue_id, at, 5, false, sum(sign), COALESCE(sum(sign) FILTER (WHERE going_on), 0),
            COALESCE(sum(sign * talk_ms) FILTER (WHERE NOT going_on), 0),
            COALESCE(sum(sign * hold_ms) FILTER (WHERE NOT going_on), 0),
            COALESCE(sum(sign * acw_ms) FILTER (WHERE NOT going_on), 0)
        FROM (
        SELECT -1 AS sign, l.person_id, l.queue_id, date_bin('5 minutes', c.offered_at, TIMESTAMPTZ 'epoch') AS at,
            l.ended_at IS NULL OR l.result = 'open' AS going_on, l.talk_ms, l.hold_ms, l.acw_ms
        FROM gone l JOIN call c ON c.id = l.call_id WHERE l.answered_at IS NOT NULL AND 
    c.direction = 'inbound' AND c.state <> 'in_menu' AND COALESCE(c.outcome, '') NOT IN ('abandoned_ivr', 'closed')
    ) AS lines
        GROUP BY person_id, queue_id, at;
     RETURN NULL; END $$;
CREATE FUNCTION public.notify_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN PERFORM pg_notify('agent_desk_change', ''); RETURN NULL; END $$;
CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;
CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;
    RETURN job_ids;
END;
$$;
CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;
    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;
    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;
    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;
    RETURN _job_id;
END;
$$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    lock text,
    queueing_lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);
CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;
 RETURN found_jobs;
END;
$$;
CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;
CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;
CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;
CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;
CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;
CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;
CREATE TABLE public.agent_counter (
    person_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    minutes smallint NOT NULL,
    folded boolean NOT NULL,
    answered integer NOT NULL,
    unfinished integer NOT NULL,
    talk_ms bigint NOT NULL,
    hold_ms bigint NOT NULL,
    acw_ms bigint NOT NULL,
    CONSTRAINT ck_agent_counter_minutes CHECK ((minutes = ANY (ARRAY[5, 30])))
);
CREATE TABLE public.agent_interval (
    id bigint NOT NULL,
    person_id uuid NOT NULL,
    state text NOT NULL,
    reason text,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    call_id uuid,
    by_person_id uuid
);
CREATE SEQUENCE public.agent_interval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.agent_interval_id_seq OWNED BY public.agent_interval.id;
CREATE TABLE public.agent_state (
    person_id uuid NOT NULL,
    state text DEFAULT 'signed_out'::text NOT NULL,
    reason text,
    since_at timestamp with time zone NOT NULL,
    next_state text,
    next_reason text,
    state_before text,
    reason_before text,
    misses integer DEFAULT 0 NOT NULL,
    call_id uuid,
    wrapup_call_id uuid,
    acw_mode text DEFAULT 'mandatory'::text NOT NULL,
    acw_limit_ms bigint,
    acw_from_at timestamp with time zone,
    limit_at timestamp with time zone,
    extension text,
    seat_lost_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_agent_state_busy_has_call CHECK (((state = ANY (ARRAY['reserved'::text, 'talking'::text, 'on_hold'::text])) = (call_id IS NOT NULL))),
    CONSTRAINT ck_agent_state_state CHECK ((state = ANY (ARRAY['signed_out'::text, 'ready'::text, 'not_ready'::text, 'reserved'::text, 'talking'::text, 'on_hold'::text, 'after_call_work'::text])))
);
CREATE TABLE public.alarm (
    id uuid NOT NULL,
    rule_id uuid CONSTRAINT alarm_rule_id_not_null1 NOT NULL,
    queue_id uuid,
    person_id uuid,
    severity text NOT NULL,
    threshold double precision NOT NULL,
    value double precision NOT NULL,
    worst double precision NOT NULL,
    silent boolean DEFAULT false NOT NULL,
    since_at timestamp with time zone NOT NULL,
    raised_at timestamp with time zone,
    cleared_at timestamp with time zone,
    acknowledged_at timestamp with time zone,
    acknowledged_by_id uuid,
    note text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_alarm_acknowledged CHECK (((acknowledged_at IS NULL) OR (raised_at IS NOT NULL))),
    CONSTRAINT ck_alarm_severity CHECK ((severity = ANY (ARRAY['info'::text, 'warning'::text, 'critical'::text])))
);
CREATE TABLE public.alarm_rule (
    id uuid NOT NULL,
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    figure text NOT NULL,
    counted text DEFAULT 'now'::text NOT NULL,
    queue_id uuid,
    each_queue boolean DEFAULT false NOT NULL,
    state text,
    reason text,
    threshold double precision NOT NULL,
    clear_at double precision NOT NULL,
    hold_ms bigint DEFAULT 0 NOT NULL,
    least_calls integer DEFAULT 0 NOT NULL,
    severity text DEFAULT 'warning'::text NOT NULL,
    quiet_from text,
    quiet_to text,
    active boolean DEFAULT true NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_alarm_rule_counted CHECK ((counted = ANY (ARRAY['day'::text, 'recent'::text, 'now'::text]))),
    CONSTRAINT ck_alarm_rule_figure CHECK ((figure = ANY (ARRAY['service_level'::text, 'answer_rate'::text, 'abandoned'::text, 'waiting'::text, 'longest_wait'::text, 'ready'::text, 'state_too_long'::text, 'flapping'::text, 'seat_lost'::text]))),
    CONSTRAINT ck_alarm_rule_quiet CHECK (((quiet_from IS NULL) = (quiet_to IS NULL))),
    CONSTRAINT ck_alarm_rule_severity CHECK ((severity = ANY (ARRAY['info'::text, 'warning'::text, 'critical'::text]))),
    CONSTRAINT ck_alarm_rule_sizes CHECK (((hold_ms >= 0) AND (threshold >= (0)::double precision) AND (clear_at >= (0)::double precision) AND (least_calls >= 0)))
);
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.article (
    id uuid NOT NULL,
    code text NOT NULL,
    title text NOT NULL,
    title_en text DEFAULT ''::text NOT NULL,
    category_code text NOT NULL,
    keywords text[] DEFAULT '{}'::text[] NOT NULL,
    audience text[] DEFAULT '{}'::text[] NOT NULL,
    script text DEFAULT ''::text NOT NULL,
    body text NOT NULL,
    state text DEFAULT 'published'::text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    valid_from date,
    valid_until date,
    title_words text DEFAULT ''::text NOT NULL,
    keyword_words text DEFAULT ''::text NOT NULL,
    body_words text DEFAULT ''::text NOT NULL,
    search tsvector GENERATED ALWAYS AS (((setweight(to_tsvector('simple'::regconfig, title_words), 'A'::"char") || setweight(to_tsvector('simple'::regconfig, keyword_words), 'B'::"char")) || setweight(to_tsvector('simple'::regconfig, body_words), 'C'::"char"))) STORED NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_article_state CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'retired'::text])))
);
CREATE TABLE public.article_use (
    id uuid NOT NULL,
    article_id uuid NOT NULL,
    call_id uuid,
    person_id uuid NOT NULL,
    kind text NOT NULL,
    query text DEFAULT ''::text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT ck_article_use_kind CHECK ((kind = ANY (ARRAY['opened'::text, 'copied'::text, 'inserted'::text, 'was_right'::text])))
);
CREATE TABLE public.assist_request (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    call_id uuid,
    words text DEFAULT ''::text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id uuid,
    answer_ms bigint,
    way text,
    ended_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_assist_request_ended CHECK (((ended_at IS NULL) = ((way IS NULL) OR (way = ANY (ARRAY['listen'::text, 'message'::text]))))),
    CONSTRAINT ck_assist_request_way CHECK (((way IS NULL) OR (way = ANY (ARRAY['listen'::text, 'message'::text, 'settled'::text, 'withdrawn'::text, 'call_over'::text]))))
);
CREATE TABLE public.audit_entry (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    person_id uuid,
    person_login text NOT NULL,
    action text NOT NULL,
    entity text NOT NULL,
    entity_id text NOT NULL,
    reason text,
    detail jsonb DEFAULT '{}'::jsonb NOT NULL,
    request_id text,
    content_digest bytea NOT NULL,
    seq bigint,
    digest bytea
);
ALTER TABLE public.audit_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.audit_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.audit_head (
    id integer DEFAULT 1 NOT NULL,
    seq bigint DEFAULT 0 NOT NULL,
    digest bytea NOT NULL,
    sealed_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.branch (
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL
);
CREATE TABLE public.call (
    id uuid NOT NULL,
    exchange text NOT NULL,
    exchange_key text NOT NULL,
    direction text DEFAULT 'inbound'::text NOT NULL,
    queue_id uuid NOT NULL,
    waits_in_id uuid,
    caller text NOT NULL,
    caller_raw text DEFAULT ''::text NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    outcome text,
    offered_at timestamp with time zone NOT NULL,
    rung_at timestamp with time zone,
    answered_at timestamp with time zone,
    ended_at timestamp with time zone,
    wait_ms bigint DEFAULT 0 NOT NULL,
    talk_ms bigint DEFAULT 0 NOT NULL,
    hold_ms bigint DEFAULT 0 NOT NULL,
    acw_ms bigint DEFAULT 0 NOT NULL,
    agent_id uuid,
    customer_id uuid,
    verified_at timestamp with time zone,
    again_of_id uuid,
    ended_by text,
    muted boolean DEFAULT false NOT NULL,
    parked_at timestamp with time zone,
    parked_by_id uuid,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_call_decided CHECK (((state = 'ended'::text) = (outcome IS NOT NULL))),
    CONSTRAINT ck_call_direction CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
    CONSTRAINT ck_call_durations CHECK (((wait_ms >= 0) AND (talk_ms >= 0) AND (hold_ms >= 0) AND (acw_ms >= 0))),
    CONSTRAINT ck_call_ended CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
    CONSTRAINT ck_call_outcome CHECK (((outcome IS NULL) OR (outcome = ANY (ARRAY['answered'::text, 'abandoned_ivr'::text, 'abandoned_queue'::text, 'diverted'::text, 'full'::text, 'closed'::text, 'join_empty'::text, 'leave_empty'::text, 'timed_out'::text, 'called_back'::text, 'busy'::text, 'no_answer'::text, 'rejected'::text, 'invalid_number'::text, 'unreachable'::text, 'cancelled'::text, 'not_lifted'::text])))),
    CONSTRAINT ck_call_state CHECK ((state = ANY (ARRAY['in_menu'::text, 'waiting'::text, 'ringing'::text, 'talking'::text, 'on_hold'::text, 'ended'::text])))
);
CREATE TABLE public.call_fact (
    call_id uuid NOT NULL,
    name text NOT NULL,
    value text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT ck_call_fact_name CHECK ((name = ANY (ARRAY['menu'::text, 'identity'::text, 'estimated_wait_s'::text, 'survey'::text, 'overflow'::text])))
);
CREATE TABLE public.call_leg (
    id uuid NOT NULL,
    call_id uuid NOT NULL,
    person_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    rung_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    ended_at timestamp with time zone,
    ring_ms bigint DEFAULT 0 NOT NULL,
    talk_ms bigint DEFAULT 0 NOT NULL,
    hold_ms bigint DEFAULT 0 NOT NULL,
    acw_ms bigint DEFAULT 0 NOT NULL,
    result text DEFAULT 'open'::text NOT NULL,
    transfer_kind text,
    transfer_target text,
    CONSTRAINT ck_call_leg_result CHECK ((result = ANY (ARRAY['open'::text, 'answered'::text, 'missed'::text, 'refused'::text, 'caller_gone'::text, 'picked_up'::text, 'transferred'::text, 'not_reached'::text])))
);
CREATE TABLE public.call_quality (
    id uuid NOT NULL,
    leg_id uuid NOT NULL,
    codec text NOT NULL,
    every_ms integer NOT NULL,
    jitter_ms double precision NOT NULL,
    loss_percent double precision NOT NULL,
    round_trip_ms double precision NOT NULL,
    mos double precision NOT NULL,
    mos_least double precision NOT NULL,
    samples jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT ck_call_quality_measured CHECK (((loss_percent >= (0)::double precision) AND (loss_percent <= (100)::double precision) AND (jitter_ms >= (0)::double precision) AND (round_trip_ms >= (0)::double precision))),
    CONSTRAINT ck_call_quality_mos CHECK (((mos >= (1)::double precision) AND (mos <= (4.5)::double precision) AND (mos_least >= (1)::double precision) AND (mos_least <= mos)))
);
CREATE TABLE public.call_recording (
    id uuid NOT NULL,
    call_id uuid NOT NULL,
    person_id uuid,
    consultation_id uuid,
    why text NOT NULL,
    state text DEFAULT 'wanted'::text NOT NULL,
    file text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    tries integer DEFAULT 0 NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    resume_at timestamp with time zone,
    recorded_ms bigint,
    paused_ms bigint DEFAULT 0 NOT NULL,
    stored_at timestamp with time zone,
    path text,
    size_bytes bigint,
    sha256 text,
    duration_ms bigint,
    error text DEFAULT ''::text NOT NULL,
    deleted_at timestamp with time zone,
    deleted_by text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_call_recording_deleted CHECK (((state = 'deleted'::text) = (deleted_at IS NOT NULL))),
    CONSTRAINT ck_call_recording_state CHECK ((state = ANY (ARRAY['wanted'::text, 'recording'::text, 'paused'::text, 'ended'::text, 'stored'::text, 'missing'::text, 'refused'::text, 'deleted'::text]))),
    CONSTRAINT ck_call_recording_stored CHECK (((state <> 'stored'::text) OR ((path IS NOT NULL) AND (sha256 IS NOT NULL) AND (size_bytes IS NOT NULL))))
);
CREATE TABLE public.callback (
    id uuid NOT NULL,
    call_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    number text NOT NULL,
    "position" integer NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    state text DEFAULT 'kept'::text NOT NULL,
    made_call_id uuid,
    attempts integer DEFAULT 0 NOT NULL,
    tried_at timestamp with time zone,
    reason text DEFAULT ''::text NOT NULL,
    by_person_id uuid,
    ended_at timestamp with time zone,
    CONSTRAINT ck_callback_state CHECK ((state = ANY (ARRAY['kept'::text, 'dialling'::text, 'reached'::text, 'not_reached'::text, 'lost'::text, 'cancelled'::text])))
);
CREATE TABLE public.callback_task (
    id uuid NOT NULL,
    call_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    number text NOT NULL,
    first_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by_id uuid NOT NULL,
    assigned_id uuid,
    state text DEFAULT 'open'::text NOT NULL,
    taken_by_id uuid,
    taken_at timestamp with time zone,
    made_call_id uuid,
    attempts integer DEFAULT 0 NOT NULL,
    result text,
    note text DEFAULT ''::text NOT NULL,
    ended_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_callback_task_done CHECK (((state = 'done'::text) = (ended_at IS NOT NULL))),
    CONSTRAINT ck_callback_task_result CHECK (((result IS NULL) OR (result = ANY (ARRAY['reached'::text, 'not_reached'::text, 'called_again'::text, 'wrong_number'::text, 'withdrawn'::text])))),
    CONSTRAINT ck_callback_task_state CHECK ((state = ANY (ARRAY['open'::text, 'taken'::text, 'done'::text]))),
    CONSTRAINT ck_callback_task_taken CHECK (((state <> 'taken'::text) OR (taken_by_id IS NOT NULL)))
);
CREATE TABLE public.case_event (
    id uuid NOT NULL,
    complaint_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    person_id uuid,
    kind text NOT NULL,
    words text DEFAULT ''::text NOT NULL,
    detail jsonb DEFAULT '{}'::jsonb NOT NULL
);
CREATE TABLE public.case_pause (
    id uuid NOT NULL,
    complaint_id uuid NOT NULL,
    reason text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    told_at timestamp with time zone
);
CREATE TABLE public.case_term (
    id uuid NOT NULL,
    axis text NOT NULL,
    key text NOT NULL,
    parent_key text,
    code text DEFAULT ''::text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    edition text DEFAULT 'JR/T 0169-2018'::text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    CONSTRAINT ck_case_term_axis CHECK ((axis = ANY (ARRAY['channel'::text, 'business'::text, 'cause'::text, 'wish'::text, 'source'::text, 'urgency'::text])))
);
CREATE TABLE public.change (
    id bigint NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    area text NOT NULL,
    entity text NOT NULL,
    entity_id text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    audience text[] NOT NULL,
    hint jsonb DEFAULT '{}'::jsonb NOT NULL
);
ALTER TABLE public.change ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.complaint (
    id uuid NOT NULL,
    number text NOT NULL,
    customer_id uuid,
    call_id uuid,
    caller text DEFAULT ''::text NOT NULL,
    complainant text DEFAULT ''::text NOT NULL,
    source text NOT NULL,
    channel text NOT NULL,
    business text NOT NULL,
    cause text NOT NULL,
    wish text NOT NULL,
    urgency text DEFAULT 'normal'::text NOT NULL,
    narrative text NOT NULL,
    case_class text DEFAULT 'simple'::text NOT NULL,
    state text DEFAULT 'received'::text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    told_at timestamp with time zone,
    closed_at timestamp with time zone,
    resolution text DEFAULT ''::text NOT NULL,
    branch_code text,
    opened_by uuid NOT NULL,
    assigned_to uuid,
    merged_into_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_complaint_case_class CHECK ((case_class = ANY (ARRAY['simple'::text, 'complex'::text, 'extended'::text]))),
    CONSTRAINT ck_complaint_state CHECK ((state = ANY (ARRAY['received'::text, 'assigned'::text, 'in_progress'::text, 'awaiting_customer'::text, 'decided'::text, 'told'::text, 'closed'::text, 'withdrawn'::text, 'merged'::text])))
);
CREATE TABLE public.consultation (
    id uuid NOT NULL,
    call_id uuid NOT NULL,
    person_id uuid NOT NULL,
    kind text NOT NULL,
    target text NOT NULL,
    asked_person_id uuid,
    state text DEFAULT 'ringing'::text NOT NULL,
    began_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    conference_at timestamp with time zone,
    ended_at timestamp with time zone,
    result text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_consultation_ended CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
    CONSTRAINT ck_consultation_kind CHECK ((kind = ANY (ARRAY['agent'::text, 'number'::text]))),
    CONSTRAINT ck_consultation_result CHECK (((result IS NULL) OR (result = ANY (ARRAY['busy'::text, 'no_answer'::text, 'refused'::text, 'cancelled'::text, 'left'::text, 'completed'::text, 'lost'::text])))),
    CONSTRAINT ck_consultation_state CHECK ((state = ANY (ARRAY['ringing'::text, 'talking'::text, 'conference'::text, 'ended'::text])))
);
CREATE TABLE public.contact (
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    kind text NOT NULL,
    entity_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    title text NOT NULL,
    title_en text DEFAULT ''::text NOT NULL,
    words text DEFAULT ''::text NOT NULL,
    words_en text DEFAULT ''::text NOT NULL,
    state text DEFAULT ''::text NOT NULL,
    open boolean DEFAULT false NOT NULL,
    due_at timestamp with time zone,
    person_id uuid,
    CONSTRAINT ck_contact_kind CHECK ((kind = ANY (ARRAY['call'::text, 'complaint'::text, 'message'::text, 'note'::text])))
);
CREATE TABLE public.contact_point (
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    kind text NOT NULL,
    value text NOT NULL,
    extension text,
    verified boolean DEFAULT true NOT NULL,
    source text DEFAULT 'core_bank'::text NOT NULL,
    CONSTRAINT ck_contact_point_kind CHECK ((kind = ANY (ARRAY['mobile'::text, 'landline'::text, 'mail'::text])))
);
CREATE TABLE public.customer (
    id uuid NOT NULL,
    number text NOT NULL,
    name text NOT NULL,
    gender text DEFAULT ''::text NOT NULL,
    identity_number text,
    born_on date,
    branch_code text,
    level text DEFAULT 'standard'::text NOT NULL,
    care_flags text[] DEFAULT '{}'::text[] NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL
);
CREATE TABLE public.customer_key (
    customer_id uuid NOT NULL,
    kind text NOT NULL,
    value text NOT NULL,
    CONSTRAINT ck_customer_key_kind CHECK ((kind = ANY (ARRAY['number'::text, 'phone'::text, 'name'::text, 'pinyin'::text, 'initials'::text, 'identity_tail'::text, 'card_tail'::text])))
);
CREATE TABLE public.disposition (
    code text NOT NULL,
    parent_code text,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    active boolean DEFAULT true NOT NULL,
    version integer DEFAULT 1 NOT NULL
);
CREATE TABLE public.exchange_cursor (
    exchange text NOT NULL,
    event_id text NOT NULL,
    at timestamp with time zone NOT NULL,
    orphans bigint DEFAULT 0 NOT NULL
);
CREATE TABLE public.floor_message (
    id uuid NOT NULL,
    from_id uuid NOT NULL,
    audience text NOT NULL,
    team_id uuid,
    kind text DEFAULT 'text'::text NOT NULL,
    words text NOT NULL,
    detail jsonb DEFAULT '{}'::jsonb NOT NULL,
    urgent boolean DEFAULT false NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    CONSTRAINT ck_floor_message_audience CHECK ((audience = ANY (ARRAY['person'::text, 'team'::text, 'all'::text]))),
    CONSTRAINT ck_floor_message_kind CHECK ((kind = ANY (ARRAY['text'::text, 'queues'::text])))
);
CREATE TABLE public.floor_snapshot (
    name text NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    body jsonb NOT NULL
);
CREATE TABLE public.holding (
    id uuid NOT NULL,
    customer_id uuid NOT NULL,
    product_code text NOT NULL,
    kind text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    number text NOT NULL,
    status text DEFAULT 'normal'::text NOT NULL,
    opened_on date
);
CREATE TABLE public.idempotent_answer (
    person_id uuid NOT NULL,
    key text NOT NULL,
    request_digest bytea NOT NULL,
    status integer,
    body jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.import_run (
    id uuid NOT NULL,
    kind text NOT NULL,
    file_name text NOT NULL,
    file_digest text NOT NULL,
    zone text NOT NULL,
    lines integer NOT NULL,
    loaded integer NOT NULL,
    bad integer NOT NULL,
    bad_lines jsonb DEFAULT '[]'::jsonb NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone
);
CREATE TABLE public.knowledge_category (
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL
);
CREATE TABLE public.mask_rule (
    id uuid NOT NULL,
    field text NOT NULL,
    verified boolean NOT NULL,
    head integer NOT NULL,
    tail integer NOT NULL,
    kind text DEFAULT 'digits'::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.message_receipt (
    message_id uuid NOT NULL,
    person_id uuid NOT NULL,
    read_at timestamp with time zone
);
CREATE TABLE public.not_ready_reason (
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    system boolean DEFAULT false NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    active boolean DEFAULT true NOT NULL,
    version integer DEFAULT 1 NOT NULL
);
CREATE TABLE public.person (
    id uuid NOT NULL,
    login text NOT NULL,
    name text NOT NULL,
    name_en text DEFAULT ''::text NOT NULL,
    agent_code text,
    team_id uuid,
    password_hash text,
    password_once boolean DEFAULT false NOT NULL,
    active boolean DEFAULT true NOT NULL,
    failed_sign_ins integer DEFAULT 0 NOT NULL,
    locked_until timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL
);
CREATE TABLE public.person_layout (
    person_id uuid NOT NULL,
    body jsonb DEFAULT '{}'::jsonb NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL
);
CREATE TABLE public.person_role (
    person_id uuid NOT NULL,
    role_code text NOT NULL
);
CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);
CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;
CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;
CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);
CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;
CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.queue (
    id uuid NOT NULL,
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    zone text,
    acw_mode text DEFAULT 'mandatory_limit'::text NOT NULL,
    acw_limit_ms bigint DEFAULT 60000 NOT NULL,
    recording text DEFAULT 'none'::text NOT NULL,
    recording_percent integer DEFAULT 100 NOT NULL,
    recording_announced boolean DEFAULT false NOT NULL,
    recording_pause boolean DEFAULT true NOT NULL,
    active boolean DEFAULT true NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_queue_acw_mode CHECK ((acw_mode = ANY (ARRAY['optional'::text, 'mandatory'::text, 'mandatory_limit'::text, 'limit_no_early_exit'::text]))),
    CONSTRAINT ck_queue_recording CHECK ((recording = ANY (ARRAY['none'::text, 'all'::text, 'percentage'::text, 'on_demand'::text]))),
    CONSTRAINT ck_queue_recording_percent CHECK (((recording_percent >= 0) AND (recording_percent <= 100)))
);
CREATE TABLE public.queue_counter (
    queue_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    minutes smallint NOT NULL,
    folded boolean NOT NULL,
    recount boolean NOT NULL,
    within_ms bigint NOT NULL,
    short_ms bigint NOT NULL,
    offered integer NOT NULL,
    answered integer NOT NULL,
    abandoned integer NOT NULL,
    undecided integer NOT NULL,
    unfinished integer NOT NULL,
    answered_within integer NOT NULL,
    abandoned_within integer NOT NULL,
    abandoned_short integer NOT NULL,
    wait_ms_answered bigint NOT NULL,
    talk_ms bigint NOT NULL,
    hold_ms bigint NOT NULL,
    acw_ms bigint NOT NULL,
    abandon_wait_ms bigint NOT NULL,
    longest_wait_ms bigint NOT NULL,
    CONSTRAINT ck_queue_counter_minutes CHECK ((minutes = ANY (ARRAY[5, 30])))
);
CREATE TABLE public.queue_member (
    queue_id uuid NOT NULL,
    person_id uuid NOT NULL,
    penalty integer DEFAULT 0 NOT NULL
);
CREATE TABLE public.queue_override (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    queue_id uuid NOT NULL,
    member boolean NOT NULL,
    penalty integer,
    before_penalty integer,
    reason text NOT NULL,
    by_id uuid NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_by_id uuid,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_queue_override_penalty CHECK ((member OR (penalty IS NULL))),
    CONSTRAINT ck_queue_override_times CHECK ((until_at > from_at))
);
CREATE TABLE public.report_file (
    id uuid NOT NULL,
    report_id uuid NOT NULL,
    due_at timestamp with time zone NOT NULL,
    made_at timestamp with time zone,
    state text DEFAULT 'due'::text NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    size_bytes bigint DEFAULT 0 NOT NULL,
    sha256 text DEFAULT ''::text NOT NULL,
    error text DEFAULT ''::text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_report_file_made CHECK (((state <> 'made'::text) OR ((made_at IS NOT NULL) AND (sha256 <> ''::text)))),
    CONSTRAINT ck_report_file_state CHECK ((state = ANY (ARRAY['due'::text, 'made'::text, 'failed'::text, 'gone'::text])))
);
CREATE TABLE public.review (
    id uuid NOT NULL,
    item_id uuid NOT NULL,
    form_id uuid NOT NULL,
    reviewer_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    answers jsonb DEFAULT '{}'::jsonb NOT NULL,
    comment text DEFAULT ''::text NOT NULL,
    score double precision,
    fatal boolean DEFAULT false NOT NULL,
    state text DEFAULT 'draft'::text NOT NULL,
    submitted_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_review_score CHECK (((score IS NULL) OR ((score >= (0)::double precision) AND (score <= (100)::double precision)))),
    CONSTRAINT ck_review_state CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text]))),
    CONSTRAINT ck_review_submitted CHECK (((state = 'submitted'::text) = (submitted_at IS NOT NULL)))
);
CREATE TABLE public.role (
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    permissions text[] DEFAULT '{}'::text[] NOT NULL,
    version integer DEFAULT 1 NOT NULL
);
CREATE TABLE public.sample (
    id uuid NOT NULL,
    name text NOT NULL,
    seed bigint NOT NULL,
    criteria jsonb DEFAULT '{}'::jsonb NOT NULL,
    form_id uuid NOT NULL,
    drawn_by uuid NOT NULL,
    drawn_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone
);
CREATE TABLE public.sample_item (
    id uuid NOT NULL,
    sample_id uuid NOT NULL,
    call_id uuid NOT NULL,
    reviewer_id uuid NOT NULL,
    stratum text DEFAULT ''::text NOT NULL,
    "position" integer NOT NULL
);
CREATE TABLE public.saved_report (
    id uuid NOT NULL,
    name text NOT NULL,
    owner_id uuid NOT NULL,
    choice jsonb NOT NULL,
    every text DEFAULT 'never'::text NOT NULL,
    at_minute integer DEFAULT 420 NOT NULL,
    on_day integer DEFAULT 1 NOT NULL,
    keep_days integer DEFAULT 90 NOT NULL,
    next_at timestamp with time zone,
    active boolean DEFAULT true NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_saved_report_clock CHECK ((((at_minute >= 0) AND (at_minute <= 1439)) AND ((on_day >= 1) AND (on_day <= 31)) AND (keep_days > 0))),
    CONSTRAINT ck_saved_report_every CHECK ((every = ANY (ARRAY['never'::text, 'daily'::text, 'weekly'::text, 'monthly'::text]))),
    CONSTRAINT ck_saved_report_next CHECK (((next_at IS NOT NULL) = (active AND (every <> 'never'::text))))
);
CREATE TABLE public.score_form (
    id uuid NOT NULL,
    code text NOT NULL,
    edition integer NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    active boolean DEFAULT true NOT NULL,
    pass_mark integer DEFAULT 80 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_score_form_pass_mark CHECK (((pass_mark >= 0) AND (pass_mark <= 100)))
);
CREATE TABLE public.score_question (
    id uuid NOT NULL,
    form_id uuid NOT NULL,
    code text NOT NULL,
    section_zh text NOT NULL,
    section_en text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    help_zh text DEFAULT ''::text NOT NULL,
    help_en text DEFAULT ''::text NOT NULL,
    kind text NOT NULL,
    weight integer NOT NULL,
    "position" integer NOT NULL,
    CONSTRAINT ck_score_question_kind CHECK ((kind = ANY (ARRAY['points'::text, 'yesno'::text, 'fatal'::text]))),
    CONSTRAINT ck_score_question_weight CHECK ((weight >= 0))
);
CREATE TABLE public.seat_session (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    token_digest bytea NOT NULL,
    seat text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    end_reason text
);
CREATE TABLE public.service_target (
    id uuid NOT NULL,
    queue_id uuid,
    formula text DEFAULT 'F3'::text NOT NULL,
    threshold_ms bigint DEFAULT 20000 NOT NULL,
    short_ms bigint DEFAULT 5000 NOT NULL,
    target double precision DEFAULT 0.8 NOT NULL,
    answer_rate_target double precision DEFAULT 0.9 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_service_target_formula CHECK ((formula = ANY (ARRAY['F1'::text, 'F2'::text, 'F3'::text, 'F4'::text, 'F5'::text, 'F6'::text]))),
    CONSTRAINT ck_service_target_share CHECK (((target > (0)::double precision) AND (target <= (1)::double precision) AND (answer_rate_target > (0)::double precision) AND (answer_rate_target <= (1)::double precision)))
);
CREATE TABLE public.setting (
    key text NOT NULL,
    value jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_by uuid
);
CREATE TABLE public.supervision (
    id uuid NOT NULL,
    call_id uuid NOT NULL,
    agent_id uuid NOT NULL,
    person_id uuid NOT NULL,
    mode text NOT NULL,
    state text DEFAULT 'calling'::text NOT NULL,
    extension text NOT NULL,
    reason text NOT NULL,
    told boolean DEFAULT true NOT NULL,
    take_over boolean DEFAULT false NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    joined_at timestamp with time zone,
    taken_over_at timestamp with time zone,
    ended_at timestamp with time zone,
    error text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT ck_supervision_ended CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
    CONSTRAINT ck_supervision_mode CHECK ((mode = ANY (ARRAY['listen'::text, 'whisper'::text, 'barge'::text]))),
    CONSTRAINT ck_supervision_state CHECK ((state = ANY (ARRAY['calling'::text, 'joined'::text, 'ended'::text])))
);
CREATE TABLE public.team (
    id uuid NOT NULL,
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL
);
CREATE TABLE public.verification (
    id uuid NOT NULL,
    call_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    person_id uuid NOT NULL,
    passed boolean NOT NULL,
    items jsonb NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.wallboard_token (
    id uuid NOT NULL,
    name text NOT NULL,
    token_digest bytea NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by text NOT NULL,
    revoked_at timestamp with time zone
);
CREATE TABLE public.wrap_up (
    id uuid NOT NULL,
    call_id uuid NOT NULL,
    person_id uuid NOT NULL,
    disposition_code text,
    notes text DEFAULT ''::text NOT NULL,
    resolved boolean,
    saved_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL
);
ALTER TABLE ONLY public.agent_interval ALTER COLUMN id SET DEFAULT nextval('public.agent_interval_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);
ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);
INSERT INTO public.agent_counter VALUES
	('88bb5011-e0ca-5231-8330-647943dde66d', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-11 01:30:00+00', 30, true, 1, 0, 78432, 0, 5700),
	('88bb5011-e0ca-5231-8330-647943dde66d', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-11 02:30:00+00', 30, true, 1, 0, 468582, 0, 28143),
	('88bb5011-e0ca-5231-8330-647943dde66d', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-11 03:00:00+00', 30, true, 1, 0, 111594, 0, 45000),
	('88bb5011-e0ca-5231-8330-647943dde66d', '95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-11 03:00:00+00', 30, true, 1, 0, 79178, 31075, 12614),
	('88bb5011-e0ca-5231-8330-647943dde66d', '95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-11 04:30:00+00', 30, true, 1, 0, 96181, 0, 19370),
	('88bb5011-e0ca-5231-8330-647943dde66d', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-11 06:30:00+00', 30, true, 1, 0, 287957, 0, 17184),
	('e5518fd5-d2d3-5cdf-b223-302b8ade622b', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-11 07:30:00+00', 30, true, 1, 0, 137724, 46279, 23418),
	('e5518fd5-d2d3-5cdf-b223-302b8ade622b', '95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-11 10:00:00+00', 30, true, 1, 0, 191441, 0, 23608),
	('88bb5011-e0ca-5231-8330-647943dde66d', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-12 01:00:00+00', 30, true, 1, 0, 155180, 0, 43032),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-12 01:00:00+00', 30, true, 1, 0, 47413, 0, 43311),
	('88bb5011-e0ca-5231-8330-647943dde66d', '95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-12 01:30:00+00', 30, true, 1, 0, 81348, 0, 32839),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-12 01:30:00+00', 30, true, 1, 0, 295936, 0, 18446),
	('88bb5011-e0ca-5231-8330-647943dde66d', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-12 03:00:00+00', 30, true, 1, 0, 77076, 0, 20745),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-12 03:00:00+00', 30, true, 1, 0, 128498, 0, 32381),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-12 04:30:00+00', 30, true, 1, 0, 144033, 0, 11118),
	('e5518fd5-d2d3-5cdf-b223-302b8ade622b', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-12 05:00:00+00', 30, true, 1, 0, 42700, 78198, 14076),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-12 07:30:00+00', 30, true, 1, 0, 65084, 0, 25293),
	('e5518fd5-d2d3-5cdf-b223-302b8ade622b', '95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-12 11:30:00+00', 30, true, 1, 0, 51266, 0, 30435),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-13 02:30:00+00', 30, true, 1, 0, 1112791, 0, 38696),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-13 03:00:00+00', 30, true, 1, 0, 71446, 0, 114524),
	('88bb5011-e0ca-5231-8330-647943dde66d', '95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-13 03:30:00+00', 30, true, 1, 0, 94605, 0, 27226),
	('88bb5011-e0ca-5231-8330-647943dde66d', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-13 04:00:00+00', 30, true, 1, 0, 88316, 0, 60000),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-13 06:30:00+00', 30, true, 1, 0, 54699, 0, 21715),
	('88bb5011-e0ca-5231-8330-647943dde66d', '5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-13 08:00:00+00', 30, true, 1, 0, 254425, 0, 13679),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-13 08:30:00+00', 30, true, 1, 0, 113313, 0, 19191),
	('ed66c7f9-06ba-5038-aa11-ffc886a29287', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-13 14:30:00+00', 30, true, 1, 0, 204972, 0, 40216),
	('ed66c7f9-06ba-5038-aa11-ffc886a29287', '95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-13 15:30:00+00', 30, true, 1, 0, 57259, 0, 47458),
	('ed66c7f9-06ba-5038-aa11-ffc886a29287', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-13 16:30:00+00', 30, true, 1, 0, 188640, 0, 39790),
	('ed66c7f9-06ba-5038-aa11-ffc886a29287', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-13 20:30:00+00', 30, true, 1, 0, 77097, 0, 36282),
	('ed66c7f9-06ba-5038-aa11-ffc886a29287', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-13 22:30:00+00', 30, true, 1, 0, 553275, 0, 24729),
	('ed66c7f9-06ba-5038-aa11-ffc886a29287', '5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-13 23:30:00+00', 30, true, 1, 0, 85053, 0, 41229),
	('ed66c7f9-06ba-5038-aa11-ffc886a29287', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-13 23:30:00+00', 30, true, 1, 0, 159261, 0, 26522),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-14 05:30:00+00', 30, true, 1, 0, 120003, 0, 50379),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-14 08:00:00+00', 30, true, 1, 0, 310908, 44416, 38538),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '56f395f3-eeb2-5467-8957-12c7f182e8b8', '2026-11-14 08:30:00+00', 30, true, 1, 0, 274774, 0, 32423),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-14 08:30:00+00', 30, true, 1, 0, 49600, 0, 26372),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-14 09:30:00+00', 30, true, 1, 0, 683130, 0, 15663),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-14 09:30:00+00', 30, true, 1, 0, 37006, 0, 18873),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-15 03:30:00+00', 30, true, 1, 0, 125190, 0, 20321),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-15 06:00:00+00', 30, true, 1, 0, 83062, 0, 14538),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-15 08:30:00+00', 30, true, 1, 0, 130541, 19538, 30027),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-15 09:30:00+00', 30, true, 1, 0, 75108, 66761, 12629),
	('e5518fd5-d2d3-5cdf-b223-302b8ade622b', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-15 13:30:00+00', 30, true, 1, 0, 158512, 0, 45000),
	('ed66c7f9-06ba-5038-aa11-ffc886a29287', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-15 22:30:00+00', 30, true, 1, 0, 272158, 0, 13130),
	('e5518fd5-d2d3-5cdf-b223-302b8ade622b', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-15 23:00:00+00', 30, true, 1, 0, 190385, 95749, 25784),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-16 02:30:00+00', 30, true, 2, 0, 112007, 130276, 39180),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-16 03:00:00+00', 30, true, 1, 0, 456831, 0, 25793),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-16 05:30:00+00', 30, true, 1, 0, 176171, 0, 9950),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-16 06:00:00+00', 30, true, 1, 0, 83047, 0, 39446),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-16 07:00:00+00', 30, true, 2, 0, 35879, 0, 29965),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-16 09:00:00+00', 30, true, 1, 0, 127520, 98906, 41549),
	('88bb5011-e0ca-5231-8330-647943dde66d', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-16 10:30:00+00', 30, true, 1, 0, 335279, 0, 14236),
	('88bb5011-e0ca-5231-8330-647943dde66d', '5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-16 11:30:00+00', 30, true, 1, 0, 235095, 0, 48210),
	('ed66c7f9-06ba-5038-aa11-ffc886a29287', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-16 15:30:00+00', 30, true, 1, 0, 79775, 0, 16927),
	('e5518fd5-d2d3-5cdf-b223-302b8ade622b', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-16 20:00:00+00', 30, true, 1, 0, 42634, 0, 24659),
	('ed66c7f9-06ba-5038-aa11-ffc886a29287', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-16 23:30:00+00', 30, true, 1, 0, 375986, 0, 30225),
	('88bb5011-e0ca-5231-8330-647943dde66d', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-17 07:00:00+00', 30, true, 1, 0, 14228, 0, 21170),
	('88bb5011-e0ca-5231-8330-647943dde66d', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-17 08:30:00+00', 30, true, 1, 0, 106497, 86796, 12630),
	('88bb5011-e0ca-5231-8330-647943dde66d', '95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-17 11:30:00+00', 30, true, 1, 0, 27795, 0, 29891),
	('e5518fd5-d2d3-5cdf-b223-302b8ade622b', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-17 22:30:00+00', 30, true, 1, 0, 379445, 0, 35740),
	('88bb5011-e0ca-5231-8330-647943dde66d', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-18 07:15:00+00', 5, true, 1, 0, 172677, 0, 13107),
	('88bb5011-e0ca-5231-8330-647943dde66d', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-18 08:40:00+00', 5, true, 1, 0, 36277, 0, 18179),
	('88bb5011-e0ca-5231-8330-647943dde66d', '56f395f3-eeb2-5467-8957-12c7f182e8b8', '2026-11-18 09:25:00+00', 5, true, 1, 0, 58071, 0, 28407),
	('88bb5011-e0ca-5231-8330-647943dde66d', '5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-18 09:25:00+00', 5, true, 1, 0, 116142, 0, 37611),
	('88bb5011-e0ca-5231-8330-647943dde66d', '5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-18 09:45:00+00', 5, true, 1, 0, 195125, 0, 43963),
	('88bb5011-e0ca-5231-8330-647943dde66d', '95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-18 10:05:00+00', 5, true, 1, 0, 254895, 0, 26193),
	('88bb5011-e0ca-5231-8330-647943dde66d', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-18 11:35:00+00', 5, true, 1, 0, 104937, 0, 27057),
	('88bb5011-e0ca-5231-8330-647943dde66d', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-18 11:35:00+00', 5, true, 1, 0, 173444, 0, 22559),
	('e5518fd5-d2d3-5cdf-b223-302b8ade622b', '95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-18 18:45:00+00', 5, true, 1, 0, 53878, 0, 26730),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-19 04:05:00+00', 5, true, 1, 0, 36462, 0, 36504),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-19 05:00:00+00', 5, true, 1, 0, 315699, 0, 30388),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-19 05:50:00+00', 5, true, 1, 0, 180312, 0, 41730),
	('88bb5011-e0ca-5231-8330-647943dde66d', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-19 09:40:00+00', 5, true, 1, 0, 38223, 0, 43840),
	('88bb5011-e0ca-5231-8330-647943dde66d', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-19 10:05:00+00', 5, true, 1, 0, 19920, 0, 21687),
	('88bb5011-e0ca-5231-8330-647943dde66d', '5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-19 11:55:00+00', 5, true, 1, 0, 471488, 0, 30817),
	('88bb5011-e0ca-5231-8330-647943dde66d', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-19 12:35:00+00', 5, true, 1, 0, 229223, 0, 22918),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-20 01:00:00+00', 5, true, 1, 0, 270783, 0, 20331),
	('e5518fd5-d2d3-5cdf-b223-302b8ade622b', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-20 02:15:00+00', 5, true, 1, 0, 1643990, 0, 15022),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-20 02:20:00+00', 5, true, 1, 0, 76753, 0, 30065),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-20 02:20:00+00', 5, true, 1, 0, 46458, 0, 41325),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-20 02:40:00+00', 5, true, 1, 0, 125925, 0, 25608),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-20 05:15:00+00', 5, true, 1, 0, 74646, 0, 25681),
	('e5518fd5-d2d3-5cdf-b223-302b8ade622b', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-20 05:30:00+00', 5, true, 1, 0, 62488, 0, 60000);
INSERT INTO public.agent_interval VALUES
	(455, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'reserved', NULL, '2026-11-18 18:49:38.037+00', '2026-11-18 18:49:41.424+00', '01a1effd-f78d-776d-9eb5-b87dddc616c2', NULL),
	(456, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'talking', NULL, '2026-11-18 18:49:41.424+00', '2026-11-18 18:50:35.302+00', '01a1effd-f78d-776d-9eb5-b87dddc616c2', NULL),
	(457, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'after_call_work', NULL, '2026-11-18 18:50:35.302+00', '2026-11-18 18:51:02.032+00', '01a1effd-f78d-776d-9eb5-b87dddc616c2', NULL),
	(501, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'not_ready', 'signed_in', '2026-11-19 13:05:00+00', '2026-11-19 13:06:06.87+00', NULL, NULL),
	(502, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'ready', NULL, '2026-11-19 13:06:06.87+00', '2026-11-19 14:54:38.745+00', NULL, NULL),
	(503, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'not_ready', 'break', '2026-11-19 14:54:38.745+00', '2026-11-19 15:05:52.678+00', NULL, NULL),
	(504, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'ready', NULL, '2026-11-19 15:05:52.678+00', '2026-11-19 18:00:33.999+00', NULL, NULL),
	(505, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'not_ready', 'meal', '2026-11-19 18:00:33.999+00', '2026-11-19 18:35:47.567+00', NULL, NULL),
	(506, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'ready', NULL, '2026-11-19 18:35:47.567+00', '2026-11-19 22:20:41.151+00', NULL, NULL),
	(507, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'not_ready', 'break', '2026-11-19 22:20:41.151+00', '2026-11-19 22:33:17.561+00', NULL, NULL),
	(508, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'ready', NULL, '2026-11-19 22:33:17.561+00', '2026-11-20 00:19:00+00', NULL, NULL),
	(542, '88bb5011-e0ca-5231-8330-647943dde66d', 'ready', NULL, '2026-11-19 10:08:57.281+00', '2026-11-19 11:58:19.376+00', NULL, NULL),
	(546, '88bb5011-e0ca-5231-8330-647943dde66d', 'ready', NULL, '2026-11-19 12:06:48.933+00', '2026-11-19 12:38:36.781+00', NULL, NULL),
	(547, '88bb5011-e0ca-5231-8330-647943dde66d', 'reserved', NULL, '2026-11-19 12:38:36.781+00', '2026-11-19 12:38:45.041+00', '01a1f3d0-e7ed-7c63-8cea-4893d0b0ba70', NULL),
	(548, '88bb5011-e0ca-5231-8330-647943dde66d', 'talking', NULL, '2026-11-19 12:38:45.041+00', '2026-11-19 12:42:34.264+00', '01a1f3d0-e7ed-7c63-8cea-4893d0b0ba70', NULL),
	(549, '88bb5011-e0ca-5231-8330-647943dde66d', 'after_call_work', NULL, '2026-11-19 12:42:34.264+00', '2026-11-19 12:42:57.182+00', '01a1f3d0-e7ed-7c63-8cea-4893d0b0ba70', NULL),
	(550, '88bb5011-e0ca-5231-8330-647943dde66d', 'ready', NULL, '2026-11-19 12:42:57.182+00', '2026-11-19 12:44:03.77+00', NULL, NULL),
	(551, '88bb5011-e0ca-5231-8330-647943dde66d', 'not_ready', 'meal', '2026-11-19 12:44:03.77+00', '2026-11-19 13:23:44.779+00', NULL, NULL),
	(552, '88bb5011-e0ca-5231-8330-647943dde66d', 'ready', NULL, '2026-11-19 13:23:44.779+00', '2026-11-19 13:40:43.621+00', NULL, NULL),
	(553, '88bb5011-e0ca-5231-8330-647943dde66d', 'not_ready', 'break', '2026-11-19 13:40:43.621+00', '2026-11-19 13:53:17.899+00', NULL, NULL),
	(554, '88bb5011-e0ca-5231-8330-647943dde66d', 'ready', NULL, '2026-11-19 13:53:17.899+00', '2026-11-19 15:33:00+00', NULL, NULL),
	(476, '88bb5011-e0ca-5231-8330-647943dde66d', 'after_call_work', NULL, '2026-11-18 09:29:22.372+00', '2026-11-18 09:29:50.779+00', NULL, NULL),
	(479, '88bb5011-e0ca-5231-8330-647943dde66d', 'reserved', NULL, '2026-11-18 09:53:25.143+00', '2026-11-18 09:53:27.463+00', NULL, NULL),
	(480, '88bb5011-e0ca-5231-8330-647943dde66d', 'talking', NULL, '2026-11-18 09:53:27.463+00', '2026-11-18 09:56:42.588+00', NULL, NULL),
	(481, '88bb5011-e0ca-5231-8330-647943dde66d', 'after_call_work', NULL, '2026-11-18 09:56:42.588+00', '2026-11-18 09:57:26.551+00', NULL, NULL),
	(483, '88bb5011-e0ca-5231-8330-647943dde66d', 'reserved', NULL, '2026-11-18 10:06:43.431+00', '2026-11-18 10:06:45.964+00', NULL, NULL),
	(484, '88bb5011-e0ca-5231-8330-647943dde66d', 'talking', NULL, '2026-11-18 10:06:45.964+00', '2026-11-18 10:11:00.859+00', NULL, NULL),
	(485, '88bb5011-e0ca-5231-8330-647943dde66d', 'after_call_work', NULL, '2026-11-18 10:11:00.859+00', '2026-11-18 10:11:27.052+00', NULL, NULL),
	(489, '88bb5011-e0ca-5231-8330-647943dde66d', 'reserved', NULL, '2026-11-18 11:35:17.722+00', '2026-11-18 11:35:37.722+00', NULL, NULL),
	(490, '88bb5011-e0ca-5231-8330-647943dde66d', 'reserved', NULL, '2026-11-18 11:35:37.722+00', '2026-11-18 11:35:57.722+00', NULL, NULL),
	(491, '88bb5011-e0ca-5231-8330-647943dde66d', 'reserved', NULL, '2026-11-18 11:35:57.722+00', '2026-11-18 11:36:00.909+00', NULL, NULL),
	(492, '88bb5011-e0ca-5231-8330-647943dde66d', 'talking', NULL, '2026-11-18 11:36:00.909+00', '2026-11-18 11:37:45.846+00', NULL, NULL),
	(493, '88bb5011-e0ca-5231-8330-647943dde66d', 'after_call_work', NULL, '2026-11-18 11:37:45.846+00', '2026-11-18 11:38:12.903+00', NULL, NULL),
	(494, '88bb5011-e0ca-5231-8330-647943dde66d', 'reserved', NULL, '2026-11-18 11:38:12.903+00', '2026-11-18 11:38:18.231+00', NULL, NULL),
	(495, '88bb5011-e0ca-5231-8330-647943dde66d', 'talking', NULL, '2026-11-18 11:38:18.231+00', '2026-11-18 11:41:11.675+00', NULL, NULL),
	(496, '88bb5011-e0ca-5231-8330-647943dde66d', 'after_call_work', NULL, '2026-11-18 11:41:11.675+00', '2026-11-18 11:41:34.234+00', NULL, NULL),
	(514, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'reserved', NULL, '2026-11-19 04:08:10.133+00', '2026-11-19 04:08:13.056+00', NULL, NULL),
	(515, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'talking', NULL, '2026-11-19 04:08:13.056+00', '2026-11-19 04:08:49.518+00', NULL, NULL),
	(516, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'after_call_work', NULL, '2026-11-19 04:08:49.518+00', '2026-11-19 04:09:26.022+00', NULL, NULL),
	(520, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'reserved', NULL, '2026-11-19 05:04:19.205+00', '2026-11-19 05:04:21.577+00', NULL, NULL),
	(521, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'talking', NULL, '2026-11-19 05:04:21.577+00', '2026-11-19 05:09:37.276+00', NULL, NULL),
	(522, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'after_call_work', NULL, '2026-11-19 05:09:37.276+00', '2026-11-19 05:10:07.664+00', NULL, NULL),
	(524, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'reserved', NULL, '2026-11-19 05:51:32.03+00', '2026-11-19 05:51:37.911+00', NULL, NULL),
	(525, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'talking', NULL, '2026-11-19 05:51:37.911+00', '2026-11-19 05:54:38.223+00', NULL, NULL),
	(526, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'after_call_work', NULL, '2026-11-19 05:54:38.223+00', '2026-11-19 05:55:19.953+00', NULL, NULL),
	(535, '88bb5011-e0ca-5231-8330-647943dde66d', 'reserved', NULL, '2026-11-19 09:44:36.692+00', '2026-11-19 09:44:42.097+00', NULL, NULL),
	(536, '88bb5011-e0ca-5231-8330-647943dde66d', 'talking', NULL, '2026-11-19 09:44:42.097+00', '2026-11-19 09:45:20.32+00', NULL, NULL),
	(537, '88bb5011-e0ca-5231-8330-647943dde66d', 'after_call_work', NULL, '2026-11-19 09:45:20.32+00', '2026-11-19 09:46:04.16+00', NULL, NULL),
	(539, '88bb5011-e0ca-5231-8330-647943dde66d', 'reserved', NULL, '2026-11-19 10:08:11.808+00', '2026-11-19 10:08:15.674+00', NULL, NULL),
	(540, '88bb5011-e0ca-5231-8330-647943dde66d', 'talking', NULL, '2026-11-19 10:08:15.674+00', '2026-11-19 10:08:35.594+00', NULL, NULL),
	(541, '88bb5011-e0ca-5231-8330-647943dde66d', 'after_call_work', NULL, '2026-11-19 10:08:35.594+00', '2026-11-19 10:08:57.281+00', NULL, NULL),
	(543, '88bb5011-e0ca-5231-8330-647943dde66d', 'reserved', NULL, '2026-11-19 11:58:19.376+00', '2026-11-19 11:58:26.628+00', NULL, NULL),
	(544, '88bb5011-e0ca-5231-8330-647943dde66d', 'talking', NULL, '2026-11-19 11:58:26.628+00', '2026-11-19 12:06:18.116+00', NULL, NULL),
	(545, '88bb5011-e0ca-5231-8330-647943dde66d', 'after_call_work', NULL, '2026-11-19 12:06:18.116+00', '2026-11-19 12:06:48.933+00', NULL, NULL),
	(556, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'not_ready', 'signed_in', '2026-11-19 23:52:00+00', '2026-11-19 23:52:34.135+00', NULL, NULL),
	(557, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'ready', NULL, '2026-11-19 23:52:34.135+00', '2026-11-20 01:01:50.492+00', NULL, NULL),
	(558, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'reserved', NULL, '2026-11-20 01:01:50.492+00', '2026-11-20 01:01:53.854+00', '01a1f679-17b4-7ea6-a44f-b2a49af0ce62', NULL),
	(559, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'talking', NULL, '2026-11-20 01:01:53.854+00', '2026-11-20 01:06:24.637+00', '01a1f679-17b4-7ea6-a44f-b2a49af0ce62', NULL),
	(560, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'after_call_work', NULL, '2026-11-20 01:06:24.637+00', '2026-11-20 01:06:44.968+00', '01a1f679-17b4-7ea6-a44f-b2a49af0ce62', NULL),
	(561, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'ready', NULL, '2026-11-20 01:06:44.968+00', '2026-11-20 01:28:45.502+00', NULL, NULL),
	(562, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'not_ready', 'break', '2026-11-20 01:28:45.502+00', '2026-11-20 01:39:41.081+00', NULL, NULL),
	(563, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'ready', NULL, '2026-11-20 01:39:41.081+00', '2026-11-20 02:22:01.598+00', NULL, NULL),
	(564, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'reserved', NULL, '2026-11-20 02:22:01.598+00', '2026-11-20 02:22:06.567+00', '01a1f6c2-8116-76fd-aac5-c6216f838958', NULL),
	(565, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'talking', NULL, '2026-11-20 02:22:06.567+00', '2026-11-20 02:22:53.025+00', '01a1f6c2-8116-76fd-aac5-c6216f838958', NULL),
	(566, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'after_call_work', NULL, '2026-11-20 02:22:53.025+00', '2026-11-20 02:23:34.35+00', '01a1f6c2-8116-76fd-aac5-c6216f838958', NULL),
	(567, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'ready', NULL, '2026-11-20 02:23:34.35+00', '2026-11-20 02:24:28.272+00', NULL, NULL),
	(568, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'reserved', NULL, '2026-11-20 02:24:28.272+00', '2026-11-20 02:24:31.357+00', '01a1f6c5-0070-7fa3-a139-6a3ebefb9588', NULL),
	(569, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'talking', NULL, '2026-11-20 02:24:31.357+00', '2026-11-20 02:25:48.11+00', '01a1f6c5-0070-7fa3-a139-6a3ebefb9588', NULL),
	(570, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'after_call_work', NULL, '2026-11-20 02:25:48.11+00', '2026-11-20 02:26:18.175+00', '01a1f6c5-0070-7fa3-a139-6a3ebefb9588', NULL),
	(571, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'ready', NULL, '2026-11-20 02:26:18.175+00', '2026-11-20 02:44:02.752+00', NULL, NULL),
	(572, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'reserved', NULL, '2026-11-20 02:44:02.752+00', '2026-11-20 02:44:06.539+00', '01a1f6d6-ec40-73fc-aec5-e6736968578b', NULL),
	(573, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'talking', NULL, '2026-11-20 02:44:06.539+00', '2026-11-20 02:46:12.464+00', '01a1f6d6-ec40-73fc-aec5-e6736968578b', NULL),
	(574, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'after_call_work', NULL, '2026-11-20 02:46:12.464+00', '2026-11-20 02:46:38.072+00', '01a1f6d6-ec40-73fc-aec5-e6736968578b', NULL),
	(575, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'ready', NULL, '2026-11-20 02:46:38.072+00', '2026-11-20 03:43:18.669+00', NULL, NULL),
	(576, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'not_ready', 'meal', '2026-11-20 03:43:18.669+00', '2026-11-20 04:25:59.416+00', NULL, NULL),
	(577, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'ready', NULL, '2026-11-20 04:25:59.416+00', '2026-11-20 05:17:06.691+00', NULL, NULL),
	(578, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'reserved', NULL, '2026-11-20 05:17:06.691+00', '2026-11-20 05:17:09.693+00', '01a1f763-0f03-7a8e-b041-83022cf57610', NULL),
	(579, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'talking', NULL, '2026-11-20 05:17:09.693+00', '2026-11-20 05:18:24.339+00', '01a1f763-0f03-7a8e-b041-83022cf57610', NULL),
	(580, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'after_call_work', NULL, '2026-11-20 05:18:24.339+00', '2026-11-20 05:18:50.02+00', '01a1f763-0f03-7a8e-b041-83022cf57610', NULL),
	(581, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'ready', NULL, '2026-11-20 05:18:50.02+00', '2026-11-20 06:32:53.884+00', NULL, NULL),
	(582, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'not_ready', 'break', '2026-11-20 06:32:53.884+00', '2026-11-20 06:41:26.562+00', NULL, NULL),
	(583, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'ready', NULL, '2026-11-20 06:41:26.562+00', '2026-11-20 07:00:00+00', NULL, NULL),
	(584, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'signed_out', NULL, '2026-11-20 00:19:00+00', '2026-11-20 01:19:00+00', NULL, NULL),
	(585, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'not_ready', 'signed_in', '2026-11-20 01:19:00+00', '2026-11-20 01:19:41.668+00', NULL, NULL),
	(586, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'ready', NULL, '2026-11-20 01:19:41.668+00', '2026-11-20 02:18:18.019+00', NULL, NULL),
	(587, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'reserved', NULL, '2026-11-20 02:18:18.019+00', '2026-11-20 02:18:21.989+00', '01a1f6bf-17bb-73bd-9981-083276b7f55f', NULL),
	(588, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'talking', NULL, '2026-11-20 02:18:21.989+00', '2026-11-20 02:45:45.979+00', '01a1f6bf-17bb-73bd-9981-083276b7f55f', NULL),
	(589, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'after_call_work', NULL, '2026-11-20 02:45:45.979+00', '2026-11-20 02:46:01.001+00', '01a1f6bf-17bb-73bd-9981-083276b7f55f', NULL),
	(590, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'ready', NULL, '2026-11-20 02:46:01.001+00', '2026-11-20 03:12:31.942+00', NULL, NULL),
	(591, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'not_ready', 'break', '2026-11-20 03:12:31.942+00', '2026-11-20 03:26:23.632+00', NULL, NULL),
	(592, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'ready', NULL, '2026-11-20 03:26:23.632+00', '2026-11-20 04:19:47.084+00', NULL, NULL),
	(593, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'not_ready', 'meal', '2026-11-20 04:19:47.084+00', '2026-11-20 04:59:15.196+00', NULL, NULL),
	(594, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'ready', NULL, '2026-11-20 04:59:15.196+00', '2026-11-20 05:32:16.961+00', NULL, NULL),
	(595, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'reserved', NULL, '2026-11-20 05:32:16.961+00', '2026-11-20 05:32:21.513+00', '01a1f770-f2c1-7aba-ba75-51e7543baa9d', NULL),
	(596, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'talking', NULL, '2026-11-20 05:32:21.513+00', '2026-11-20 05:33:24.001+00', '01a1f770-f2c1-7aba-ba75-51e7543baa9d', NULL),
	(597, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'after_call_work', NULL, '2026-11-20 05:33:24.001+00', '2026-11-20 05:34:24.001+00', '01a1f770-f2c1-7aba-ba75-51e7543baa9d', NULL),
	(598, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'ready', NULL, '2026-11-20 05:34:24.001+00', '2026-11-20 07:00:00+00', NULL, NULL),
	(599, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'signed_out', NULL, '2026-11-20 07:00:00+00', NULL, NULL, NULL),
	(600, '88bb5011-e0ca-5231-8330-647943dde66d', 'signed_out', NULL, '2026-11-19 15:33:00+00', NULL, NULL, NULL),
	(601, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'signed_out', NULL, '2026-11-20 07:00:00+00', NULL, NULL, NULL);
INSERT INTO public.agent_state VALUES
	('f7dd3e9f-5869-5785-a265-f1c02a9be11e', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('62d37c03-5863-5de1-b754-e8a9102686c7', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('09a5c423-d13b-5817-b51d-3845efa14e62', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('6f4900b7-c9b2-5c05-8016-4d8117aebc8a', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('aa9a4071-ed79-5c45-b865-2290a439c473', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('5036e627-bb4d-5919-8d66-3684e04b7621', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('f96baa4f-f9e6-5aa1-8d48-3623b3362d04', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('70f8677f-39ec-576d-913c-0aba881d5abd', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('76dc3a00-8af6-5fa0-bc1b-c88f928fe5dd', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('731f765d-dc26-5ec3-94cc-59f7bc2d902c', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('6d56b939-34a5-57fb-8ae7-21514d76f48d', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('9fda8323-bd13-5a02-9bb8-c97315b44ba2', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('c0b2353c-a9a4-5154-828a-21cbe16109fc', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('136a7475-d3d8-5a8a-b2c3-ed581d102d2d', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('862c2bec-3657-59be-b7f1-050cd4f07ae2', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('66901eb2-452c-56a5-ae05-1e9f21fc6a6d', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('d2dbd6c4-b28f-5ddf-b0e8-d53e7af3e77a', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('77b738ce-7b04-59fe-b6b0-9cdc0ae83df6', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('19510b7b-27bc-5ded-8c9f-cbfec56ff6a2', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('364f81f0-3b14-5b90-8cf7-6a3847a89f6d', 'signed_out', NULL, '2026-11-11 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'signed_out', NULL, '2026-11-20 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('88bb5011-e0ca-5231-8330-647943dde66d', 'signed_out', NULL, '2026-11-19 15:33:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', 'signed_out', NULL, '2026-11-20 07:00:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1),
	('ed66c7f9-06ba-5038-aa11-ffc886a29287', 'signed_out', NULL, '2026-11-18 00:22:00+00', NULL, NULL, NULL, NULL, 0, NULL, NULL, 'mandatory', NULL, NULL, NULL, NULL, NULL, 1);
INSERT INTO public.alarm VALUES
	('79c11756-fa61-56a5-acdb-e9e05857230d', '04b13dcd-a926-4a64-8c9f-baf52079874f', NULL, NULL, 'info', 1, 1, 1, false, '2026-11-20 07:00:00+00', NULL, NULL, NULL, NULL, '', 1);
INSERT INTO public.alarm_rule VALUES
	('04b13dcd-a926-4a64-8c9f-baf52079874f', 'service_level', '服务水平偏低', 'Service level low', 'service_level', 'recent', NULL, false, NULL, NULL, 0.7, 0.8, 60000, 10, 'warning', NULL, NULL, true, 1),
	('c6e1f65b-6f87-4a21-961e-1dbffa64472c', 'answer_rate', '接通率偏低', 'Answer rate low', 'answer_rate', 'recent', NULL, false, NULL, NULL, 0.85, 0.9, 60000, 10, 'warning', NULL, NULL, true, 1),
	('c4456ff3-f48e-46f3-84f2-15f199641b09', 'abandoned', '放弃来电偏多', 'Many callers give up', 'abandoned', 'recent', NULL, false, NULL, NULL, 10, 5, 0, 0, 'warning', NULL, NULL, true, 1),
	('6432a746-3eb2-4055-8b0d-a535791b6436', 'waiting', '排队人数偏多', 'Many callers wait', 'waiting', 'now', NULL, true, NULL, NULL, 8, 4, 15000, 0, 'warning', NULL, NULL, true, 1),
	('7796b8eb-5721-453a-870c-62d65c9fcf56', 'longest_wait', '等待时间过长', 'A caller waits long', 'longest_wait', 'now', NULL, true, NULL, NULL, 120, 60, 0, 0, 'critical', NULL, NULL, true, 1),
	('901bd978-4b27-4279-a564-5662c90fa826', 'nobody_ready', '无就绪坐席', 'No agent is ready', 'ready', 'now', NULL, false, NULL, NULL, 1, 2, 60000, 0, 'info', NULL, NULL, true, 1),
	('804120f0-1672-4d0d-837f-f77823dc2848', 'seat_lost', '席位失联', 'Seat lost', 'seat_lost', 'now', NULL, false, NULL, NULL, 30, 1, 0, 0, 'critical', NULL, NULL, true, 1),
	('e75442c0-0025-4e7d-bdc9-47f7a004a372', 'flapping', '状态反复切换', 'State flaps', 'flapping', 'now', NULL, false, NULL, NULL, 8, 4, 0, 0, 'warning', NULL, NULL, true, 1),
	('0849ddb4-5dd0-4c01-9d2a-9c247c6a0487', 'after_call', '话后处理过长', 'Long after-call work', 'state_too_long', 'now', NULL, false, 'after_call_work', NULL, 300, 300, 0, 0, 'warning', NULL, NULL, true, 1),
	('76b3cd6b-0074-4ca0-a861-043c7efc26f5', 'hold', '保持过久', 'Customer on hold long', 'state_too_long', 'now', NULL, false, 'on_hold', NULL, 180, 180, 0, 0, 'warning', NULL, NULL, true, 1),
	('3749a82a-a0c6-4e09-8068-c4a9783ee29f', 'talk', '通话过长', 'Long talk', 'state_too_long', 'now', NULL, false, 'talking', NULL, 900, 900, 0, 0, 'info', NULL, NULL, true, 1),
	('9386415c-b801-4f6c-bcf2-2b12425cbc95', 'not_ready', '未就绪过久', 'Not ready for long', 'state_too_long', 'now', NULL, false, 'not_ready', NULL, 2700, 2700, 0, 0, 'warning', NULL, NULL, true, 1);
INSERT INTO public.alembic_version VALUES
	('0001');
INSERT INTO public.article VALUES
	('b0609ec4-8235-42f5-8d72-ca02a5c32390', 'K0011', '代发工资未到账或信息变更', 'Payroll not received, or details changed', 'account', '{工资没到,工资没发,代发工资,工资卡换了,发工资失败,工资卡,公司说已经发了}', '{}', '我先帮您看账户是不是正常可收款；账户没问题的话，可能是单位的代发文件还没处理，请您再向单位财务核对一下卡号和姓名。', '## 处理步骤
1. 核身后查账户：是否已入账、是否销户、挂失、只付不收或证件过期。
2. 账户正常且无入账记录：请客户向单位确认三件事——发放日期、使用的卡号、登记的姓名。错一字也会退回单位。
3. 单位称已发放并能提供批次时间的，派单给代发网点核查，一个工作日内回复客户。
4. 客户换卡后卡号变了，需书面告知单位更新，本行不会自动通知单位。
## 注意事项
- 工资金额属于个人敏感信息，只答复本人。
- 单位财务来电查询员工账户的，请其通过对公客户经理核对，坐席不报账户状态。
- 节假日代发顺延规则以单位与网点的约定为准。', 'published', 1, '2025-05-08', NULL, 'payroll not received or details changed k0011 k11 代发 工资 未到 信息 变更 发工 资未 到账 账或 或信 息变 代 发 工 资 未 账 或 信 息 变 更 daifa df daifagongziweidaozhanghuoxinxibiangeng dfgzwdzhxxbg gongzi gz gongziweidaozhanghuoxinxibiangeng gzwdzhxxbg weidao wd weidaozhanghuoxinxibiangeng wdzhxxbg zhang zhanghuoxinxibiangeng zhxxbg huo huoxinxibiangeng hxxbg xinxi xx xinxibiangeng xxbg biangeng bg', '工资 资没 没到 工 资 没 gongzi gz gongzimeidao gzmd mei meidao md
工资 没发 资没 工 资 没 发 gongzi gz gongzimeifa gzmf meifa mf
代发 工资 发工 代 发 工 资 daifa df daifagongzi dfgz gongzi gz
工资 工资卡 资卡 卡换 换了 工 资 卡 换 gongzika gzk gongzikahuanle gzkhl huan huanle hl
工资 发工资 失败 发工 资失 发 工 资 失 败 fagongzi fgz fagongzishibai fgzsb shibai sb
工资 工资卡 资卡 工 资 卡 gongzika gzk
公司 已经 发了 司说 说已 经发 公 司 已 经 发 gongsi gs gongsishuoyijingfale gssyjfl yijing yj yijingfale yjfl fale fl', '1 2 3 4 账户 不是 正常 收款 问题 的话 可能 单位 代发 文件 处理 财务 核对 卡号 姓名 步骤 身后 入账 销户 挂失 只付 不收 证件 过期 记录 客户 确认 三件 发放 日期 使用 登记 错一字 退回 提供 批次 时间 派单 网点 核查 一个 工作 工作日 工作日内 回复 换卡 书面 告知 更新 本行 不会 自动 通知 注意 事项 注意事项 工资 金额 属于 个人 敏感 信息 答复 本人 来电 查询 员工 通过 对公 经理 客户经理 坐席 状态 节假 假日 节假日 顺延 规则 约定 为准 我先 先帮 帮您 您看 看账 常可 可收 户没 没问 题的 能是 是单 位的 的代 发文 件还 还没 没处 请您 您再 再向 向单 位财 务核 号和 和姓 理步 核身 后查 查账 已入 付不 收或 或证 件过 户正 常且 且无 无入 账记 请客 户向 位确 认三 件事 放日 用的 的卡 记的 的姓 错一 一字 字也 也会 会退 回单 位称 称已 已发 放并 并能 能提 供批 次时 间的 单给 给代 发网 点核 个工 作日 日内 内回 复客 户换 卡后 后卡 号变 变了 需书 面告 知单 位更 行不 会自 动通 意事 资金 额属 于个 人敏 感信 只答 复本 务来 电查 询员 工账 户的 请其 其通 过对 公客 户经 理核 席不 不报 报账 户状 日代 发顺 延规 则以 以单 位与 与网 点的 的约 定为 先 看 账 户 正 常 可 收 款 没 问 题 话 单 位 代 发 文 件 处 理 再 向 财 务 核 卡 号 姓 名 步 骤 身 后 查 已 入 销 挂 失 只 付 不 或 证 过 期 且 无 记 录 客 确 认 三 事 放 日 使 用 登 错 一 字 会 退 回 称 并 提 供 批 次 时 间 派 网 点 工 作 内 复 换 变 需 书 面 告 知 更 新 本 行 自 动 通 注 意 项 资 金 额 属 于 人 敏 感 信 息 答 来 电 询 员 其 公 经 坐 席 报 状 态 节 假 顺 延 规 则 以 约 定 准', DEFAULT, '2025-05-08 01:00:00+00', 1),
	('744956bb-3cf5-406c-891a-a07800d4d732', 'K0012', '卡片损坏、到期与换卡', 'Damaged or expired cards and replacement', 'account', '{卡坏了,消磁,刷不出来,卡断了,卡到期,换卡不换号,芯片卡}', '{}', '卡片损坏或到期，请本人带身份证和旧卡到网点换新卡；想保留原卡号的，可以先问清网点是否支持同号换卡和等待时间。', '## 适用情形
读卡失败、芯片氧化、卡片断裂、磁条卡升级、有效期将至。
## 处理步骤
1. 排除其他原因：换一台机具再试，并确认账户没有挂失或限制。
2. 换新号：网点即时领卡。旧卡绑定的代扣、快捷支付、工资代发需客户重新登记。
3. 同号换卡：网点申请后制卡邮寄，到卡前旧卡如能使用可继续用手机银行。
4. 旧卡由柜员当面剪角作废。
## 收费与时限
首次磁条卡换芯片卡一般免工本费，补换卡费用以公告为准；同号换卡的制卡时间由网点告知。
## 注意事项
换卡后提醒客户更新房贷、信用卡自动还款的扣款账号，避免扣款失败影响征信。', 'published', 2, '2025-03-01', NULL, 'damaged or expired cards and replacement k0012 k12 卡片 损坏 到期 换卡 片损 期与 与换 卡 片 损 坏 期 换 kapian kp kapiansunhuai kpsh sunhuai sh daoqi dq daoqiyuhuanka dqyhk huanka hk', '卡坏 坏了 卡 坏 kahuai kh kahuaile khl
消磁 消 磁 xiaoci xc
出来 刷不 不出 刷 不 出 来 shua shuabuchulai sbcl bu buchulai bcl chulai cl
卡断 断了 卡 断 kaduan kd kaduanle kdl
到期 卡到 卡 期 ka kadaoqi kdq daoqi dq
换卡 不换 卡不 换号 换 卡 不 号 huanka hk huankabuhuanhao hkbhh buhuan bh buhuanhao bhh hao
芯片 片卡 芯 片 卡 xinpian xp xinpianka xpk ka', '1 2 3 4 卡片 损坏 到期 本人 身份 身份证 旧卡 网点 换新 换新卡 保留 卡号 问清 支持 换卡 等待 时间 等待时间 适用 情形 读卡 失败 芯片 氧化 断裂 磁条 磁条卡 升级 有效 效期 有效期 处理 步骤 排除 其他 原因 一台 机具 再试 确认 账户 没有 挂失 限制 即时 领卡 绑定 代扣 快捷 支付 工资 代发 客户 重新 登记 申请 制卡 邮寄 卡前 如能 使用 继续 手机 银行 柜员 当面 剪角 作废 收费 时限 首次 一般 工本 工本费 费用 公告 为准 告知 注意 事项 注意事项 提醒 更新 房贷 信用 信用卡 自动 还款 扣款 账号 避免 影响 征信 片损 坏或 或到 请本 人带 带身 份证 证和 和旧 卡到 到网 点换 新卡 想保 留原 原卡 号的 先问 清网 持同 同号 号换 卡和 和等 待时 用情 卡失 片氧 片断 条卡 卡升 期将 将至 理步 除其 他原 换一 台机 具再 并确 认账 户没 有挂 失或 或限 新号 点即 时领 卡绑 定的 的代 捷支 资代 发需 需客 户重 新登 点申 请后 后制 卡邮 到卡 前旧 卡如 能使 用可 可继 续用 用手 机银 卡由 由柜 员当 面剪 角作 费与 与时 次磁 卡换 换芯 片卡 卡一 般免 免工 本费 补换 卡费 用以 以公 告为 卡的 的制 卡时 间由 由网 点告 意事 卡后 后提 醒客 户更 新房 用卡 卡自 动还 款的 的扣 款账 免扣 款失 败影 响征 卡 片 损 坏 或 期 本 人 带 身 份 证 旧 网 点 换 新 保 留 原 号 先 问 清 支 持 同 等 待 时 间 适 用 情 形 读 失 败 芯 氧 化 断 裂 磁 条 升 级 效 将 至 处 理 步 骤 排 除 其 因 一 台 机 具 再 试 并 确 认 账 户 没 挂 限 制 即 领 绑 定 代 扣 快 捷 付 工 资 发 需 客 重 登 记 申 后 邮 寄 前 如 使 可 继 续 手 银 行 由 柜 员 当 面 剪 角 作 废 收 费 首 次 般 免 补 以 公 告 准 知 注 意 事 项 提 醒 更 房 贷 信 自 动 款 避 影 响 征', DEFAULT, '2025-03-01 01:00:00+00', 1),
	('2613a7eb-4bf2-493a-9522-0f8098a965d2', 'K0014', '代理他人办理业务的范围', 'What a proxy may do for a customer', 'account', '{代办,帮父母办,孩子开卡,帮家人取钱,委托书,监护人,未成年人开户}', '{}', '查询、密码和挂失补卡这些业务需要本人办理；本人确实来不了的，我告诉您可以申请上门服务或者公证委托两种办法。', '## 适用情形
子女为父母、家长为未成年人、家属为住院客户办理业务。
## 可代办
- 存款、还款：知道账号姓名即可，大额需登记代理人证件。
- 未成年人开户：监护人带双方证件、户口簿或出生证明。
- 口头挂失：电话中由家属代报，随后仍需本人处理。
## 须本人
密码重置、挂失补卡、限额调高、手机银行签约、查询打印流水。
## 本人不能到场
1. 行动不便、住院、失能：申请网点双人上门核实。
2. 身在外地或境外：经公证的授权委托书。
3. 无民事行为能力人：由法定监护人凭监护证明办理。
## 注意事项
坐席不判断委托书效力，告知材料后由网点审核；遇紧急医疗用钱，标注“加急”派单给网点主管。', 'published', 2, '2025-08-01', NULL, 'what a proxy may do for customer k0014 k14 代理 他人 办理 业务 范围 理他 人办 理业 务的 的范 代 理 人 业 务 范 围 daili dl dailitarenbanliyewudefanwei dltrblywdfw taren tr tarenbanliyewudefanwei trblywdfw banli bl banliyewudefanwei blywdfw yewu yw yewudefanwei ywdfw fanwei fw', '代办 代 daiban db
父母 帮父 母办 父 母 fumu fm fumuban fmb
孩子 开卡 子开 孩 子 开 卡 haizi hz haizikaika hzkk kaika kk
家人 帮家 人取 取钱 家 人 取 钱 jiaren jr jiarenquqian jrqq qu quqian qq qian
委托 委托书 托书 委 托 书 weituoshu wts
监护 护人 监护人 监 护 人 jianhuren jhr
未成 成年 未成年 成年人 未成年人 开户 年人 人开 未 成 年 人 开 户 weichengnianren wcnr weichengnianrenkaihu wcnrkh kaihu kh', '1 2 3 查询 密码 挂失 补卡 这些 业务 需要 本人 办理 确实 不了 告诉 告诉您 申请 上门 服务 上门服务 或者 公证 委托 两种 办法 适用 情形 子女 父母 家长 未成 成年 未成年 成年人 未成年人 家属 住院 客户 代办 存款 还款 知道 账号 姓名 即可 大额 登记 代理 代理人 证件 开户 监护 护人 监护人 双方 户口 户口簿 出生 证明 出生证 出生证明 口头 电话 代报 随后 处理 重置 限额 手机 银行 签约 打印 流水 不能 到场 行动 不便 行动不便 失能 网点 双人 核实 身在 外地 境外 授权 委托书 民事 行为 民事行为 能力 法定 注意 事项 注意事项 坐席 判断 效力 告知 材料 审核 紧急 医疗 用钱 标注 加急 派单 主管 码和 和挂 失补 卡这 些业 务需 要本 人办 人确 实来 来不 了的 我告 诉您 请上 门服 务或 者公 证委 托两 种办 用情 女为 为父 长为 为未 年人 属为 为住 院客 户办 理业 可代 道账 号姓 名即 额需 需登 记代 理人 人证 人开 人带 带双 方证 口簿 簿或 或出 生证 头挂 话中 中由 由家 属代 后仍 仍需 需本 人处 须本 码重 额调 调高 机银 行签 询打 印流 人不 能到 动不 请网 点双 人上 门核 在外 地或 或境 经公 证的 的授 权委 托书 无民 事行 为能 力人 由法 定监 人凭 凭监 护证 明办 意事 席不 不判 断委 书效 知材 料后 后由 由网 点审 遇紧 急医 疗用 单给 给网 点主 查 询 密 码 挂 失 补 卡 些 业 务 需 本 人 理 确 实 来 不 告 诉 申 上 门 服 或 者 公 证 委 托 两 种 法 适 用 情 形 子 女 父 母 家 长 未 成 年 属 住 院 客 户 可 代 存 款 知 道 账 号 姓 名 即 大 额 登 记 件 开 监 护 带 双 方 口 簿 出 生 明 头 电 话 中 由 报 随 后 仍 处 须 重 置 限 调 高 手 机 银 行 签 约 打 印 流 水 场 动 便 网 点 核 身 外 地 境 经 授 权 书 无 民 事 力 定 凭 注 意 项 坐 席 判 断 效 材 料 审 遇 紧 急 医 疗 钱 标 加 派 单 主 管', DEFAULT, '2025-08-01 01:00:00+00', 1),
	('59e15523-ac9e-4667-b4a3-f6fa4c91aa0a', 'K0032', '信用卡交易争议与拒付', 'Disputing a credit card transaction', 'credit', '{不是我刷的,盗刷,争议交易,拒付,重复扣款,退款没到,商户不退钱}', '{}', '我先帮您锁卡，再登记这笔争议交易。请您保留小票和聊天记录，收到短信通知后在规定时间内补交材料。', '## 适用情形
非本人交易、重复入账、金额不符、已退货未退款、未收到货。
## 处理步骤
1. 问清：交易时间、商户、金额、卡在不在身边、是否给过别人验证码。
2. 疑似盗刷：即刻挂失或锁卡，建议报警取得受理回执；能到就近机具做一笔查询的，可证明人卡未分离。
3. 重复扣款与退货：先与商户联系，商户不配合的提交争议申请。
4. 登记后告知流程：调单、判定、结果通知，时间受卡组织规则影响。
## 注意事项
- 争议款处理期间是否暂缓还款，以工单答复为准，提醒客户还清其他无争议部分。
- 本人泄露验证码导致的，不在电话里判责任。
- 境外交易有提交期限，越早越好。', 'published', 3, '2025-08-15', NULL, 'disputing a credit card transaction k0032 k32 信用 信用卡 交易 争议 拒付 用卡 卡交 易争 议与 与拒 信 用 卡 交 易 争 议 拒 付 xinyongka xyk xinyongkajiaoyizhengyiyujufu xykjyzyyjf jiaoyi jy jiaoyizhengyiyujufu jyzyyjf zhengyi zy zhengyiyujufu zyyjf jufu jf', '不是 我刷 是我 刷的 不 刷 bushi bs bushiwoshuade bswsd woshua ws woshuade wsd
盗刷 盗 刷 daoshua ds
争议 交易 议交 争 议 交 易 zhengyi zy zhengyijiaoyi zyjy jiaoyi jy
拒付 拒 付 jufu jf
重复 扣款 复扣 重 复 扣 款 chongfu cf chongfukoukuan cfkk koukuan kk
退款 款没 没到 退 款 没 tuikuan tk tuikuanmeidao tkmd mei meidao md
商户 退钱 户不 不退 商 户 不 退 钱 shanghu sh shanghubutuiqian shbtq bu butuiqian btq tuiqian tq', '1 2 3 4 登记 这笔 争议 交易 保留 小票 聊天 记录 聊天记录 收到 短信 通知 规定 时间 补交 材料 适用 情形 本人 重复 入账 金额 不符 退货 退款 处理 步骤 问清 商户 身边 别人 验证 验证码 疑似 盗刷 即刻 挂失 或锁卡 建议 报警 取得 受理 回执 就近 机具 一笔 查询 证明 人卡 未分 分离 未分离 扣款 联系 配合 提交 申请 告知 流程 调单 判定 结果 受卡 组织 规则 影响 注意 事项 注意事项 期间 暂缓 还款 以工单 答复 为准 提醒 客户 还清 其他 部分 泄露 导致 电话 里判 责任 境外 期限 越早 我先 先帮 帮您 您锁 锁卡 再登 记这 笔争 议交 请您 您保 留小 票和 和聊 天记 到短 信通 知后 后在 在规 定时 间内 内补 交材 用情 非本 人交 复入 额不 已退 货未 未退 未收 到货 理步 易时 卡在 在不 不在 在身 给过 过别 人验 证码 似盗 刻挂 失或 或锁 议报 警取 得受 理回 能到 到就 近机 具做 做一 笔查 询的 可证 明人 卡未 复扣 款与 与退 先与 与商 户联 户不 不配 合的 的提 交争 议申 记后 后告 知流 果通 间受 卡组 织规 则影 意事 议款 款处 理期 缓还 以工 工单 单答 复为 醒客 户还 清其 他无 无争 议部 人泄 露验 码导 致的 在电 话里 判责 外交 易有 有提 交期 早越 越好 先 锁 卡 再 登 记 笔 争 议 交 易 保 留 票 聊 天 录 收 短 信 通 知 后 规 定 时 间 内 补 材 料 适 用 情 形 非 本 人 重 复 入 账 金 额 不 符 已 退 货 未 款 处 理 步 骤 问 清 商 户 身 边 过 别 验 证 码 疑 似 盗 刷 即 刻 挂 失 或 建 报 警 取 得 受 回 执 近 机 具 做 一 查 询 可 明 分 离 扣 联 系 配 合 提 申 告 流 程 调 单 判 结 果 组 织 则 影 响 注 意 事 项 期 暂 缓 以 工 答 准 醒 客 其 无 部 泄 露 导 致 电 话 里 责 任 境 外 限 越 早 好', DEFAULT, '2025-08-15 01:00:00+00', 1),
	('772fa23c-bd89-4d3d-aa80-f12ef5451b92', 'K0068', '水电费、物业费代扣签约与失败', 'Utility direct debits: set-up and failures', 'payment', '{代扣电费,水费代扣,燃气费,代扣失败,停电,重复扣费,解除代扣,代缴}', '{}', '我帮您看一下代扣签约：户号和扣款卡对不对，扣款日余额够不够。没扣成可能会被停用，我建议您先缴清再继续使用代扣。', '## 处理步骤
1. 核身，问缴费类型、户号、最近扣款月份。
2. 签约：手机银行“生活缴费—代扣签约”，填户号、用户名、联系电话；首次扣款通常在次月。
3. 扣款失败：余额不足、户名不符、账户限制。收费单位再次发起或需手动缴费。
4. 重复缴费：一次代扣、一次自缴的，由收费单位退或抵下期，本行提供扣款凭证。
5. 解除：线上解约或来电核身后处理；房屋过户、租客更换要先解除，以免替他人缴费。
## 注意事项
- 停水停电由收费单位处理，客服电话可告知。
- 扣款单据和电子发票由收费单位开具。
- 有的户号在代扣前要在收费单位做同步登记，时间以其通知为准。', 'published', 1, '2025-05-30', NULL, 'utility direct debits set up and failures k0068 k68 水电 电费 水电费 物业 物业费 代扣 签约 失败 业费 费代 扣签 约与 与失 水 电 费 物 业 代 扣 签 约 失 败 shuidianfei sdf wuyefei wyf wuyefeidaikouqianyueyushibai wyfdkqyysb daikou dk daikouqianyueyushibai dkqyysb qianyue qy qianyueyushibai qyysb shibai sb', '代扣 电费 扣电 代 扣 电 费 daikou dk daikoudianfei dkdf dianfei df
水费 代扣 费代 水 费 代 扣 shuifei sf shuifeidaikou sfdk daikou dk
燃气 气费 燃 气 费 ranqi rq ranqifei rqf fei
代扣 失败 扣失 代 扣 失 败 daikou dk daikoushibai dksb shibai sb
停电 停 电 tingdian td
重复 扣费 复扣 重 复 扣 费 chongfu cf chongfukoufei cfkf koufei kf
解除 代扣 除代 解 除 代 扣 jiechu jc jiechudaikou jcdk daikou dk
代缴 代 缴 daijiao dj', '1 2 3 4 5 代扣 签约 户号 扣款 卡对 余额 不够 够不够 没扣 可能 停用 建议 建议您 缴清 继续 使用 处理 步骤 核身 缴费 类型 最近 月份 手机 银行 生活 填户 用户 户名 用户名 联系 电话 联系电话 首次 通常 失败 不足 不符 账户 限制 收费 单位 再次 发起 手动 重复 一次 自缴 下期 本行 提供 凭证 解除 线上 解约 来电 身后 房屋 过户 租客 更换 以免 他人 注意 事项 注意事项 停水 停电 客服 告知 单据 电子 发票 开具 前要 同步 登记 时间 通知 为准 我帮 帮您 您看 扣签 号和 和扣 款卡 对不 不对 款日 日余 额够 够不 扣成 成可 能会 会被 被停 我建 议您 您先 先缴 清再 再继 续使 用代 理步 问缴 费类 近扣 款月 机银 活缴 系电 次扣 款通 常在 在次 次月 款失 额不 名不 户限 费单 位再 次发 起或 或需 需手 动缴 复缴 次代 次自 缴的 由收 位退 退或 或抵 抵下 行提 供扣 款凭 上解 约或 或来 电核 后处 屋过 客更 换要 要先 先解 免替 替他 人缴 意事 水停 电由 位处 服电 话可 可告 款单 据和 和电 子发 票由 位开 有的 的户 号在 在代 扣前 要在 在收 位做 做同 步登 间以 以其 其通 知为 看 代 扣 签 约 户 号 款 卡 不 日 余 额 够 没 成 可 会 停 用 建 议 先 缴 清 再 继 续 使 处 理 步 骤 核 身 问 费 类 型 最 近 月 份 手 机 银 行 生 活 填 名 联 系 电 话 首 次 通 常 失 败 足 符 账 限 制 收 单 位 发 起 或 需 动 重 复 一 自 由 退 抵 下 期 本 提 供 凭 证 解 除 线 上 来 后 房 屋 过 租 客 更 换 以 免 替 人 注 意 事 项 水 服 告 知 据 子 票 开 具 前 做 同 登 记 时 间 其 准', DEFAULT, '2025-05-30 01:00:00+00', 1),
	('30a57645-c8e8-40a5-be2c-b59f80e075d1', 'K0085', '投诉进度查询与催办', 'Complaint progress and chasing', 'service', '{投诉进度,没人联系我,催一下,受理编号,还没结果,投诉回复,查处理结果}', '{}', '我帮您查一下这件投诉的办理节点：现在在哪个部门、到期日是哪天。今天就把您的催办转过去，并请他们今天联系您。', '## 处理步骤
1. 以受理编号或预留电话找到投诉，核对来电人与投诉人是否一致；代理人须有授权。
2. 报三件事：当前环节、责任部门、法定到期日。
3. 已超过承诺的首次联系时间：向客户致歉，登记催办，通知处理人主管，注明客户要求的回电时段。
4. 客户补充新情况：录入“补充”，告知是否影响时限。
5. 已办结：念出处理意见要点；不满意的，告知核查渠道与期限。
## 注意事项
- 不透露内部讨论、相关员工的处理与个人信息。
- 每次催办都要留痕，不要让客户重复描述原事由。
- 同一客户短期多次催办的，请值班班长关注并主动回电。', 'published', 2, '2025-06-20', NULL, 'complaint progress and chasing k0085 k85 投诉 进度 查询 催办 诉进 度查 询与 与催 投 诉 进 度 查 询 催 tousu ts tousujinduchaxunyucuiban tsjdcxycb jindu jd jinduchaxunyucuiban jdcxycb chaxun cx chaxunyucuiban cxycb cuiban cb', '投诉 进度 诉进 投 诉 进 度 tousu ts tousujindu tsjd jindu jd
联系 没人 人联 系我 没 人 联 系 mei meirenlianxiwo mrlxw ren renlianxiwo rlxw lianxi lx lianxiwo lxw
催 cui cuiyixia cyx
受理 编号 理编 受 理 编 号 shouli sl shoulibianhao slbh bianhao bh
结果 还没 没结 没 结 果 mei meijieguo mjg jieguo jg
投诉 回复 诉回 投 诉 回 复 tousu ts tousuhuifu tshf huifu hf
处理 结果 处理结果 查处 理结 查 处 理 结 果 cha chachulijieguo ccljg chulijieguo cljg', '1 2 3 4 5 这件 投诉 办理 节点 现在 部门 到期 期日 到期日 哪天 今天 催办 转过 他们 联系 处理 步骤 受理 编号 预留 电话 找到 核对 来电 一致 代理 代理人 授权 三件 当前 环节 责任 法定 超过 承诺 首次 时间 客户 致歉 登记 通知 主管 注明 要求 回电 时段 补充 情况 录入 告知 影响 时限 办结 念出 意见 处理意见 要点 满意 核查 渠道 期限 注意 事项 注意事项 透露 内部 讨论 相关 员工 个人 信息 个人信息 每次 留痕 不要 重复 描述 事由 同一 短期 多次 值班 班长 关注 主动 我帮 帮您 您查 件投 诉的 的办 理节 在在 日是 是哪 天就 就把 把您 您的 的催 办转 过去 并请 请他 们今 天联 系您 理步 以受 理编 号或 或预 留电 话找 到投 对来 电人 人与 与投 诉人 理人 人须 须有 有授 报三 件事 前环 任部 定到 已超 过承 诺的 的首 次联 系时 向客 户致 记催 知处 人主 明客 户要 求的 的回 电时 户补 充新 新情 响时 已办 出处 理意 见要 不满 意的 知核 查渠 道与 与期 意事 不透 露内 部讨 关员 工的 的处 理与 与个 人信 次催 办都 都要 要留 要让 让客 户重 复描 述原 原事 一客 户短 期多 办的 请值 班班 长关 注并 并主 动回 查 件 投 诉 理 节 点 现 部 门 期 日 天 今 催 转 过 去 并 们 联 系 处 步 骤 以 受 编 号 或 预 留 电 话 找 核 来 人 一 致 代 须 授 权 报 三 事 当 前 环 责 任 法 定 已 超 承 诺 首 次 时 间 向 客 户 歉 登 记 通 知 主 管 注 明 求 回 段 补 充 新 情 况 录 入 告 影 响 限 结 念 出 意 见 不 满 渠 道 项 透 露 内 讨 论 相 关 员 工 信 息 每 痕 让 重 复 描 述 原 由 同 短 多 值 班 长 动', DEFAULT, '2025-06-20 01:00:00+00', 1);
INSERT INTO public.article_use VALUES
	('01a1c83e-da11-772e-b54d-a7f7de1363b2', '2613a7eb-4bf2-493a-9522-0f8098a965d2', '01a1c83d-99a4-7613-9735-56af3361d163', '88bb5011-e0ca-5231-8330-647943dde66d', 'opened', '', '2026-11-11 01:34:32.401+00'),
	('01a1c88f-e879-765a-8036-af00d5f67b08', '59e15523-ac9e-4667-b4a3-f6fa4c91aa0a', NULL, '88bb5011-e0ca-5231-8330-647943dde66d', 'opened', '', '2026-11-11 03:02:32.932+00'),
	('01a1c89f-4dee-7eef-9ac5-e5c19ddcdb52', '772fa23c-bd89-4d3d-aa80-f12ef5451b92', NULL, '88bb5011-e0ca-5231-8330-647943dde66d', 'opened', '', '2026-11-11 03:19:31.41+00'),
	('01a1cdc4-7248-759a-8726-050427adee9f', '2613a7eb-4bf2-493a-9522-0f8098a965d2', NULL, 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'opened', '', '2026-11-12 03:18:00.358+00');
INSERT INTO public.assist_request VALUES
	('e68adb36-f42a-58db-813c-63eeb2595dd1', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', NULL, '', '2026-11-20 07:00:00+00', NULL, NULL, NULL, NULL, NULL, 1);
INSERT INTO public.audit_entry VALUES
	(1, '2026-11-20 01:12:00+00', '7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd', 'q3001', 'quality.draw', 'sample', '316f0b90-7cf2-41f0-861e-16a06b65a282', NULL, '{"n": 30, "name": "第46周呼入随机抽样", "seed": 1046, "drawn": 30, "criteria": {"n": 30, "share": "even", "to_at": "2026-11-20T00:00:00+08:00", "agents": [], "queues": [], "strata": ["agent"], "from_at": "2026-11-12T00:00:00+08:00", "min_talk_ms": 45000}, "matching": 58}', NULL, '\xc8304220bc633f003745465f8515f4aac633b9aece44d2faa7b271e187a15852', 1, '\xfc849400679ccaba7e69eef3dda9baf5b315cb0c540a8a3eca693c9258c506eb'),
	(2, '2026-11-20 04:40:24.541755+00', '7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd', 'q3001', 'quality.submit', 'sample_item', 'fccbe247-b1d6-47fd-a262-62d96b5222bf', NULL, '{"call": "01a1ee70-93da-7a24-abcd-84a4f6ddf785", "fatal": false, "score": 81.4, "version": 1}', NULL, '\xfbed9cef87ed060038b04ec2dec62837ab3567c92e6ce756872fe969eac2a5b9', 2, '\x4678003460d672f72e5c11775895ac41083586dd38b7f9b8c7d29584fac8f359'),
	(3, '2026-11-20 04:04:13.31993+00', '7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd', 'q3001', 'quality.submit', 'sample_item', '71b0378e-0b4c-466c-90c4-43e8ba43e1c5', NULL, '{"call": "01a1df70-7b34-7c0b-9b38-e4bf77ac0ce6", "fatal": false, "score": 83.6, "version": 1}', NULL, '\x10a3ffd37a0cdd37c7ec8e4efd774d79fb72b136a07db83dfdae1cbcc277c0d5', 3, '\xec8407fec0bfd7129d6ebc94e426eddda2a5bb97e24007fc2c9827601f71bddc'),
	(4, '2026-11-20 06:19:32.9379+00', 'a68575cf-6d52-58d9-9bb7-2b8017c0bb2c', 'q3002', 'quality.submit', 'sample_item', 'ca051614-0db4-4cd5-8ff6-1f79ea1b4ebc', NULL, '{"call": "01a1e511-9aa5-75eb-97e7-24a163a0d7af", "fatal": false, "score": 80.4, "version": 1}', NULL, '\x7f547337c940d51d6273a50ca200c2b2cef09d28e2e8cbe8d5afb678c1c961e0', 4, '\x5a071c62876e3a524efe3f1879557fe1ae62207430c043592a6c7eae58564363'),
	(5, '2026-11-20 04:15:58.513092+00', '7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd', 'q3001', 'quality.submit', 'sample_item', 'cb4f5174-089e-42ed-a4b4-fd1fed99a8ea', NULL, '{"call": "01a1e307-3271-7965-9452-0e04ff524f9e", "fatal": false, "score": 88.4, "version": 1}', NULL, '\xe24539b92658c344a8f7d1acf47628935f48157a97846fd74c78197119a19b65', 5, '\x606dd4cb287d73881e5fe0338b726201d40df82a89c752d77fa51cf328b01c47'),
	(6, '2026-11-20 04:41:37.18481+00', 'a68575cf-6d52-58d9-9bb7-2b8017c0bb2c', 'q3002', 'quality.submit', 'sample_item', '4e3e1707-19f5-45ab-825d-11f2bd99014c', NULL, '{"call": "01a1d6b2-fa8f-70cb-82a9-859c7089c836", "fatal": false, "score": 82.2, "version": 1}', NULL, '\x87aa4e2fc93df6b5693739582c3ed205d1aafc17dd6f458899989f541eeb9638', 6, '\x0083415addf65fde2dec94527a217bf993c822ab8a6ace4bf133bee04e7fe318'),
	(7, '2026-11-20 05:44:04.544399+00', '7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd', 'q3001', 'quality.submit', 'sample_item', 'b7f86c79-6643-48dc-83ad-0a14275502cc', NULL, '{"call": "01a1f25c-36be-7e04-84a1-2a8d04de1367", "fatal": false, "score": 83.4, "version": 1}', NULL, '\x1fa6c39a7769669b03a5a7d88838edb2cdfc55555e3f13893945379a7b120f13', 7, '\x7c75fa79b2961f179da94db6d95b7d21bcf51313d508d8fa7dfb424d85fdcb26'),
	(8, '2026-11-20 05:08:27.340955+00', 'a68575cf-6d52-58d9-9bb7-2b8017c0bb2c', 'q3002', 'quality.submit', 'sample_item', '6805f32e-57ce-486a-8fb6-bca3166d861d', NULL, '{"call": "01a1d5a0-deef-7731-bdc9-07c171423dd4", "fatal": false, "score": 75.0, "version": 1}', NULL, '\x9af73139146e14260cca07f64081af83b391b8cec433094d7bd9376420796cd1', 8, '\xbfb5fd6ec7e5401591bf3c24864406f8daba74a6774f580379cddc5131807ca9'),
	(9, '2026-11-20 04:38:34.191102+00', 'a68575cf-6d52-58d9-9bb7-2b8017c0bb2c', 'q3002', 'quality.submit', 'sample_item', '266d951e-b073-453a-947c-3245e7c7f845', NULL, '{"call": "01a1effd-f78d-776d-9eb5-b87dddc616c2", "fatal": false, "score": 88.6, "version": 1}', NULL, '\x9c49693975c5d1c6fde103a8c79794e3eedbadb494ae31f3dc84cddcacb2b2f0', 9, '\x753974901fad8fdd094c90f45189cab16dd76e2d6e09919b17729c8673e34d06'),
	(10, '2026-11-20 04:27:59.862477+00', '7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd', 'q3001', 'quality.submit', 'sample_item', 'f1b19dbf-becd-4d0e-948f-7b8e8ed7af39', NULL, '{"call": "01a1ee71-a823-764d-8b83-3c76e464cf28", "fatal": false, "score": 75.6, "version": 1}', NULL, '\x9cbd79baaf0b8b0eec0406ec45d1348799d1cf4543b7ec3c3696015b99304721', 10, '\xcebbc7bca9ae323d177f2af5a5c61e03a0e1dccf7a15ce3484b3cbda3e119267'),
	(11, '2026-11-20 03:42:13.872359+00', 'a68575cf-6d52-58d9-9bb7-2b8017c0bb2c', 'q3002', 'quality.submit', 'sample_item', 'b5a6d1e5-779e-493f-8379-5349acff8324', NULL, '{"call": "01a1d556-a6ba-745e-a56d-a1f26dbcecee", "fatal": false, "score": 84.7, "version": 1}', NULL, '\x9d39e9c9a413172e6d7254399966dbfef4ea03af7c8bc7bb5eaaa9a13b1d7d5f', 11, '\x5ed573d20d2e57d2f1913c29d4fb02cddd5ae710895c4a9008ba5dfd51c74711'),
	(12, '2026-11-20 04:31:50.945737+00', '7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd', 'q3001', 'quality.submit', 'sample_item', '41f19e47-71b0-4883-bf0a-c2720ac9e3b4', NULL, '{"call": "01a1cd55-3e68-71ab-b212-4920d7c5eba1", "fatal": false, "score": 77.4, "version": 1}', NULL, '\x280ecb631f02a434a8fbe2487ef3d29ae9425f307022cad8e8a7f6d255ca7c6c', 12, '\x0846d8fd535de477768fba72c5270a0343f1e56695cb90fca4bc72b912fb11f0'),
	(13, '2026-11-20 03:46:18.416477+00', '7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd', 'q3001', 'quality.submit', 'sample_item', '97630945-4381-42f9-87b6-dd09fae34bf3', NULL, '{"call": "01a1d977-9ab6-79a8-b497-452523d893cc", "fatal": false, "score": 83.3, "version": 1}', NULL, '\xcc4de72acf49160e036eefefda4fd86abfa2a2ef58ff20c98d286438a3fce1c2', 13, '\xab887c4e6bcd85cf2cb0b4649bb1de1608f4334032408534a2083d747e6e0625'),
	(14, '2026-11-20 06:21:18.87823+00', '7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd', 'q3001', 'quality.submit', 'sample_item', 'dbcc7da7-a695-470e-bc2c-97cd86851d09', NULL, '{"call": "01a1d744-384c-7f7e-a891-48719ec71d06", "fatal": true, "score": 0.0, "version": 1}', NULL, '\x0f0eb3219fe5ef2d19a5016771282077a8ab3dffb0238e36f315fc7aab390dd1', 14, '\xb7dab1b6f3d7ab372109433331d00ff6ff7230f2c9f701562a33e4d50717f5b3');
INSERT INTO public.audit_head VALUES
	(1, 14, '\xb7dab1b6f3d7ab372109433331d00ff6ff7230f2c9f701562a33e4d50717f5b3', '2026-11-30 12:04:21.346124+00');
INSERT INTO public.branch VALUES
	('B00', '总行营业部', 'Head Office Banking Hall'),
	('B01', '云台支行', 'Yuntai Branch'),
	('B02', '洛泉支行', 'Luoquan Branch'),
	('B03', '青石桥支行', 'Qingshiqiao Branch'),
	('B04', '河滨支行', 'Hebin Branch'),
	('B05', '望河支行', 'Wanghe Branch'),
	('B06', '东营坊支行', 'Dongyingfang Branch'),
	('B07', '高新区支行', 'High-tech Zone Branch'),
	('B08', '白沙镇支行', 'Baisha Town Branch'),
	('B09', '沂临支行', 'Yilin Branch'),
	('B10', '枣林支行', 'Zaolin Branch'),
	('B11', '柳泉镇支行', 'Liuquan Town Branch'),
	('B12', '平岭支行', 'Pingling Branch'),
	('B13', '大学城支行', 'University Town Branch');
INSERT INTO public.call VALUES
	('01a1c83d-99a4-7613-9735-56af3361d163', 'past', 'past-20261111-00001', 'inbound', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', NULL, '+8615407492455', '15407492455', 'ended', 'answered', '2026-11-11 01:34:02.66+00', '2026-11-11 01:34:02.66+00', '2026-11-11 01:34:06.257+00', '2026-11-11 01:35:24.689+00', 3597, 78432, 0, 5700, '88bb5011-e0ca-5231-8330-647943dde66d', '00000000-0000-7c0e-b59c-99d74ace4e47', '2026-11-11 01:34:45.473+00', NULL, 'agent', false, NULL, NULL, 1),
	('01a1cd55-3e68-71ab-b212-4920d7c5eba1', 'past', 'past-20261112-00001', 'inbound', '7294894c-7d88-5f1b-8589-f53d477f3f54', NULL, '+8615457482230', '15457482230', 'ended', 'answered', '2026-11-12 01:17:58.248+00', '2026-11-12 01:18:15.248+00', '2026-11-12 01:18:20.402+00', '2026-11-12 01:20:55.582+00', 22154, 155180, 0, 43032, '88bb5011-e0ca-5231-8330-647943dde66d', '00000000-0000-7a6e-880f-b715327b4c8a', '2026-11-12 01:18:42.521+00', NULL, 'customer', false, NULL, NULL, 1),
	('01a1ce38-a504-7a0f-895a-274d49e98814', 'past', 'past-20261112-00008', 'inbound', '7294894c-7d88-5f1b-8589-f53d477f3f54', NULL, '+8615417489665', '15417489665', 'ended', 'answered', '2026-11-12 05:26:21.188+00', '2026-11-12 05:26:38.188+00', '2026-11-12 05:26:43.516+00', '2026-11-12 05:28:44.414+00', 22328, 42700, 78198, 14076, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', '00000000-0000-7b2c-878a-d78d12bbd838', NULL, NULL, 'agent', false, NULL, NULL, 1),
	('01a1d6b2-fa8f-70cb-82a9-859c7089c836', 'past', 'past-20261113-00014', 'inbound', '7294894c-7d88-5f1b-8589-f53d477f3f54', NULL, '+8615419191230', '15419191230', 'ended', 'answered', '2026-11-13 20:56:56.207+00', '2026-11-13 20:57:13.207+00', '2026-11-13 20:57:16.942+00', '2026-11-13 20:58:34.039+00', 20735, 77097, 0, 36282, 'ed66c7f9-06ba-5038-aa11-ffc886a29287', '00000000-0000-7271-b0b9-9bd37b14fead', NULL, NULL, 'customer', false, NULL, NULL, 1),
	('01a1d71c-5c38-782b-80b1-3da3c08abcbc', 'past', 'past-20261113-00015', 'inbound', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', NULL, '+8615412187005', '15412187005', 'ended', 'answered', '2026-11-13 22:52:02.488+00', '2026-11-13 22:52:02.488+00', '2026-11-13 22:52:05.868+00', '2026-11-13 23:01:19.143+00', 3380, 553275, 0, 24729, 'ed66c7f9-06ba-5038-aa11-ffc886a29287', '00000000-0000-7ff7-9289-65c67f0e8221', NULL, NULL, 'agent', false, NULL, NULL, 1),
	('01a1d741-dc70-737b-93c3-bb41f933b685', 'past', 'past-20261113-00016', 'inbound', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', NULL, '+8615451909076', '15451909076', 'ended', 'answered', '2026-11-13 23:33:00.144+00', '2026-11-13 23:33:00.144+00', '2026-11-13 23:33:02.541+00', '2026-11-13 23:35:41.802+00', 2397, 159261, 0, 26522, 'ed66c7f9-06ba-5038-aa11-ffc886a29287', '00000000-0000-7769-a43d-1b9f3fc6040c', '2026-11-13 23:34:01.648+00', NULL, 'customer', false, NULL, NULL, 1),
	('01a1e183-c6f3-7b04-b90c-96b10f08f24f', 'past', 'past-20261115-00007', 'inbound', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', NULL, '+8615464927679', '15464927679', 'ended', 'answered', '2026-11-15 23:21:12.179+00', '2026-11-15 23:21:12.179+00', '2026-11-15 23:21:16.747+00', '2026-11-15 23:26:02.881+00', 4568, 190385, 95749, 25784, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', '00000000-0000-7482-92c7-79774f2c553e', NULL, NULL, 'agent', false, NULL, NULL, 1),
	('01a1effd-f78d-776d-9eb5-b87dddc616c2', 'past', 'past-20261118-00015', 'inbound', '95a8f11c-c8a4-5df6-a13e-bc106661767e', NULL, '+8615451909076', '15451909076', 'ended', 'answered', '2026-11-18 18:49:21.037+00', '2026-11-18 18:49:38.037+00', '2026-11-18 18:49:41.424+00', '2026-11-18 18:50:35.302+00', 20387, 53878, 0, 26730, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', '00000000-0000-7769-a43d-1b9f3fc6040c', '2026-11-18 18:50:08.363+00', NULL, 'customer', false, NULL, NULL, 1),
	('01a1f3d0-e7ed-7c63-8cea-4893d0b0ba70', 'past', 'past-20261119-00007', 'inbound', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', NULL, '+8615423243475', '15423243475', 'ended', 'answered', '2026-11-19 12:38:36.781+00', '2026-11-19 12:38:36.781+00', '2026-11-19 12:38:45.041+00', '2026-11-19 12:42:34.264+00', 8260, 229223, 0, 22918, '88bb5011-e0ca-5231-8330-647943dde66d', '00000000-0000-7ac2-9d4f-0221519f0a3e', NULL, NULL, 'agent', false, NULL, NULL, 1),
	('01a1f43a-adce-7cc8-b6a5-514d7f54ab64', 'past', 'past-20261119-00008', 'inbound', '7294894c-7d88-5f1b-8589-f53d477f3f54', NULL, '+8615475873019', '15475873019', 'ended', 'abandoned_queue', '2026-11-19 14:34:08.718+00', NULL, NULL, '2026-11-19 14:34:15.799+00', 7081, 0, 0, 0, NULL, NULL, NULL, NULL, 'customer', false, NULL, NULL, 1),
	('01a1f679-17b4-7ea6-a44f-b2a49af0ce62', 'past', 'past-20261120-00001', 'inbound', '7294894c-7d88-5f1b-8589-f53d477f3f54', NULL, '+8615407492455', '15407492455', 'ended', 'answered', '2026-11-20 01:01:33.492+00', '2026-11-20 01:01:50.492+00', '2026-11-20 01:01:53.854+00', '2026-11-20 01:06:24.637+00', 20362, 270783, 0, 20331, 'a3b35072-e876-58da-b8ff-b67de672ecb0', '00000000-0000-7c0e-b59c-99d74ace4e47', '2026-11-20 01:02:38.255+00', NULL, 'customer', false, NULL, NULL, 1),
	('01a1f6bf-17bb-73bd-9981-083276b7f55f', 'past', 'past-20261120-00002', 'inbound', '7294894c-7d88-5f1b-8589-f53d477f3f54', NULL, '+8615417489665', '15417489665', 'ended', 'answered', '2026-11-20 02:18:01.019+00', '2026-11-20 02:18:18.019+00', '2026-11-20 02:18:21.989+00', '2026-11-20 02:45:45.979+00', 20970, 1643990, 0, 15022, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', '00000000-0000-7b2c-878a-d78d12bbd838', NULL, NULL, 'customer', false, NULL, NULL, 1),
	('01a1f6c2-8116-76fd-aac5-c6216f838958', 'past', 'past-20261120-00003', 'inbound', '7294894c-7d88-5f1b-8589-f53d477f3f54', NULL, '+8615475873019', '15475873019', 'ended', 'answered', '2026-11-20 02:21:44.598+00', '2026-11-20 02:22:01.598+00', '2026-11-20 02:22:06.567+00', '2026-11-20 02:22:53.025+00', 21969, 46458, 0, 41325, 'a3b35072-e876-58da-b8ff-b67de672ecb0', '00000000-0000-7bdc-95ec-f29cbbf5c6ba', NULL, NULL, 'agent', false, NULL, NULL, 1),
	('01a1f6c5-0070-7fa3-a139-6a3ebefb9588', 'past', 'past-20261120-00004', 'inbound', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', NULL, '+8615419191230', '15419191230', 'ended', 'answered', '2026-11-20 02:24:28.272+00', '2026-11-20 02:24:28.272+00', '2026-11-20 02:24:31.357+00', '2026-11-20 02:25:48.11+00', 3085, 76753, 0, 30065, 'a3b35072-e876-58da-b8ff-b67de672ecb0', '00000000-0000-7271-b0b9-9bd37b14fead', NULL, NULL, 'customer', false, NULL, NULL, 1),
	('01a1f6d6-ec40-73fc-aec5-e6736968578b', 'past', 'past-20261120-00005', 'inbound', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', NULL, '+8615493688201', '15493688201', 'ended', 'answered', '2026-11-20 02:44:02.752+00', '2026-11-20 02:44:02.752+00', '2026-11-20 02:44:06.539+00', '2026-11-20 02:46:12.464+00', 3787, 125925, 0, 25608, 'a3b35072-e876-58da-b8ff-b67de672ecb0', NULL, NULL, NULL, 'agent', false, NULL, NULL, 1),
	('01a1f763-0f03-7a8e-b041-83022cf57610', 'past', 'past-20261120-00006', 'inbound', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', NULL, '+8615480528494', '15480528494', 'ended', 'answered', '2026-11-20 05:17:06.691+00', '2026-11-20 05:17:06.691+00', '2026-11-20 05:17:09.693+00', '2026-11-20 05:18:24.339+00', 3002, 74646, 0, 25681, 'a3b35072-e876-58da-b8ff-b67de672ecb0', NULL, NULL, NULL, 'customer', false, NULL, NULL, 1),
	('01a1f770-f2c1-7aba-ba75-51e7543baa9d', 'past', 'past-20261120-00007', 'inbound', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', NULL, '+8615468676557', '15468676557', 'ended', 'answered', '2026-11-20 05:32:16.961+00', '2026-11-20 05:32:16.961+00', '2026-11-20 05:32:21.513+00', '2026-11-20 05:33:24.001+00', 4552, 62488, 0, 60000, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', '00000000-0000-71d3-b0d8-a48c852300c5', NULL, NULL, 'customer', false, NULL, NULL, 1);
INSERT INTO public.call_fact VALUES
	('01a1c83d-99a4-7613-9735-56af3361d163', 'menu', 'example', '2026-11-20 07:00:00+00');
INSERT INTO public.call_leg VALUES
	('01a1c83d-99a4-788f-9dcc-c18160757206', '01a1c83d-99a4-7613-9735-56af3361d163', '88bb5011-e0ca-5231-8330-647943dde66d', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-11 01:34:02.66+00', '2026-11-11 01:34:06.257+00', '2026-11-11 01:35:24.689+00', 3597, 78432, 0, 5700, 'answered', NULL, NULL),
	('01a1cd55-80d0-720b-bda3-39669e197e84', '01a1cd55-3e68-71ab-b212-4920d7c5eba1', '88bb5011-e0ca-5231-8330-647943dde66d', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-12 01:18:15.248+00', '2026-11-12 01:18:20.402+00', '2026-11-12 01:20:55.582+00', 5154, 155180, 0, 43032, 'answered', NULL, NULL),
	('01a1ce38-e76c-7566-8cf5-cdac6bbbd544', '01a1ce38-a504-7a0f-895a-274d49e98814', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-12 05:26:38.188+00', '2026-11-12 05:26:43.516+00', '2026-11-12 05:28:44.414+00', 5328, 42700, 78198, 14076, 'answered', NULL, NULL),
	('01a1d6b3-3cf7-75f6-a113-25349e1fbfc4', '01a1d6b2-fa8f-70cb-82a9-859c7089c836', 'ed66c7f9-06ba-5038-aa11-ffc886a29287', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-13 20:57:13.207+00', '2026-11-13 20:57:16.942+00', '2026-11-13 20:58:34.039+00', 3735, 77097, 0, 36282, 'answered', NULL, NULL),
	('01a1d71c-5c38-7ff8-9fb4-f6dbd81b5758', '01a1d71c-5c38-782b-80b1-3da3c08abcbc', 'ed66c7f9-06ba-5038-aa11-ffc886a29287', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-13 22:52:02.488+00', '2026-11-13 22:52:05.868+00', '2026-11-13 23:01:19.143+00', 3380, 553275, 0, 24729, 'answered', NULL, NULL),
	('01a1d741-dc70-7d20-9e2d-d5464304595e', '01a1d741-dc70-737b-93c3-bb41f933b685', 'ed66c7f9-06ba-5038-aa11-ffc886a29287', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-13 23:33:00.144+00', '2026-11-13 23:33:02.541+00', '2026-11-13 23:35:41.802+00', 2397, 159261, 0, 26522, 'answered', NULL, NULL),
	('01a1e183-c6f3-7bcb-8b12-20da97834d46', '01a1e183-c6f3-7b04-b90c-96b10f08f24f', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-15 23:21:12.179+00', '2026-11-15 23:21:16.747+00', '2026-11-15 23:26:02.881+00', 4568, 190385, 95749, 25784, 'answered', NULL, NULL),
	('01a1effe-39f5-72f6-b446-e13979ddcd6a', '01a1effd-f78d-776d-9eb5-b87dddc616c2', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', '95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-18 18:49:38.037+00', '2026-11-18 18:49:41.424+00', '2026-11-18 18:50:35.302+00', 3387, 53878, 0, 26730, 'answered', NULL, NULL),
	('01a1f3d0-e7ed-783a-b3c2-2390c3233980', '01a1f3d0-e7ed-7c63-8cea-4893d0b0ba70', '88bb5011-e0ca-5231-8330-647943dde66d', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-19 12:38:36.781+00', '2026-11-19 12:38:45.041+00', '2026-11-19 12:42:34.264+00', 8260, 229223, 0, 22918, 'answered', NULL, NULL),
	('01a1f679-5a1c-7e45-9c90-ea7273a6ef22', '01a1f679-17b4-7ea6-a44f-b2a49af0ce62', 'a3b35072-e876-58da-b8ff-b67de672ecb0', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-20 01:01:50.492+00', '2026-11-20 01:01:53.854+00', '2026-11-20 01:06:24.637+00', 3362, 270783, 0, 20331, 'answered', NULL, NULL),
	('01a1f6bf-5a23-764b-9b10-cb1ce091b09a', '01a1f6bf-17bb-73bd-9981-083276b7f55f', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-20 02:18:18.019+00', '2026-11-20 02:18:21.989+00', '2026-11-20 02:45:45.979+00', 3970, 1643990, 0, 15022, 'answered', NULL, NULL),
	('01a1f6c2-c37e-75f3-82cc-d1e7c742a038', '01a1f6c2-8116-76fd-aac5-c6216f838958', 'a3b35072-e876-58da-b8ff-b67de672ecb0', '7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-20 02:22:01.598+00', '2026-11-20 02:22:06.567+00', '2026-11-20 02:22:53.025+00', 4969, 46458, 0, 41325, 'answered', NULL, NULL),
	('01a1f6c5-0070-71ee-9996-fa0f376998ed', '01a1f6c5-0070-7fa3-a139-6a3ebefb9588', 'a3b35072-e876-58da-b8ff-b67de672ecb0', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-20 02:24:28.272+00', '2026-11-20 02:24:31.357+00', '2026-11-20 02:25:48.11+00', 3085, 76753, 0, 30065, 'answered', NULL, NULL),
	('01a1f6d6-ec40-7d7e-9ff5-487663c1d6ad', '01a1f6d6-ec40-73fc-aec5-e6736968578b', 'a3b35072-e876-58da-b8ff-b67de672ecb0', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-20 02:44:02.752+00', '2026-11-20 02:44:06.539+00', '2026-11-20 02:46:12.464+00', 3787, 125925, 0, 25608, 'answered', NULL, NULL),
	('01a1f763-0f03-7f1d-a7c4-0cd4fec3ccce', '01a1f763-0f03-7a8e-b041-83022cf57610', 'a3b35072-e876-58da-b8ff-b67de672ecb0', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-20 05:17:06.691+00', '2026-11-20 05:17:09.693+00', '2026-11-20 05:18:24.339+00', 3002, 74646, 0, 25681, 'answered', NULL, NULL),
	('01a1f770-f2c1-7c60-bc67-6884a0cf601c', '01a1f770-f2c1-7aba-ba75-51e7543baa9d', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-20 05:32:16.961+00', '2026-11-20 05:32:21.513+00', '2026-11-20 05:33:24.001+00', 4552, 62488, 0, 60000, 'answered', NULL, NULL);
INSERT INTO public.call_quality VALUES
	('85922e8c-d797-5fc0-be88-128718571f05', '01a1c83d-99a4-788f-9dcc-c18160757206', 'example', 1, 1, 1, 1, 1, 1, '{}', '2026-11-20 07:00:00+00');
INSERT INTO public.call_recording VALUES
	('34116605-e75c-567d-8efe-2bd9915e777a', '01a1c83d-99a4-7613-9735-56af3361d163', NULL, NULL, 'example', 'wanted', 'example', '2026-11-20 07:00:00+00', 0, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, '', NULL, '', 1);
INSERT INTO public.callback VALUES
	('9c6c3038-89a5-5230-9ca8-09188182e02b', '01a1c83d-99a4-7613-9735-56af3361d163', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', 'example', 1, '2026-11-20 07:00:00+00', 'kept', NULL, 0, NULL, '', NULL, NULL);
INSERT INTO public.callback_task VALUES
	('4e24b04d-f0b6-51eb-869c-57342e43a079', '01a1c83d-99a4-7613-9735-56af3361d163', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', 'example', '2026-11-20 07:00:00+00', '2026-11-30 12:04:20.626776+00', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', NULL, 'open', NULL, NULL, NULL, 0, NULL, '', NULL, 1);
INSERT INTO public.case_event VALUES
	('00000000-0000-7a41-a96c-22d208b9600e', '00000000-0000-7c6c-8d2e-9bbf2d3b6373', '2026-11-12 05:27:04.866+00', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'opened', '', '{"case_class": "simple"}'),
	('00000000-0000-7b18-ba50-3ea0e0a39fa4', '00000000-0000-7c6c-8d2e-9bbf2d3b6373', '2026-11-12 09:56:32.490104+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'transition', '', '{"to": "assigned", "from": "received", "trigger": "assign", "assignee": "程予安"}'),
	('00000000-0000-7618-b1b5-d921bf2848b7', '00000000-0000-7c6c-8d2e-9bbf2d3b6373', '2026-11-13 02:38:00+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'transition', '', '{"to": "in_progress", "from": "assigned", "trigger": "start"}'),
	('00000000-0000-7de1-a5ce-2bcf97af6c5a', '00000000-0000-7c6c-8d2e-9bbf2d3b6373', '2026-11-14 01:56:00+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'note', '客户表示只愿与网点负责人沟通，已安排网点主管回电。', '{}'),
	('00000000-0000-7284-aaa6-44c3103762fb', '00000000-0000-7c6c-8d2e-9bbf2d3b6373', '2026-11-15 02:06:00+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'note', '调取11月11日营业厅录像与叫号记录，等候时间与客户所述基本一致。', '{}'),
	('00000000-0000-7c25-aee3-ca88f4352ac0', '00000000-0000-7c6c-8d2e-9bbf2d3b6373', '2026-11-15 03:34:33.883271+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'note', '拟同意退还费用754元，理由为办理前未充分提示，报主管复核。', '{}'),
	('00000000-0000-7161-802b-9b29966c5d4f', '00000000-0000-7c6c-8d2e-9bbf2d3b6373', '2026-11-15 06:27:11.318552+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'transition', '经核查，交易由您绑定设备在验证后完成，暂无证据证明我行存在过错，建议依公安机关办案结果处理，我行将积极配合。', '{"to": "decided", "from": "in_progress", "trigger": "decide"}'),
	('00000000-0000-7eb6-8dfe-79b8c1294a9a', '00000000-0000-7c6c-8d2e-9bbf2d3b6373', '2026-11-15 08:17:27.77436+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'transition', '', '{"to": "told", "from": "decided", "trigger": "tell"}'),
	('00000000-0000-780e-98df-928e4e87f218', '00000000-0000-7c6c-8d2e-9bbf2d3b6373', '2026-11-16 08:08:43.211729+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'note', '回访客户，问题已解决，客户对处理过程表示理解。', '{}'),
	('00000000-0000-7dc1-9c57-9e65030430ed', '00000000-0000-7c6c-8d2e-9bbf2d3b6373', '2026-11-17 08:54:38.106296+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'transition', '', '{"to": "closed", "from": "told", "trigger": "close"}'),
	('00000000-0000-711e-8473-099a4c20f9fb', '00000000-0000-7b42-abe4-5153385e15da', '2026-11-13 23:34:22.171+00', 'ed66c7f9-06ba-5038-aa11-ffc886a29287', 'opened', '', '{"case_class": "complex"}'),
	('00000000-0000-7d22-8a2a-8e67585ab0c5', '00000000-0000-7b42-abe4-5153385e15da', '2026-11-14 01:48:28.946407+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'transition', '', '{"to": "assigned", "from": "received", "trigger": "assign", "assignee": "程予安"}'),
	('00000000-0000-77e4-84f1-a20b144ca6af', '00000000-0000-7b42-abe4-5153385e15da', '2026-11-14 08:59:29.744713+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'transition', '', '{"to": "in_progress", "from": "assigned", "trigger": "start"}'),
	('00000000-0000-7f77-af3c-b44e42277270', '00000000-0000-7b42-abe4-5153385e15da', '2026-11-15 03:56:03.645095+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'note', '联系客户核实细节，客户补充了当天取号单照片，已归入材料。', '{}'),
	('00000000-0000-71c9-aadb-47bb6ceef731', '00000000-0000-7b42-abe4-5153385e15da', '2026-11-17 02:52:00+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'note', '案情复杂，涉及外部机构取证，拟按规定申请延长，等待审批。', '{}'),
	('00000000-0000-797d-8d9b-6ec078e72728', '00000000-0000-7b42-abe4-5153385e15da', '2026-11-17 02:52:00+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'class', '', '{"to": "complex", "from": "simple"}'),
	('00000000-0000-78ba-a2b0-1c616038f104', '00000000-0000-7b42-abe4-5153385e15da', '2026-11-18 00:48:00+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'note', '核查客户征信报送记录，逾期月份与系统扣款失败时间对应。', '{}'),
	('00000000-0000-7b85-8917-99b413035e1f', '00000000-0000-7246-9623-993509abdd95', '2026-11-18 05:03:15.994038+00', '2c423ae6-d7f7-5e2f-a609-95fe7da7fbc8', 'opened', '', '{"case_class": "simple"}'),
	('00000000-0000-7805-9357-ef82ed2099c2', '00000000-0000-7246-9623-993509abdd95', '2026-11-18 08:50:27.820685+00', '2c423ae6-d7f7-5e2f-a609-95fe7da7fbc8', 'transition', '', '{"to": "assigned", "from": "received", "trigger": "assign", "assignee": "罗问渠"}'),
	('00000000-0000-788d-95cc-fd33a52b0640', '00000000-0000-7246-9623-993509abdd95', '2026-11-19 02:09:00+00', '2c423ae6-d7f7-5e2f-a609-95fe7da7fbc8', 'transition', '', '{"to": "in_progress", "from": "assigned", "trigger": "start"}'),
	('00000000-0000-7204-9f2c-99eeb0eaf6bb', '00000000-0000-7246-9623-993509abdd95', '2026-11-20 00:38:00+00', '2c423ae6-d7f7-5e2f-a609-95fe7da7fbc8', 'note', '已电话联系客户，确认诉求与登记一致，客户同意在约定时间内等候答复。', '{}'),
	('00000000-0000-7364-95e3-382c72eaf8e9', '00000000-0000-7770-ac65-5cc1654a1652', '2026-11-19 07:38:13.570258+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'opened', '', '{"case_class": "simple"}'),
	('00000000-0000-7934-aeef-ce07bc1dec5d', '00000000-0000-7770-ac65-5cc1654a1652', '2026-11-20 02:58:00+00', '2c423ae6-d7f7-5e2f-a609-95fe7da7fbc8', 'transition', '', '{"to": "assigned", "from": "received", "trigger": "assign", "assignee": "罗问渠"}'),
	('00000000-0000-7667-a37c-358a16da75c2', '00000000-0000-7770-ac65-5cc1654a1652', '2026-11-20 06:48:04.48911+00', '2c423ae6-d7f7-5e2f-a609-95fe7da7fbc8', 'transition', '', '{"to": "in_progress", "from": "assigned", "trigger": "start"}'),
	('00000000-0000-76eb-8e9e-1477b72c654c', '00000000-0000-7cbb-99b0-92cb8be85bbd', '2026-11-19 12:40:39.652+00', '88bb5011-e0ca-5231-8330-647943dde66d', 'opened', '', '{"case_class": "complex"}'),
	('00000000-0000-77e3-9af6-09f89fdea5e7', '00000000-0000-7cbb-99b0-92cb8be85bbd', '2026-11-20 01:11:00+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'transition', '', '{"to": "assigned", "from": "received", "trigger": "assign", "assignee": "程予安"}');
INSERT INTO public.case_pause VALUES
	('c0632a70-e1c2-5bca-985c-ead87b5cdde7', '00000000-0000-7c6c-8d2e-9bbf2d3b6373', 'example', '2026-11-20 07:00:00+00', NULL, NULL);
INSERT INTO public.case_term VALUES
	('548d0950-b095-4f97-99be-2e458e5822d6', 'channel', 'front', NULL, '', '前台业务渠道', 'Front-office channel', 'JR/T 0169-2018', 0),
	('12ef275c-5879-4e95-bac9-b70b2ba3cbef', 'channel', 'branch', 'front', '', '营业现场', 'Business premises', 'JR/T 0169-2018', 1),
	('ba6f0f1d-c617-41ab-8a53-2d5d9e6a93c9', 'channel', 'self_service', 'front', '', '自助机具', 'Self-service machine', 'JR/T 0169-2018', 2),
	('07ef23a4-a3cb-4097-9db0-0a03cb1bfec1', 'channel', 'electronic', 'front', '', '电子渠道', 'Electronic channel', 'JR/T 0169-2018', 3),
	('8c6cdb70-45d6-4090-8425-2d466727aa11', 'channel', 'web', 'electronic', '', '网银', 'Online banking', 'JR/T 0169-2018', 4),
	('453bd0b4-38dd-430e-a00f-2b26408cbeae', 'channel', 'phone', 'electronic', '', '电话', 'Telephone', 'JR/T 0169-2018', 5),
	('b2b038bd-d35d-4b2e-8854-4dfa1d7d6a67', 'channel', 'mobile', 'electronic', '', '移动客户端', 'Mobile app', 'JR/T 0169-2018', 6),
	('9b33984f-1050-462b-8994-c84b9b217734', 'channel', 'social', 'electronic', '', '网络公众平台', 'Public network platform', 'JR/T 0169-2018', 7),
	('76201a48-73f1-44d7-98b4-264e9e24d820', 'channel', 'sms', 'electronic', '', '短信', 'SMS', 'JR/T 0169-2018', 8),
	('5842e987-1da3-4da5-bb3e-1807f2ce7049', 'channel', 'electronic_other', 'electronic', '', '其他', 'Other', 'JR/T 0169-2018', 9),
	('3f95f29c-56b7-4dd4-941a-94d193921019', 'channel', 'third_party', 'front', '', '第三方渠道', 'Third-party channel', 'JR/T 0169-2018', 10),
	('409a6759-6417-4d5a-a415-ad80cff7aa1f', 'channel', 'front_other', 'front', '', '其他', 'Other', 'JR/T 0169-2018', 11),
	('3c8c72e8-95b0-4ab5-8a99-9f637bf512d5', 'channel', 'back', NULL, '', '中、后台业务渠道', 'Middle and back office channel', 'JR/T 0169-2018', 12),
	('26dba29b-97fb-4ad8-bcd7-63e898c71af6', 'business', 'debit_card', NULL, '', '借记卡', 'Debit card', 'JR/T 0169-2018', 13),
	('69238169-059f-48c4-8523-00700c94b762', 'business', 'credit_card', NULL, '', '信用卡', 'Credit card', 'JR/T 0169-2018', 14),
	('df5e7997-cb8a-49dc-9f97-d960b1053588', 'business', 'loan', NULL, '', '贷款', 'Loan', 'JR/T 0169-2018', 15),
	('2f1bc232-d3b8-4874-9938-a07a8bb8c445', 'business', 'payment', NULL, '', '支付结算', 'Payment and settlement', 'JR/T 0169-2018', 16),
	('abd3b7d3-3b35-4cba-bf11-8dff7fdccff0', 'business', 'collection', NULL, '', '债务催收', 'Debt collection', 'JR/T 0169-2018', 17),
	('d61fc7f1-0974-438f-af28-6de0be95c61e', 'business', 'fx', NULL, '', '外汇', 'Foreign exchange', 'JR/T 0169-2018', 18),
	('321af4dd-145d-4fb1-8c54-314749911ebd', 'business', 'savings', NULL, '', '人民币储蓄', 'RMB savings', 'JR/T 0169-2018', 19),
	('1bee7fce-7a3f-428b-b96a-55d991031974', 'business', 'agency', NULL, '', '银行代理业务', 'Agency business of the bank', 'JR/T 0169-2018', 20),
	('5cc58a7c-b230-4dd4-b3d3-26835e6d6ebb', 'business', 'intermediary', NULL, '', '其他中间业务', 'Other intermediary business', 'JR/T 0169-2018', 21),
	('3ae7c2dd-66b0-4a19-9be7-5f01dd112a56', 'business', 'personal_info', NULL, '', '个人金融信息', 'Personal financial information', 'JR/T 0169-2018', 22),
	('3f498580-1c7d-47cc-98ab-763aa020f9f4', 'business', 'precious_metal', NULL, '', '贵金属', 'Precious metals', 'JR/T 0169-2018', 23),
	('d2672790-c290-4247-80d7-161479213bd8', 'business', 'currency', NULL, '', '人民币管理', 'RMB currency management', 'JR/T 0169-2018', 24),
	('dbdfdbac-0d8a-473e-9d4b-5c8e259ed397', 'business', 'wealth', NULL, '', '自营理财', 'Own wealth management products', 'JR/T 0169-2018', 25),
	('29ac63e8-ba62-4bd5-9bc7-1535fb8f4ecd', 'business', 'treasury', NULL, '', '国库', 'State treasury', 'JR/T 0169-2018', 26),
	('06c723ef-ac6e-4bcb-8ba4-1b9a84b29a80', 'business', 'business_other', NULL, '', '其他', 'Other', 'JR/T 0169-2018', 27),
	('5d33c6ea-7c9c-46ba-98c2-de0932186193', 'cause', 'process', NULL, '', '管理制度、业务规则与流程', 'Policies, business rules and processes', 'JR/T 0169-2018', 28),
	('ca34753c-8380-4d6f-9b33-dbea1cc48ca1', 'cause', 'pricing', NULL, '', '定价收费', 'Pricing and fees', 'JR/T 0169-2018', 29),
	('f315f0d1-132b-4ad0-9294-5ef253091082', 'cause', 'facilities', NULL, '', '服务设施、设备、业务系统', 'Facilities, equipment and business systems', 'JR/T 0169-2018', 30),
	('29b16179-00af-4e75-9ba4-f8349b6cb78e', 'cause', 'attitude', NULL, '', '服务态度及服务质量', 'Service attitude and quality', 'JR/T 0169-2018', 31),
	('d523f0b4-3bd3-4beb-a1a2-331ef66fb565', 'cause', 'collection_manner', NULL, '', '债务催收方式和手段', 'Manner and means of debt collection', 'JR/T 0169-2018', 32),
	('e86d90bd-ff9c-4cc4-8e36-c2d3eed65dbd', 'cause', 'disclosure', NULL, '', '信息披露', 'Disclosure of information', 'JR/T 0169-2018', 33),
	('381a85e7-5765-4826-b23d-a8fddb576afc', 'cause', 'funds_safety', NULL, '', '消费者资金安全', 'Safety of the consumer''s funds', 'JR/T 0169-2018', 34),
	('2369ddf5-bf16-4b83-a241-5beafdfecc00', 'cause', 'marketing', NULL, '', '营销方式和手段', 'Manner and means of marketing', 'JR/T 0169-2018', 35),
	('95afd231-2caf-4282-8432-b0f52556177b', 'cause', 'info_safety', NULL, '', '消费者信息安全', 'Safety of the consumer''s information', 'JR/T 0169-2018', 36),
	('36a3e8ab-cce4-404b-b1dc-fdd42a55b5cf', 'cause', 'returns', NULL, '', '产品收益', 'Product returns', 'JR/T 0169-2018', 37),
	('8d36ba21-7a1c-409b-a213-a1de94e60ba3', 'cause', 'choice', NULL, '', '自主选择权', 'Right of free choice', 'JR/T 0169-2018', 38),
	('82fdc21c-348c-4a91-92ae-12a005bc1806', 'cause', 'contract', NULL, '', '合同条款', 'Contract terms', 'JR/T 0169-2018', 39),
	('2ad2a370-388e-4039-b2ce-78aaa4bba3f3', 'cause', 'cause_other', NULL, '', '其他', 'Other', 'JR/T 0169-2018', 40),
	('af0bac12-73d7-4600-a18a-5fb7d737ef75', 'wish', 'refund', NULL, '', '退还费用', 'Refund of fees', 'centre', 0),
	('74c8f6ae-11b6-48f3-aa65-ce1a64e7d9c4', 'wish', 'compensate', NULL, '', '赔偿损失', 'Compensation of a loss', 'centre', 1),
	('c36cf205-25e5-47b3-bd5d-3e7fdfae14da', 'wish', 'apologise', NULL, '', '赔礼道歉', 'Apology', 'centre', 2),
	('612ec261-5226-4db7-9baa-de02afd7ac1d', 'wish', 'credit_record', NULL, '', '更正信用记录', 'Correction of the credit record', 'centre', 3),
	('dfff35f6-36a1-43ac-8880-c8191b2cda01', 'wish', 'explain', NULL, '', '解释说明', 'Explanation', 'centre', 4),
	('44aac7f8-4bab-4ea1-91ae-e8532065fd84', 'wish', 'restore', NULL, '', '恢复账户使用', 'Account restored to use', 'centre', 5),
	('4eca8a6a-be73-4927-9d75-199c1946d63a', 'wish', 'speed_up', NULL, '', '加快办理', 'Faster handling', 'centre', 6),
	('7a64e4c6-cfd4-4f8b-a6f4-23155b531d27', 'wish', 'plan', NULL, '', '协商还款', 'Repayment plan', 'centre', 7),
	('0524ab13-a514-4492-990e-e98bee79a9cb', 'wish', 'stop_contact', NULL, '', '停止营销或催收联系', 'No more marketing or collection contact', 'centre', 8),
	('6a6910e1-1312-4bee-8720-825a4df204dc', 'wish', 'improve', NULL, '', '改进服务', 'Better service', 'centre', 9),
	('411a8031-ba89-429c-8861-be23873707fe', 'wish', 'other', NULL, '', '其他', 'Other', 'centre', 10),
	('bc090873-c67a-4d88-88f1-c247a6edc4e7', 'source', 'call', NULL, '', '客户来电', 'Customer''s call', 'centre', 0),
	('e9b9a088-3670-440d-9e9e-3951751987f8', 'source', 'branch', NULL, '', '网点', 'Branch', 'centre', 1),
	('ebaddacc-9c73-416a-ad4e-9d93e26414e0', 'source', 'letter', NULL, '', '信函', 'Letter', 'centre', 2),
	('30f6e751-a358-4502-a9f7-92bbc0b4f372', 'source', 'online', NULL, '', '在线留言', 'Online message', 'centre', 3),
	('db0776c6-913d-424b-8c35-477c39861ac6', 'source', '12378', NULL, '', '12378 监管投诉热线', '12378 regulator''s hotline', 'centre', 4),
	('a6c55258-ae1a-4c2b-b112-3c1ecad106e1', 'source', '12363', NULL, '', '12363 人民银行热线', '12363 central bank''s hotline', 'centre', 5),
	('8a0662c4-cf7a-43b2-8da7-890e80ca8da3', 'source', '12345', NULL, '', '12345 政务热线', '12345 mayor''s hotline', 'centre', 6),
	('f2ecacb1-c991-4d86-8f28-8d760141354e', 'source', 'media', NULL, '', '媒体', 'Media', 'centre', 7),
	('b952d811-9579-4494-9b50-a7823f718043', 'urgency', 'normal', NULL, '', '一般', 'Normal', 'centre', 0),
	('b07d3c18-9e66-474f-8220-b2e2facb29ca', 'urgency', 'urgent', NULL, '', '紧急', 'Urgent', 'centre', 1),
	('4ac516c7-3718-4959-a40d-4abf8d5d329c', 'urgency', 'critical', NULL, '', '特急', 'Critical', 'centre', 2);
INSERT INTO public.change VALUES
	(1, '760', '2026-11-30 12:02:56.050441+00', 'quality', 'sample', '316f0b90-7cf2-41f0-861e-16a06b65a282', 1, '{perm:quality.sample,person:7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd,person:a68575cf-6d52-58d9-9bb7-2b8017c0bb2c}', '{"items": 30}'),
	(2, '760', '2026-11-30 12:02:56.050655+00', 'quality', 'review', 'fccbe247-b1d6-47fd-a262-62d96b5222bf', 1, '{perm:quality.results,perm:quality.sample,person:7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd}', '{"state": "submitted"}'),
	(3, '760', '2026-11-30 12:02:56.050659+00', 'quality', 'review', '71b0378e-0b4c-466c-90c4-43e8ba43e1c5', 1, '{perm:quality.results,perm:quality.sample,person:7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd}', '{"state": "submitted"}'),
	(4, '760', '2026-11-30 12:02:56.050662+00', 'quality', 'review', 'ca051614-0db4-4cd5-8ff6-1f79ea1b4ebc', 1, '{perm:quality.results,perm:quality.sample,person:a68575cf-6d52-58d9-9bb7-2b8017c0bb2c}', '{"state": "submitted"}'),
	(5, '760', '2026-11-30 12:02:56.050663+00', 'quality', 'review', 'cb4f5174-089e-42ed-a4b4-fd1fed99a8ea', 1, '{perm:quality.results,perm:quality.sample,person:7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd}', '{"state": "submitted"}'),
	(6, '760', '2026-11-30 12:02:56.050665+00', 'quality', 'review', '4e3e1707-19f5-45ab-825d-11f2bd99014c', 1, '{perm:quality.results,perm:quality.sample,person:a68575cf-6d52-58d9-9bb7-2b8017c0bb2c}', '{"state": "submitted"}'),
	(7, '760', '2026-11-30 12:02:56.050667+00', 'quality', 'review', 'b7f86c79-6643-48dc-83ad-0a14275502cc', 1, '{perm:quality.results,perm:quality.sample,person:7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd}', '{"state": "submitted"}'),
	(8, '760', '2026-11-30 12:02:56.050668+00', 'quality', 'review', '6805f32e-57ce-486a-8fb6-bca3166d861d', 1, '{perm:quality.results,perm:quality.sample,person:a68575cf-6d52-58d9-9bb7-2b8017c0bb2c}', '{"state": "submitted"}'),
	(9, '760', '2026-11-30 12:02:56.05067+00', 'quality', 'review', '266d951e-b073-453a-947c-3245e7c7f845', 1, '{perm:quality.results,perm:quality.sample,person:a68575cf-6d52-58d9-9bb7-2b8017c0bb2c}', '{"state": "submitted"}'),
	(10, '760', '2026-11-30 12:02:56.050671+00', 'quality', 'review', 'f1b19dbf-becd-4d0e-948f-7b8e8ed7af39', 1, '{perm:quality.results,perm:quality.sample,person:7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd}', '{"state": "submitted"}'),
	(11, '760', '2026-11-30 12:02:56.050673+00', 'quality', 'review', 'b5a6d1e5-779e-493f-8379-5349acff8324', 1, '{perm:quality.results,perm:quality.sample,person:a68575cf-6d52-58d9-9bb7-2b8017c0bb2c}', '{"state": "submitted"}'),
	(12, '760', '2026-11-30 12:02:56.050674+00', 'quality', 'review', '41f19e47-71b0-4883-bf0a-c2720ac9e3b4', 1, '{perm:quality.results,perm:quality.sample,person:7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd}', '{"state": "submitted"}'),
	(13, '760', '2026-11-30 12:02:56.050676+00', 'quality', 'review', '97630945-4381-42f9-87b6-dd09fae34bf3', 1, '{perm:quality.results,perm:quality.sample,person:7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd}', '{"state": "submitted"}'),
	(14, '760', '2026-11-30 12:02:56.050678+00', 'quality', 'review', '75457e5c-f4ef-475d-9eef-c961c448b139', 1, '{person:a68575cf-6d52-58d9-9bb7-2b8017c0bb2c}', '{"state": "draft"}'),
	(15, '760', '2026-11-30 12:02:56.050679+00', 'quality', 'review', 'dbcc7da7-a695-470e-bc2c-97cd86851d09', 1, '{perm:quality.results,perm:quality.sample,person:7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd}', '{"state": "submitted"}');
INSERT INTO public.complaint VALUES
	('00000000-0000-7c6c-8d2e-9bbf2d3b6373', 'TS20261112-0001', '00000000-0000-7b2c-878a-d78d12bbd838', '01a1ce38-a504-7a0f-895a-274d49e98814', '+8615417489665', '', 'call', 'third_party', 'debit_card', 'funds_safety', 'compensate', 'urgent', '客户11月11日发现齐川卡被某支付平台分多笔扣走754元，本人未在该平台消费，平台客服让找银行，银行又让找平台，要求查清并追回。', 'simple', 'closed', '2026-11-12 05:27:04.866+00', '2026-11-27 16:00:00+00', '2026-11-15 06:27:11.318552+00', '2026-11-15 08:17:27.77436+00', '2026-11-17 08:54:38.106296+00', '经核查，交易由您绑定设备在验证后完成，暂无证据证明我行存在过错，建议依公安机关办案结果处理，我行将积极配合。', 'B02', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', NULL, '2026-11-12 05:27:04.866+00', 10),
	('00000000-0000-7b42-abe4-5153385e15da', 'TS20261114-0001', '00000000-0000-7769-a43d-1b9f3fc6040c', '01a1d741-dc70-737b-93c3-bb41f933b685', '+8615451909076', '', 'call', 'branch', 'debit_card', 'choice', 'explain', 'normal', '客户11月7日到云台支行开立齐川卡，工作人员要求同时开通短信收费服务和信用卡申请，否则不予办理，客户认为侵犯自主选择权，要求说明是否有此规定。', 'complex', 'in_progress', '2026-11-13 23:34:22.171+00', '2026-12-14 16:00:00+00', NULL, NULL, NULL, '', 'B01', 'ed66c7f9-06ba-5038-aa11-ffc886a29287', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', NULL, '2026-11-13 23:34:22.171+00', 7),
	('00000000-0000-7246-9623-993509abdd95', 'TS20261118-0001', '00000000-0000-7c0e-b59c-99d74ace4e47', NULL, '', '', 'branch', 'mobile', 'credit_card', 'pricing', 'refund', 'normal', '客户提前结清齐川信用卡普卡分期，11月11日被收取提前结清手续费294元，认为页面上没有显著提示，要求退费。', 'simple', 'in_progress', '2026-11-18 05:03:15.994038+00', '2026-12-03 16:00:00+00', NULL, NULL, NULL, '', 'B00', '2c423ae6-d7f7-5e2f-a609-95fe7da7fbc8', '2c423ae6-d7f7-5e2f-a609-95fe7da7fbc8', NULL, '2026-11-18 05:03:15.994038+00', 4),
	('00000000-0000-7770-ac65-5cc1654a1652', 'TS20261119-0001', '00000000-0000-7bdc-95ec-f29cbbf5c6ba', NULL, '', '', 'branch', 'mobile', 'credit_card', 'facilities', 'compensate', 'normal', '客户11月17日参加齐川信用卡金卡积分兑换活动，扣除积分后页面提示系统错误，权益未到账，客户认为价值96.02元，要求补发或退回积分。', 'simple', 'in_progress', '2026-11-19 07:38:13.570258+00', '2026-12-04 16:00:00+00', NULL, NULL, NULL, '', 'B09', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', '2c423ae6-d7f7-5e2f-a609-95fe7da7fbc8', NULL, '2026-11-19 07:38:13.570258+00', 3),
	('00000000-0000-7cbb-99b0-92cb8be85bbd', 'TS20261119-0002', '00000000-0000-7ac2-9d4f-0221519f0a3e', '01a1f3d0-e7ed-7c63-8cea-4893d0b0ba70', '+8615423243475', '', 'call', 'phone', 'collection', 'collection_manner', 'stop_contact', 'urgent', '客户反映因齐川信用卡金卡逾期，自11月10日起催收人员每天拨打其父母及单位同事的电话，言语带威胁，客户愿意还款但要求停止骚扰并协商期限。', 'simple', 'assigned', '2026-11-19 12:40:39.652+00', '2026-12-04 16:00:00+00', NULL, NULL, NULL, '', 'B00', '88bb5011-e0ca-5231-8330-647943dde66d', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', NULL, '2026-11-19 12:40:39.652+00', 2);
INSERT INTO public.consultation VALUES
	('05a6fb6c-a859-56eb-a5d8-97043bb704e7', '01a1c83d-99a4-7613-9735-56af3361d163', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'agent', 'example', NULL, 'ringing', '2026-11-20 07:00:00+00', NULL, NULL, NULL, NULL, 1);
INSERT INTO public.contact VALUES
	('01a1effd-f78d-70d3-897b-38edb1ef8a25', '00000000-0000-7769-a43d-1b9f3fc6040c', 'call', '01a1effd-f78d-776d-9eb5-b87dddc616c2', '2026-11-18 18:49:21.037+00', '年费', 'Annual fee', '解释年费减免规则，客户当年已刷满次数，次年免费，客户满意。', '', 'unresolved', false, NULL, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b'),
	('01a1f1fd-522d-7892-a57c-bc7913696df1', '00000000-0000-7482-92c7-79774f2c553e', 'call', '01a1f1fd-522d-78cf-a805-319dbe336d03', '2026-11-19 04:07:53.133+00', '逾期与协商', 'Overdue and repayment plan', '客户收到催收电话，核实确有逾期，讲明应还总额和方式，客户表示本周还清。', '', 'resolved', false, NULL, 'a3b35072-e876-58da-b8ff-b67de672ecb0'),
	('01a1f230-fd05-74b8-a40f-d46c316fead5', '00000000-0000-799c-b32a-5efd18be296b', 'call', '01a1f230-fd05-7d06-bc56-ddb6c77dd7cf', '2026-11-19 05:04:19.205+00', '密码锁定与重置', 'Password locked or reset', '取款密码输错三次被锁，客户记得正确密码，告知次日再试，仍不行到网点解锁。', '', 'resolved', false, NULL, 'a3b35072-e876-58da-b8ff-b67de672ecb0'),
	('01a1f25c-36be-7996-b4c7-b2616c0ce80f', '00000000-0000-7c0e-b59c-99d74ace4e47', 'call', '01a1f25c-36be-7e04-84a1-2a8d04de1367', '2026-11-19 05:51:32.03+00', '约定回呼', 'Call-back agreed', '线路噪音大，客户约11月22日下午回呼，已登记，核对号码后四位。', '', 'resolved', false, NULL, 'a3b35072-e876-58da-b8ff-b67de672ecb0'),
	('01a1f331-9a54-72b0-a4c8-f999fc0976d2', '00000000-0000-7769-a43d-1b9f3fc6040c', 'call', '01a1f331-9a54-7113-aaff-5112d3c7d0c7', '2026-11-19 09:44:36.692+00', '密码锁定与重置', 'Password locked or reset', '客户混淆登录密码与取款密码，讲清区别后在登录页重设成功。', '', 'resolved', false, NULL, '88bb5011-e0ca-5231-8330-647943dde66d'),
	('01a1f346-efb8-7113-b2c0-c625b56a8341', '00000000-0000-7b2c-878a-d78d12bbd838', 'call', '01a1f346-efb8-7c8b-aac3-2e7a34aefb3c', '2026-11-19 10:07:54.808+00', '设备绑定', 'Device binding', '换新手机绑定，指导验证短信和刷脸，绑定成功，提醒首日限额较低。', '', 'resolved', false, NULL, '88bb5011-e0ca-5231-8330-647943dde66d'),
	('01a1f3ab-c288-7cb5-abff-b147df4b94c4', '00000000-0000-7482-92c7-79774f2c553e', 'call', '01a1f3ab-c288-77dc-930d-9a3cf0643294', '2026-11-19 11:58:02.376+00', '提前还款', 'Early repayment', '客户反映网点排不到提前还款名额，登记工单转大学城支行，注明首次预约日期。', '', 'resolved', false, NULL, '88bb5011-e0ca-5231-8330-647943dde66d'),
	('01a1f3d0-e7ed-757c-839e-ae3ae3b9844c', '00000000-0000-7ac2-9d4f-0221519f0a3e', 'call', '01a1f3d0-e7ed-7c63-8cea-4893d0b0ba70', '2026-11-19 12:38:36.781+00', '投诉已登记', 'Complaint opened', '客户反映账户限制处理慢，要求专人回电，登记为紧急，约定11月9日回电。', '', 'resolved', false, NULL, '88bb5011-e0ca-5231-8330-647943dde66d'),
	('01a1f679-17b4-71fd-b902-598b2ca165a6', '00000000-0000-7c0e-b59c-99d74ace4e47', 'call', '01a1f679-17b4-7ea6-a44f-b2a49af0ce62', '2026-11-20 01:01:33.492+00', '电子银行', 'Electronic banking', '', '', '', false, NULL, 'a3b35072-e876-58da-b8ff-b67de672ecb0'),
	('01a1f6bf-17bb-7928-a324-fcd6ed807e15', '00000000-0000-7b2c-878a-d78d12bbd838', 'call', '01a1f6bf-17bb-73bd-9981-083276b7f55f', '2026-11-20 02:18:01.019+00', '网银与U盾', 'Online banking and U-key', 'U盾插入没有反应，换USB口后识别，指导安装网银助手。', '', 'resolved', false, NULL, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b'),
	('01a1f6c2-8116-7243-82cf-fc267b9b7450', '00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'call', '01a1f6c2-8116-76fd-aac5-c6216f838958', '2026-11-20 02:21:44.598+00', '登录失败', 'Sign-in failure', '手机银行登录密码连续错误锁定，指导“忘记密码”刷脸重设，当场登录成功。', '', 'resolved', false, NULL, 'a3b35072-e876-58da-b8ff-b67de672ecb0'),
	('01a1f6c5-0070-71bf-b9fd-718ff602796d', '00000000-0000-7271-b0b9-9bd37b14fead', 'call', '01a1f6c5-0070-7fa3-a139-6a3ebefb9588', '2026-11-20 02:24:28.272+00', '证件到期更新', 'Identity document expired', '客户收到证件到期短信，确认短信为本行发送，指导客户端上传，未点短信链接。', '', 'resolved', false, NULL, 'a3b35072-e876-58da-b8ff-b67de672ecb0'),
	('01a1f770-f2c1-7c0a-9f84-08dd1438f8d6', '00000000-0000-71d3-b0d8-a48c852300c5', 'call', '01a1f770-f2c1-7aba-ba75-51e7543baa9d', '2026-11-20 05:32:16.961+00', '证件到期更新', 'Identity document expired', '客户收到证件到期短信，确认短信为本行发送，指导客户端上传，未点短信链接。', '', 'resolved', false, NULL, 'e5518fd5-d2d3-5cdf-b223-302b8ade622b'),
	('00000000-0000-785a-ae09-00ee2972a488', '00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'complaint', '00000000-0000-7770-ac65-5cc1654a1652', '2026-11-19 07:38:13.570258+00', 'TS20261119-0001', '', '信用卡 · 服务设施、设备、业务系统', 'Credit card · Facilities, equipment and business systems', 'in_progress', true, '2026-12-04 16:00:00+00', 'd88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2'),
	('00000000-0000-7b87-83b0-e1f4b1395c86', '00000000-0000-7ac2-9d4f-0221519f0a3e', 'complaint', '00000000-0000-7cbb-99b0-92cb8be85bbd', '2026-11-19 12:40:39.652+00', 'TS20261119-0002', '', '债务催收 · 债务催收方式和手段', 'Debt collection · Manner and means of debt collection', 'assigned', true, '2026-12-04 16:00:00+00', '88bb5011-e0ca-5231-8330-647943dde66d');
INSERT INTO public.contact_point VALUES
	('00000000-0000-7e9f-ae14-8ccd5db4ada5', '00000000-0000-7271-b0b9-9bd37b14fead', 'mobile', '+8615419191230', NULL, true, 'core_bank'),
	('00000000-0000-7513-8f5c-511b2586d236', '00000000-0000-7ff7-9289-65c67f0e8221', 'mobile', '+8615412187005', NULL, true, 'core_bank'),
	('00000000-0000-74ca-a4f9-d993a241577e', '00000000-0000-7ff7-9289-65c67f0e8221', 'landline', '+865452277222', '549', true, 'branch'),
	('00000000-0000-7e91-a6c1-0e1eccda82a2', '00000000-0000-7769-a43d-1b9f3fc6040c', 'mobile', '+8615451909076', NULL, true, 'core_bank'),
	('00000000-0000-74cb-adf5-447a526e28f7', '00000000-0000-7b2c-878a-d78d12bbd838', 'mobile', '+8615417489665', NULL, true, 'core_bank'),
	('00000000-0000-7bcf-a88f-c05d1617348b', '00000000-0000-7ac2-9d4f-0221519f0a3e', 'mobile', '+8615423243475', NULL, true, 'core_bank'),
	('00000000-0000-79bc-8286-446d017546b2', '00000000-0000-7ac2-9d4f-0221519f0a3e', 'mobile', '+8615425474808', NULL, false, 'web_form'),
	('00000000-0000-7400-827e-1d294be865fe', '00000000-0000-7ac2-9d4f-0221519f0a3e', 'landline', '+865455270623', NULL, true, 'core_bank'),
	('00000000-0000-7494-b66c-936dc7306591', '00000000-0000-7ac2-9d4f-0221519f0a3e', 'mail', 'c000005@example.com', NULL, true, 'web_form'),
	('00000000-0000-7af4-9aa5-3eadf76792ac', '00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'mobile', '+8615475873019', NULL, true, 'core_bank'),
	('00000000-0000-7ac8-83bd-0378fd7e0556', '00000000-0000-71d3-b0d8-a48c852300c5', 'mobile', '+8615468676557', NULL, true, 'core_bank'),
	('00000000-0000-7fcc-81e1-087932ee12fd', '00000000-0000-7482-92c7-79774f2c553e', 'mobile', '+8615464927679', NULL, true, 'core_bank'),
	('00000000-0000-7fcd-b570-a16f08260255', '00000000-0000-7482-92c7-79774f2c553e', 'mail', 'c000008@example.com', NULL, false, 'web_form'),
	('00000000-0000-763b-8f7f-8136e7ef7bf2', '00000000-0000-7a6e-880f-b715327b4c8a', 'mobile', '+8615457482230', NULL, true, 'core_bank'),
	('00000000-0000-75b1-afb2-bf7fc52f612b', '00000000-0000-7a6e-880f-b715327b4c8a', 'mobile', '+8615409814939', NULL, false, 'branch'),
	('00000000-0000-795b-b82e-a852f48f0ea9', '00000000-0000-7db6-91af-ace9c9a513af', 'mobile', '+8615454807102', NULL, true, 'core_bank'),
	('00000000-0000-7e89-a2a7-6ba1e353ad13', '00000000-0000-7c0e-b59c-99d74ace4e47', 'mobile', '+8615407492455', NULL, true, 'core_bank'),
	('00000000-0000-77f7-bb08-4c5bdab43f35', '00000000-0000-799c-b32a-5efd18be296b', 'mobile', '+8615470256188', NULL, true, 'core_bank'),
	('00000000-0000-7421-b237-55ecdcc4cebc', '00000000-0000-799c-b32a-5efd18be296b', 'landline', '+865452277777', '613', false, 'branch');
INSERT INTO public.customer VALUES
	('00000000-0000-7271-b0b9-9bd37b14fead', 'C000001', '李欣棠', 'female', '380121198211262343', '1982-11-26', 'B09', 'standard', '{}', '齐川市沂临县人民路3号新村7号楼2单元1804室', '', '2026-11-30 12:02:54.736951+00', 1),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'C000002', '朱蔚', 'female', '380121197804199682', '1978-04-19', 'B00', 'standard', '{}', '齐川市云台区府前大街241号锦园18号楼1单元903室', '', '2026-11-30 12:02:54.736951+00', 1),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'C000003', '王语岚', 'female', '380102198807317167', '1988-07-31', 'B01', 'gold', '{}', '齐川市云台区柳行路283号公寓3号楼2单元1501室', '', '2026-11-30 12:02:54.736951+00', 1),
	('00000000-0000-7b2c-878a-d78d12bbd838', 'C000004', '陈诗涵', 'female', '380122198702148441', '1987-02-14', 'B02', 'standard', '{sensitive}', '齐川市云台区洛泉街160号新村9号楼4单元1402室', '', '2026-11-30 12:02:54.736951+00', 1),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'C000005', '赵兆稷', 'male', '380102195805033559', '1958-05-03', 'B00', 'standard', '{}', '齐川市云台区府前大街276号里28号楼2单元203室', '', '2026-11-30 12:02:54.736951+00', 1),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'C000006', '陈敬朗', 'male', '380122199208298359', '1992-08-29', 'B09', 'standard', '{}', '齐川市沂临县人民路273号锦园2号楼3单元1801室', '', '2026-11-30 12:02:54.736951+00', 1),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'C000007', '孙嘉轩', 'male', '380103200810146151', '2008-10-14', 'B06', 'standard', '{}', '齐川市望河区东营坊大街215号公寓23号楼1单元903室', '', '2026-11-30 12:02:54.736951+00', 1),
	('00000000-0000-7482-92c7-79774f2c553e', 'C000008', '罗若汐', 'female', '380103198510271127', '1985-10-27', 'B02', 'standard', '{}', '齐川市云台区洛泉街200号花园小区11号楼2单元1702室', '', '2026-11-30 12:02:54.736951+00', 1),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'C000009', '王福坡', 'male', '380101196512287638', '1965-12-28', 'B04', 'private', '{no_marketing}', '齐川市望河区滨河东路140号佳苑24号楼2单元304室', '', '2026-11-30 12:02:54.736951+00', 1),
	('00000000-0000-7db6-91af-ace9c9a513af', 'C000010', '赵淑珍', 'female', '380101196807089209', '1968-07-08', 'B06', 'standard', '{}', '齐川市望河区东营坊大街226号花园小区6号楼3单元1804室', '', '2026-11-30 12:02:54.736951+00', 1),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'C000011', '罗承谦', 'male', '380181198408231771', '1984-08-23', 'B00', 'standard', '{}', '齐川市云台区府前大街232号锦园10号楼1单元1003室', '', '2026-11-30 12:02:54.736951+00', 1),
	('00000000-0000-799c-b32a-5efd18be296b', 'C000012', '吴榕', 'female', '380101197005172045', '1970-05-17', 'B08', 'private', '{vision,dialect}', '齐川市沂临县白沙镇商业街272号新村17号楼4单元1403室', '', '2026-11-30 12:02:54.736951+00', 1);
INSERT INTO public.customer_key VALUES
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '12005'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '134539'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '162671'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '2005'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '2671'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '277583'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '2933'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '312005'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '34539'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '4539'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '62671'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '67727'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '7583'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '7727'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '77583'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '82933'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '867727'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'card_tail', '982933'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'identity_tail', '2343'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'identity_tail', '262343'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'identity_tail', '62343'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'initials', 'lxt'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'name', '李欣棠'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'number', 'c000001'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'phone', '15419191230'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'phone', '8615419191230'),
	('00000000-0000-7271-b0b9-9bd37b14fead', 'pinyin', 'lixintang'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'card_tail', '252810'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'card_tail', '2810'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'card_tail', '33839'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'card_tail', '35009'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'card_tail', '3839'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'card_tail', '5009'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'card_tail', '52810'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'card_tail', '733839'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'card_tail', '735009'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'identity_tail', '199682'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'identity_tail', '9682'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'identity_tail', '99682'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'initials', 'zw'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'name', '朱蔚'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'number', 'c000002'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'phone', '05452277222'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'phone', '15412187005'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'phone', '8615412187005'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'phone', '865452277222'),
	('00000000-0000-7ff7-9289-65c67f0e8221', 'pinyin', 'zhuwei'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'card_tail', '026009'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'card_tail', '131866'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'card_tail', '15929'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'card_tail', '1829'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'card_tail', '1866'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'card_tail', '26009'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'card_tail', '261829'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'card_tail', '31866'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'card_tail', '3719'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'card_tail', '583719'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'card_tail', '5929'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'card_tail', '6009'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'card_tail', '61829'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'card_tail', '715929'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'card_tail', '83719'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'identity_tail', '17167'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'identity_tail', '317167'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'identity_tail', '7167'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'initials', 'wyl'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'name', '王语岚'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'number', 'c000003'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'phone', '15451909076'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'phone', '8615451909076'),
	('00000000-0000-7769-a43d-1b9f3fc6040c', 'pinyin', 'wangyulan'),
	('00000000-0000-7b2c-878a-d78d12bbd838', 'card_tail', '01082'),
	('00000000-0000-7b2c-878a-d78d12bbd838', 'card_tail', '1082'),
	('00000000-0000-7b2c-878a-d78d12bbd838', 'card_tail', '349262'),
	('00000000-0000-7b2c-878a-d78d12bbd838', 'card_tail', '49262'),
	('00000000-0000-7b2c-878a-d78d12bbd838', 'card_tail', '501082'),
	('00000000-0000-7b2c-878a-d78d12bbd838', 'card_tail', '9262'),
	('00000000-0000-7b2c-878a-d78d12bbd838', 'identity_tail', '148441'),
	('00000000-0000-7b2c-878a-d78d12bbd838', 'identity_tail', '48441'),
	('00000000-0000-7b2c-878a-d78d12bbd838', 'identity_tail', '8441'),
	('00000000-0000-7b2c-878a-d78d12bbd838', 'initials', 'csh'),
	('00000000-0000-7b2c-878a-d78d12bbd838', 'name', '陈诗涵'),
	('00000000-0000-7b2c-878a-d78d12bbd838', 'number', 'c000004'),
	('00000000-0000-7b2c-878a-d78d12bbd838', 'phone', '15417489665'),
	('00000000-0000-7b2c-878a-d78d12bbd838', 'phone', '8615417489665'),
	('00000000-0000-7b2c-878a-d78d12bbd838', 'pinyin', 'chenshihan'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'card_tail', '0322'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'card_tail', '07621'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'card_tail', '307621'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'card_tail', '557041'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'card_tail', '57041'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'card_tail', '60322'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'card_tail', '68247'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'card_tail', '7041'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'card_tail', '760322'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'card_tail', '7621'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'card_tail', '8247'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'card_tail', '868247'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'identity_tail', '033559'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'identity_tail', '33559');
INSERT INTO public.customer_key VALUES
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'identity_tail', '3559'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'initials', 'zzj'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'name', '赵兆稷'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'number', 'c000005'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'phone', '05455270623'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'phone', '15423243475'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'phone', '15425474808'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'phone', '8615423243475'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'phone', '8615425474808'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'phone', '865455270623'),
	('00000000-0000-7ac2-9d4f-0221519f0a3e', 'pinyin', 'zhaozhaoji'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'card_tail', '0921'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'card_tail', '1052'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'card_tail', '1340'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'card_tail', '13896'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'card_tail', '191052'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'card_tail', '285545'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'card_tail', '3896'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'card_tail', '41340'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'card_tail', '413896'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'card_tail', '5545'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'card_tail', '60921'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'card_tail', '841340'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'card_tail', '85545'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'card_tail', '860921'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'card_tail', '91052'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'identity_tail', '298359'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'identity_tail', '8359'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'identity_tail', '98359'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'initials', 'cjl'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'name', '陈敬朗'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'number', 'c000006'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'phone', '15475873019'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'phone', '8615475873019'),
	('00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'pinyin', 'chenjinglang'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'card_tail', '198731'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'card_tail', '2506'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'card_tail', '269242'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'card_tail', '5468'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'card_tail', '685468'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'card_tail', '69242'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'card_tail', '77957'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'card_tail', '7957'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'card_tail', '82506'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'card_tail', '85468'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'card_tail', '8731'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'card_tail', '9242'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'card_tail', '977957'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'card_tail', '982506'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'card_tail', '98731'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'identity_tail', '146151'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'identity_tail', '46151'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'identity_tail', '6151'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'initials', 'sjx'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'name', '孙嘉轩'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'number', 'c000007'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'phone', '15468676557'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'phone', '8615468676557'),
	('00000000-0000-71d3-b0d8-a48c852300c5', 'pinyin', 'sunjiaxuan'),
	('00000000-0000-7482-92c7-79774f2c553e', 'card_tail', '089196'),
	('00000000-0000-7482-92c7-79774f2c553e', 'card_tail', '184441'),
	('00000000-0000-7482-92c7-79774f2c553e', 'card_tail', '3203'),
	('00000000-0000-7482-92c7-79774f2c553e', 'card_tail', '4441'),
	('00000000-0000-7482-92c7-79774f2c553e', 'card_tail', '5281'),
	('00000000-0000-7482-92c7-79774f2c553e', 'card_tail', '53203'),
	('00000000-0000-7482-92c7-79774f2c553e', 'card_tail', '585281'),
	('00000000-0000-7482-92c7-79774f2c553e', 'card_tail', '653203'),
	('00000000-0000-7482-92c7-79774f2c553e', 'card_tail', '84441'),
	('00000000-0000-7482-92c7-79774f2c553e', 'card_tail', '85281'),
	('00000000-0000-7482-92c7-79774f2c553e', 'card_tail', '89196'),
	('00000000-0000-7482-92c7-79774f2c553e', 'card_tail', '9196'),
	('00000000-0000-7482-92c7-79774f2c553e', 'identity_tail', '1127'),
	('00000000-0000-7482-92c7-79774f2c553e', 'identity_tail', '271127'),
	('00000000-0000-7482-92c7-79774f2c553e', 'identity_tail', '71127'),
	('00000000-0000-7482-92c7-79774f2c553e', 'initials', 'lrx'),
	('00000000-0000-7482-92c7-79774f2c553e', 'name', '罗若汐'),
	('00000000-0000-7482-92c7-79774f2c553e', 'number', 'c000008'),
	('00000000-0000-7482-92c7-79774f2c553e', 'phone', '15464927679'),
	('00000000-0000-7482-92c7-79774f2c553e', 'phone', '8615464927679'),
	('00000000-0000-7482-92c7-79774f2c553e', 'pinyin', 'luoruoxi'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'card_tail', '094096'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'card_tail', '1710'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'card_tail', '2837'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'card_tail', '4096'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'card_tail', '51710'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'card_tail', '782837'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'card_tail', '82837'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'card_tail', '94096'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'card_tail', '951710'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'identity_tail', '287638'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'identity_tail', '7638'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'identity_tail', '87638'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'initials', 'wfp'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'name', '王福坡'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'number', 'c000009'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'phone', '15409814939'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'phone', '15457482230'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'phone', '8615409814939'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'phone', '8615457482230'),
	('00000000-0000-7a6e-880f-b715327b4c8a', 'pinyin', 'wangfupo');
INSERT INTO public.customer_key VALUES
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '1169'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '141169'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '2203'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '253091'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '26438'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '2687'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '2796'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '3091'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '382687'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '41169'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '486629'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '497551'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '52796'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '53091'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '62203'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '6438'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '662203'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '6629'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '726438'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '752796'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '7551'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '82687'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '86629'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'card_tail', '97551'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'identity_tail', '089209'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'identity_tail', '89209'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'identity_tail', '9209'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'initials', 'zsz'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'name', '赵淑珍'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'number', 'c000010'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'phone', '15454807102'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'phone', '8615454807102'),
	('00000000-0000-7db6-91af-ace9c9a513af', 'pinyin', 'zhaoshuzhen'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'card_tail', '0626'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'card_tail', '09756'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'card_tail', '11610'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'card_tail', '15060'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'card_tail', '1610'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'card_tail', '215060'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'card_tail', '309756'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'card_tail', '5060'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'card_tail', '511610'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'card_tail', '588198'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'card_tail', '70626'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'card_tail', '8198'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'card_tail', '870626'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'card_tail', '88198'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'card_tail', '9756'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'identity_tail', '1771'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'identity_tail', '231771'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'identity_tail', '31771'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'initials', 'lcq'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'name', '罗承谦'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'number', 'c000011'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'phone', '15407492455'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'phone', '8615407492455'),
	('00000000-0000-7c0e-b59c-99d74ace4e47', 'pinyin', 'luochengqian'),
	('00000000-0000-799c-b32a-5efd18be296b', 'card_tail', '0537'),
	('00000000-0000-799c-b32a-5efd18be296b', 'card_tail', '450537'),
	('00000000-0000-799c-b32a-5efd18be296b', 'card_tail', '50537'),
	('00000000-0000-799c-b32a-5efd18be296b', 'card_tail', '58127'),
	('00000000-0000-799c-b32a-5efd18be296b', 'card_tail', '658127'),
	('00000000-0000-799c-b32a-5efd18be296b', 'card_tail', '779354'),
	('00000000-0000-799c-b32a-5efd18be296b', 'card_tail', '787959'),
	('00000000-0000-799c-b32a-5efd18be296b', 'card_tail', '79354'),
	('00000000-0000-799c-b32a-5efd18be296b', 'card_tail', '7959'),
	('00000000-0000-799c-b32a-5efd18be296b', 'card_tail', '8127'),
	('00000000-0000-799c-b32a-5efd18be296b', 'card_tail', '87959'),
	('00000000-0000-799c-b32a-5efd18be296b', 'card_tail', '9354'),
	('00000000-0000-799c-b32a-5efd18be296b', 'identity_tail', '172045'),
	('00000000-0000-799c-b32a-5efd18be296b', 'identity_tail', '2045'),
	('00000000-0000-799c-b32a-5efd18be296b', 'identity_tail', '72045'),
	('00000000-0000-799c-b32a-5efd18be296b', 'initials', 'wr'),
	('00000000-0000-799c-b32a-5efd18be296b', 'name', '吴榕'),
	('00000000-0000-799c-b32a-5efd18be296b', 'number', 'c000012'),
	('00000000-0000-799c-b32a-5efd18be296b', 'phone', '05452277777'),
	('00000000-0000-799c-b32a-5efd18be296b', 'phone', '15470256188'),
	('00000000-0000-799c-b32a-5efd18be296b', 'phone', '8615470256188'),
	('00000000-0000-799c-b32a-5efd18be296b', 'phone', '865452277777'),
	('00000000-0000-799c-b32a-5efd18be296b', 'pinyin', 'wurong');
INSERT INTO public.disposition VALUES
	('account', NULL, '借记卡与账户', 'Debit cards and accounts', 0, true, 1),
	('credit', NULL, '信用卡', 'Credit cards', 1, true, 1),
	('loan', NULL, '贷款', 'Loans', 2, true, 1),
	('ebank', NULL, '电子银行', 'Electronic banking', 3, true, 1),
	('urgent', NULL, '挂失与紧急', 'Loss and emergencies', 4, true, 1),
	('complaint', NULL, '投诉与建议', 'Complaints and suggestions', 5, true, 1),
	('other', NULL, '其他', 'Other', 6, true, 1),
	('account.balance', 'account', '余额与明细查询', 'Balance and transactions', 7, true, 1),
	('account.status', 'account', '账户状态异常', 'Account status problem', 8, true, 1),
	('account.limit', 'account', '非柜面限额调整', 'Non-counter limit change', 9, true, 1),
	('account.password', 'account', '密码锁定与重置', 'Password locked or reset', 10, true, 1),
	('account.info', 'account', '个人信息更新', 'Personal details update', 11, true, 1),
	('account.idcard', 'account', '证件到期更新', 'Identity document expired', 12, true, 1),
	('account.statement', 'account', '流水与对账单', 'Statements and print-outs', 13, true, 1),
	('account.deposit', 'account', '存款利率与支取', 'Deposit rates and withdrawal', 14, true, 1),
	('account.social', 'account', '社保卡金融功能', 'Social security card', 15, true, 1),
	('account.fee', 'account', '账户收费', 'Account fees', 16, true, 1),
	('credit.bill', 'credit', '账单查询', 'Statement enquiry', 17, true, 1),
	('credit.repay', 'credit', '还款', 'Repayment', 18, true, 1),
	('credit.instal', 'credit', '分期', 'Instalments', 19, true, 1),
	('credit.annual_fee', 'credit', '年费', 'Annual fee', 20, true, 1),
	('credit.overdue', 'credit', '逾期与协商', 'Overdue and repayment plan', 21, true, 1),
	('credit.limit', 'credit', '额度', 'Credit limit', 22, true, 1),
	('credit.apply', 'credit', '申请与激活', 'Application and activation', 23, true, 1),
	('credit.dispute', 'credit', '交易争议', 'Disputed transaction', 24, true, 1),
	('loan.repay', 'loan', '还款与扣款', 'Repayment and debit', 25, true, 1),
	('loan.prepay', 'loan', '提前还款', 'Early repayment', 26, true, 1),
	('loan.rate', 'loan', '利率调整', 'Rate adjustment', 27, true, 1),
	('loan.apply', 'loan', '申请与进度', 'Application and progress', 28, true, 1),
	('loan.record', 'loan', '征信记录', 'Credit record', 29, true, 1),
	('loan.docs', 'loan', '结清证明与资料', 'Settlement certificate and papers', 30, true, 1),
	('ebank.login', 'ebank', '登录失败', 'Sign-in failure', 31, true, 1),
	('ebank.device', 'ebank', '设备绑定', 'Device binding', 32, true, 1),
	('ebank.transfer', 'ebank', '转账未到账', 'Transfer not arrived', 33, true, 1),
	('ebank.ukey', 'ebank', '网银与U盾', 'Online banking and U-key', 34, true, 1),
	('ebank.sms', 'ebank', '短信与验证码', 'SMS and codes', 35, true, 1),
	('ebank.qr', 'ebank', '收款码与快捷支付', 'QR collection and quick payment', 36, true, 1),
	('urgent.card_loss', 'urgent', '借记卡挂失', 'Debit card reported lost', 37, true, 1),
	('urgent.credit_loss', 'urgent', '信用卡挂失', 'Credit card reported lost', 38, true, 1),
	('urgent.atm', 'urgent', 'ATM吞卡吞钞', 'ATM kept card or cash', 39, true, 1),
	('urgent.fraud', 'urgent', '疑似诈骗止付', 'Suspected fraud, payment stopped', 40, true, 1),
	('urgent.freeze', 'urgent', '账户冻结咨询', 'Frozen account enquiry', 41, true, 1),
	('complaint.opened', 'complaint', '投诉已登记', 'Complaint opened', 42, true, 1),
	('complaint.calmed', 'complaint', '安抚解释后撤回', 'Explained, complaint dropped', 43, true, 1),
	('complaint.progress', 'complaint', '投诉进度查询', 'Complaint progress', 44, true, 1),
	('complaint.idea', 'complaint', '意见建议', 'Suggestion', 45, true, 1),
	('complaint.praise', 'complaint', '表扬', 'Praise', 46, true, 1),
	('other.branch', 'other', '网点与预约', 'Branches and appointments', 47, true, 1),
	('other.transfer', 'other', '转接其他部门', 'Transferred elsewhere', 48, true, 1),
	('other.silent', 'other', '无声或断线', 'Silent or cut off', 49, true, 1),
	('other.nuisance', 'other', '骚扰或误拨', 'Nuisance or wrong number', 50, true, 1),
	('other.callback', 'other', '约定回呼', 'Call-back agreed', 51, true, 1);
INSERT INTO public.exchange_cursor VALUES
	('example', 'example', '2026-11-20 07:00:00+00', 0);
INSERT INTO public.floor_message VALUES
	('76ee3519-daa8-58f7-8169-bce9c6392346', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'person', NULL, 'text', 'example', '{}', false, '2026-11-20 07:00:00+00', '2026-11-20 07:00:00+00', NULL);
INSERT INTO public.floor_snapshot VALUES
	('example', '2026-11-30 12:04:20.814526+00', '{}');
INSERT INTO public.holding VALUES
	('00000000-0000-7352-b3f2-bf864ed1c54f', '00000000-0000-7271-b0b9-9bd37b14fead', 'P101', 'debit', '齐川卡', 'Qichuan Card', '6200000981630277583', 'normal', '2014-12-18'),
	('00000000-0000-79bf-a010-fe8df6be56b3', '00000000-0000-7271-b0b9-9bd37b14fead', 'P103', 'debit', '社会保障卡', 'Social Security Card', '6200004007206312005', 'normal', '2015-02-05'),
	('00000000-0000-770c-8ab7-001274445e12', '00000000-0000-7271-b0b9-9bd37b14fead', 'P304', 'loan', '小微经营贷', 'Small Business Loan', '9010715401982933', 'normal', '2019-08-04'),
	('00000000-0000-75e4-b023-dfa85c984a07', '00000000-0000-7271-b0b9-9bd37b14fead', 'P401', 'deposit', '整存整取定期存款', 'Fixed Deposit', '9010713307134539', 'normal', '2010-06-10'),
	('00000000-0000-7e0c-b243-8c03694a37cb', '00000000-0000-7271-b0b9-9bd37b14fead', 'P404', 'deposit', '零存整取', 'Instalment Deposit', '9010024257867727', 'normal', '2023-06-02'),
	('00000000-0000-78a6-8a8e-ce2abf0b4b79', '00000000-0000-7271-b0b9-9bd37b14fead', 'P702', 'payment', '水电费代扣', 'Utility Direct Debit', '9010581224162671', 'normal', '2017-08-17'),
	('00000000-0000-7e97-a132-8b561ee48ac5', '00000000-0000-7ff7-9289-65c67f0e8221', 'P401', 'deposit', '整存整取定期存款', 'Fixed Deposit', '9010709248735009', 'normal', '2020-04-06'),
	('00000000-0000-79f1-a924-8358fba9fa8e', '00000000-0000-7ff7-9289-65c67f0e8221', 'P601', 'ebank', '手机银行', 'Mobile Banking', '9010458244252810', 'closed', '2025-04-28'),
	('00000000-0000-72ba-8e70-fd752642795a', '00000000-0000-7ff7-9289-65c67f0e8221', 'P603', 'ebank', '短信通知', 'SMS Notices', '9010860536733839', 'normal', '2011-12-16'),
	('00000000-0000-7e20-bca1-1f0d17ec5fdf', '00000000-0000-7769-a43d-1b9f3fc6040c', 'P101', 'debit', '齐川卡', 'Qichuan Card', '6200007908072261829', 'normal', '2014-07-03'),
	('00000000-0000-7cda-9b48-c9e711d7e335', '00000000-0000-7769-a43d-1b9f3fc6040c', 'P201', 'credit', '齐川信用卡普卡', 'Qichuan Credit Card Classic', '6200001599367131866', 'normal', '2026-07-01'),
	('00000000-0000-778b-85e9-9db664a91329', '00000000-0000-7769-a43d-1b9f3fc6040c', 'P401', 'deposit', '整存整取定期存款', 'Fixed Deposit', '9010731954583719', 'normal', '2008-12-14'),
	('00000000-0000-75ae-ab47-32e004cb81da', '00000000-0000-7769-a43d-1b9f3fc6040c', 'P402', 'deposit', '个人大额存单', 'Large Certificate of Deposit', '9010228337026009', 'normal', '2020-06-29'),
	('00000000-0000-7626-b5ad-822e38165edb', '00000000-0000-7769-a43d-1b9f3fc6040c', 'P603', 'ebank', '短信通知', 'SMS Notices', '9010709026715929', 'normal', '2011-01-28'),
	('00000000-0000-7f53-8e5b-32430722fd09', '00000000-0000-7b2c-878a-d78d12bbd838', 'P101', 'debit', '齐川卡', 'Qichuan Card', '6200004755360349262', 'normal', '2016-01-20'),
	('00000000-0000-7436-a201-cd39d93609dd', '00000000-0000-7b2c-878a-d78d12bbd838', 'P401', 'deposit', '整存整取定期存款', 'Fixed Deposit', '9010966178501082', 'normal', '2022-10-01'),
	('00000000-0000-72a4-a5c6-807a1a29ff55', '00000000-0000-7ac2-9d4f-0221519f0a3e', 'P101', 'debit', '齐川卡', 'Qichuan Card', '6200000658676868247', 'normal', '2020-09-01'),
	('00000000-0000-7340-a161-2f1837b6961c', '00000000-0000-7ac2-9d4f-0221519f0a3e', 'P202', 'credit', '齐川信用卡金卡', 'Qichuan Credit Card Gold', '6200002939687557041', 'normal', '2026-06-13'),
	('00000000-0000-7d1f-b3ab-eae412058d6e', '00000000-0000-7ac2-9d4f-0221519f0a3e', 'P401', 'deposit', '整存整取定期存款', 'Fixed Deposit', '9010104077760322', 'normal', '2009-09-20'),
	('00000000-0000-75c1-8dfb-42aad06a526b', '00000000-0000-7ac2-9d4f-0221519f0a3e', 'P601', 'ebank', '手机银行', 'Mobile Banking', '9010759996307621', 'normal', '2011-08-23'),
	('00000000-0000-787c-a5bc-b967f4eca3e1', '00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'P101', 'debit', '齐川卡', 'Qichuan Card', '6200006493816191052', 'normal', '2010-09-28'),
	('00000000-0000-71c5-8bcb-b7e6e85c084a', '00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'P103', 'debit', '社会保障卡', 'Social Security Card', '6200006307420285545', 'normal', '2014-07-04'),
	('00000000-0000-772f-ade6-24437f5a5072', '00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'P202', 'credit', '齐川信用卡金卡', 'Qichuan Credit Card Gold', '6200008336528841340', 'normal', '2011-11-17'),
	('00000000-0000-72b3-8f2f-895d4ca5542d', '00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'P602', 'ebank', '个人网上银行', 'Personal Online Banking', '9010980169860921', 'normal', '2023-05-29'),
	('00000000-0000-7e26-b9d2-4be3e9c1c348', '00000000-0000-7bdc-95ec-f29cbbf5c6ba', 'P801', 'insurance', '代理意外险', 'Accident Insurance (agency)', '9010711881413896', 'normal', '2014-01-04'),
	('00000000-0000-7512-b13d-45cc5f189c98', '00000000-0000-71d3-b0d8-a48c852300c5', 'P101', 'debit', '齐川卡', 'Qichuan Card', '6200002838732982506', 'normal', '2026-06-09'),
	('00000000-0000-7527-a86f-9fa1f0b27362', '00000000-0000-71d3-b0d8-a48c852300c5', 'P103', 'debit', '社会保障卡', 'Social Security Card', '6200006472430685468', 'normal', '2026-05-06'),
	('00000000-0000-7235-a5cb-b0e033f42e46', '00000000-0000-71d3-b0d8-a48c852300c5', 'P201', 'credit', '齐川信用卡普卡', 'Qichuan Credit Card Classic', '6200000759359269242', 'normal', '2025-10-30'),
	('00000000-0000-78ad-aa35-95d196c30b85', '00000000-0000-71d3-b0d8-a48c852300c5', 'P302', 'loan', '惠农e贷', 'Farmer Online Loan', '9010436581198731', 'normal', '2025-12-04'),
	('00000000-0000-7bbf-83d3-ac353c8d111a', '00000000-0000-71d3-b0d8-a48c852300c5', 'P601', 'ebank', '手机银行', 'Mobile Banking', '9010613362977957', 'normal', '2026-08-23'),
	('00000000-0000-753c-8a24-856d2a24ee2e', '00000000-0000-7482-92c7-79774f2c553e', 'P101', 'debit', '齐川卡', 'Qichuan Card', '6200001892829089196', 'normal', '2022-10-28'),
	('00000000-0000-7585-bd71-ccae6b5a5397', '00000000-0000-7482-92c7-79774f2c553e', 'P401', 'deposit', '整存整取定期存款', 'Fixed Deposit', '9010477405585281', 'normal', '2016-12-04'),
	('00000000-0000-7230-8057-5b678c3acd65', '00000000-0000-7482-92c7-79774f2c553e', 'P503', 'wealth', '代销基金', 'Agency Fund', '9010582249184441', 'normal', '2017-09-11'),
	('00000000-0000-7f53-b19a-587939ca6576', '00000000-0000-7482-92c7-79774f2c553e', 'P702', 'payment', '水电费代扣', 'Utility Direct Debit', '9010535915653203', 'normal', '2024-11-22'),
	('00000000-0000-7ef7-abab-8846d7b4d47c', '00000000-0000-7a6e-880f-b715327b4c8a', 'P101', 'debit', '齐川卡', 'Qichuan Card', '6200001782821094096', 'normal', '2025-12-16'),
	('00000000-0000-74dd-aeed-ee8340b83f81', '00000000-0000-7a6e-880f-b715327b4c8a', 'P303', 'loan', '齐心消费贷', 'Consumer Loan', '9010426205782837', 'normal', '2023-12-18'),
	('00000000-0000-7987-8031-ecb36eab7499', '00000000-0000-7a6e-880f-b715327b4c8a', 'P601', 'ebank', '手机银行', 'Mobile Banking', '9010681092951710', 'normal', '2015-11-29'),
	('00000000-0000-73be-8732-c6cd7df4baa4', '00000000-0000-7db6-91af-ace9c9a513af', 'P101', 'debit', '齐川卡', 'Qichuan Card', '6200007309857726438', 'normal', '2012-09-20'),
	('00000000-0000-79eb-9834-e99ac5a3b4b9', '00000000-0000-7db6-91af-ace9c9a513af', 'P103', 'debit', '社会保障卡', 'Social Security Card', '6200002864701141169', 'normal', '2017-10-11'),
	('00000000-0000-7d9e-85ae-6022431a881c', '00000000-0000-7db6-91af-ace9c9a513af', 'P105', 'debit', '代发工资卡', 'Payroll Card', '6200004073165497551', 'normal', '2021-09-24'),
	('00000000-0000-785a-bb12-016d2ac64a71', '00000000-0000-7db6-91af-ace9c9a513af', 'P203', 'credit', '齐川乡村振兴信用卡', 'Qichuan Village Credit Card', '6200005005081486629', 'normal', '2025-05-20'),
	('00000000-0000-7529-9bb6-7b4f65827566', '00000000-0000-7db6-91af-ace9c9a513af', 'P301', 'loan', '个人住房贷款', 'Home Loan', '9010834817662203', 'normal', '2022-06-19'),
	('00000000-0000-7436-83b0-b60ad3a586e1', '00000000-0000-7db6-91af-ace9c9a513af', 'P401', 'deposit', '整存整取定期存款', 'Fixed Deposit', '9010916217382687', 'normal', '2011-10-09'),
	('00000000-0000-7b04-9e14-14093b207f8a', '00000000-0000-7db6-91af-ace9c9a513af', 'P601', 'ebank', '手机银行', 'Mobile Banking', '9010184443752796', 'normal', '2018-02-07'),
	('00000000-0000-7a19-81fc-bd6db246ed8d', '00000000-0000-7db6-91af-ace9c9a513af', 'P701', 'payment', '齐川收款码', 'Qichuan QR Collection', '9010667327253091', 'normal', '2020-07-13'),
	('00000000-0000-7767-bdff-a6565841c6ca', '00000000-0000-7c0e-b59c-99d74ace4e47', 'P101', 'debit', '齐川卡', 'Qichuan Card', '6200009454435511610', 'normal', '2008-12-31'),
	('00000000-0000-7219-8571-f9ade01db79a', '00000000-0000-7c0e-b59c-99d74ace4e47', 'P102', 'debit', '齐川惠农卡', 'Qichuan Farmer Card', '6200009097578870626', 'normal', '2019-09-23'),
	('00000000-0000-74ab-8ba8-d8ba52454ce8', '00000000-0000-7c0e-b59c-99d74ace4e47', 'P201', 'credit', '齐川信用卡普卡', 'Qichuan Credit Card Classic', '6200006117642215060', 'normal', '2017-05-21'),
	('00000000-0000-778a-907c-a0858935f0bc', '00000000-0000-7c0e-b59c-99d74ace4e47', 'P401', 'deposit', '整存整取定期存款', 'Fixed Deposit', '9010067464309756', 'normal', '2015-02-01'),
	('00000000-0000-7a1b-b538-efbf5b0db228', '00000000-0000-7c0e-b59c-99d74ace4e47', 'P601', 'ebank', '手机银行', 'Mobile Banking', '9010316926588198', 'normal', '2014-11-08'),
	('00000000-0000-7006-a9df-07d21c120941', '00000000-0000-799c-b32a-5efd18be296b', 'P101', 'debit', '齐川卡', 'Qichuan Card', '6200009856593658127', 'normal', '2025-04-10'),
	('00000000-0000-7bb2-a3f0-47e7509519df', '00000000-0000-799c-b32a-5efd18be296b', 'P401', 'deposit', '整存整取定期存款', 'Fixed Deposit', '9010667387450537', 'normal', '2022-01-21'),
	('00000000-0000-7523-accd-7dd9bfe80762', '00000000-0000-799c-b32a-5efd18be296b', 'P403', 'deposit', '通知存款', 'Notice Deposit', '9010288505787959', 'normal', '2015-11-28'),
	('00000000-0000-7534-a585-03aa51f84bc5', '00000000-0000-799c-b32a-5efd18be296b', 'P603', 'ebank', '短信通知', 'SMS Notices', '9010431726779354', 'normal', '2014-02-07');
INSERT INTO public.idempotent_answer VALUES
	('9bc14d8c-aac4-5414-ae1f-ecab57007778', 'example', '\x3030303030303030303030303030303030303030303030303030303030303030', NULL, NULL, '2026-11-30 12:04:20.837673+00');
INSERT INTO public.import_run VALUES
	('78f20c1e-0eda-5961-8ab4-f60abf2caad6', 'example', 'example', 'example', 'example', 1, 1, 1, '[]', '2026-11-20 07:00:00+00', NULL);
INSERT INTO public.knowledge_category VALUES
	('account', '借记卡与账户', 'Debit cards and accounts', 0),
	('loss', '挂失与紧急', 'Loss and emergencies', 1),
	('credit', '信用卡', 'Credit cards', 2),
	('loan', '贷款与征信', 'Loans and credit records', 3),
	('deposit', '存款与储蓄', 'Deposits and savings', 4),
	('wealth', '理财与代销', 'Wealth products and agency sales', 5),
	('ebank', '电子银行', 'Electronic banking', 6),
	('payment', '转账支付与收费', 'Transfers, payments and fees', 7),
	('safety', '反诈与账户安全', 'Fraud prevention and account safety', 8),
	('cash', '现金与外汇', 'Cash and foreign exchange', 9),
	('service', '客户服务与投诉', 'Customer service and complaints', 10);
INSERT INTO public.mask_rule VALUES
	('9a6297c4-b7a2-4eb5-b8ea-6970043b9e45', 'telephone', false, 3, 4, 'digits', 1, '2026-11-30 12:02:27.792228+00'),
	('f1385f64-d153-4957-9529-0b882fa9428b', 'telephone', true, 3, 4, 'digits', 1, '2026-11-30 12:02:27.792395+00'),
	('30e7882f-0ae9-43d4-9e39-4af41b7b2f88', 'card', false, 6, 4, 'digits', 1, '2026-11-30 12:02:27.792419+00'),
	('f8f8c5fd-4033-4275-ae41-e6e14f685384', 'card', true, 6, 4, 'digits', 1, '2026-11-30 12:02:27.792437+00'),
	('31cd3d27-3bca-4830-82ac-3283b43b3a8e', 'account', false, 0, 4, 'digits', 1, '2026-11-30 12:02:27.792455+00'),
	('66f3561e-f15d-4652-bda7-fa0935ddc8a5', 'account', true, 4, 4, 'digits', 1, '2026-11-30 12:02:27.792472+00'),
	('594789af-3127-4be6-8bad-05cdd8d8f4d0', 'identity', false, 1, 1, 'digits', 1, '2026-11-30 12:02:27.792487+00'),
	('8ecf6da6-6318-475d-be1b-fa231c925e3c', 'identity', true, 3, 4, 'digits', 1, '2026-11-30 12:02:27.792506+00'),
	('cf86eb19-6202-4819-9297-6609715c9a74', 'name', false, 0, 0, 'name', 1, '2026-11-30 12:02:27.792525+00'),
	('1c587ba9-f3ac-45bd-badf-03c9c2afafda', 'name', true, 0, 0, 'name', 1, '2026-11-30 12:02:27.79254+00'),
	('1d9e51c9-5a83-46bd-9d73-3e2e13f0082e', 'address', false, 6, 0, 'digits', 1, '2026-11-30 12:02:27.792554+00'),
	('33bb44c4-4663-4c7e-b9b9-28834c62c491', 'address', true, 9, 0, 'digits', 1, '2026-11-30 12:02:27.79257+00'),
	('fedac8cf-c23f-4f19-9b3d-453e16401d46', 'mail', false, 1, 0, 'mail', 1, '2026-11-30 12:02:27.792586+00'),
	('77587a76-caa6-4fe5-97b4-4a749692a256', 'mail', true, 2, 0, 'mail', 1, '2026-11-30 12:02:27.792601+00');
INSERT INTO public.message_receipt VALUES
	('76ee3519-daa8-58f7-8169-bce9c6392346', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', NULL);
INSERT INTO public.not_ready_reason VALUES
	('signed_in', '刚签入', 'Signed in', true, 900, true, 1),
	('missed_calls', '连续未接', 'Several calls missed', true, 901, true, 1),
	('freed', '已由班长释放', 'Freed by a supervisor', true, 902, true, 1),
	('device_failure', '话机或耳麦故障', 'Telephone or headset fault', true, 903, true, 1),
	('break', '小休', 'Short break', false, 0, true, 1),
	('meal', '用餐', 'Meal', false, 1, true, 1),
	('training', '培训', 'Training', false, 2, true, 1),
	('meeting', '会议', 'Meeting', false, 3, true, 1),
	('coaching', '辅导', 'Coaching', false, 4, true, 1),
	('callback', '外呼回访', 'Outbound call-back', false, 5, true, 1),
	('paperwork', '工单处理', 'Case work', false, 6, true, 1),
	('fault', '系统故障', 'System fault', false, 7, true, 1);
INSERT INTO public.person VALUES
	('e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'a1001', '林知微', 'Lin Zhiwei', '1001', 'c0c11380-f2d4-5393-8679-4ce1bc906475', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', 'a1002', '周亦安', 'Zhou Yi''an', '1002', 'c0c11380-f2d4-5393-8679-4ce1bc906475', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('88bb5011-e0ca-5231-8330-647943dde66d', 'a1003', '何沐阳', 'He Muyang', '1003', 'c0c11380-f2d4-5393-8679-4ce1bc906475', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('ed66c7f9-06ba-5038-aa11-ffc886a29287', 'a1004', '孟晓棠', 'Meng Xiaotang', '1004', 'c0c11380-f2d4-5393-8679-4ce1bc906475', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('f7dd3e9f-5869-5785-a265-f1c02a9be11e', 'a1005', '高予宁', 'Gao Yuning', '1005', 'c0c11380-f2d4-5393-8679-4ce1bc906475', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('62d37c03-5863-5de1-b754-e8a9102686c7', 'a1006', '唐可心', 'Tang Kexin', '1006', 'c0c11380-f2d4-5393-8679-4ce1bc906475', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('09a5c423-d13b-5817-b51d-3845efa14e62', 'a1007', '徐景澄', 'Xu Jingcheng', '1007', 'c0c11380-f2d4-5393-8679-4ce1bc906475', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('6f4900b7-c9b2-5c05-8016-4d8117aebc8a', 'a1008', '许若岚', 'Xu Ruolan', '1008', 'c0c11380-f2d4-5393-8679-4ce1bc906475', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('aa9a4071-ed79-5c45-b865-2290a439c473', 'a1009', '邓书言', 'Deng Shuyan', '1009', 'e5868baf-5810-5576-a894-9abc83bc8d12', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('5036e627-bb4d-5919-8d66-3684e04b7621', 'a1010', '崔明澄', 'Cui Mingcheng', '1010', 'e5868baf-5810-5576-a894-9abc83bc8d12', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('f96baa4f-f9e6-5aa1-8d48-3623b3362d04', 'a1011', '冯思齐', 'Feng Siqi', '1011', 'e5868baf-5810-5576-a894-9abc83bc8d12', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('70f8677f-39ec-576d-913c-0aba881d5abd', 'a1012', '宋禾苗', 'Song Hemiao', '1012', 'e5868baf-5810-5576-a894-9abc83bc8d12', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('76dc3a00-8af6-5fa0-bc1b-c88f928fe5dd', 'a1013', '田雨薇', 'Tian Yuwei', '1013', 'e5868baf-5810-5576-a894-9abc83bc8d12', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('731f765d-dc26-5ec3-94cc-59f7bc2d902c', 'a1014', '潘立诚', 'Pan Licheng', '1014', 'e5868baf-5810-5576-a894-9abc83bc8d12', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('6d56b939-34a5-57fb-8ae7-21514d76f48d', 'a1015', '蒋知夏', 'Jiang Zhixia', '1015', 'cb0aa1c4-5a8d-5d2d-b355-ad400c0312a9', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('9fda8323-bd13-5a02-9bb8-c97315b44ba2', 'a1016', '韩亦舟', 'Han Yizhou', '1016', 'cb0aa1c4-5a8d-5d2d-b355-ad400c0312a9', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('c0b2353c-a9a4-5154-828a-21cbe16109fc', 'a1017', '曹静怡', 'Cao Jingyi', '1017', 'cb0aa1c4-5a8d-5d2d-b355-ad400c0312a9', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('136a7475-d3d8-5a8a-b2c3-ed581d102d2d', 'a1018', '彭守拙', 'Peng Shouzhuo', '1018', 'cb0aa1c4-5a8d-5d2d-b355-ad400c0312a9', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('862c2bec-3657-59be-b7f1-050cd4f07ae2', 'a1019', '董梓萱', 'Dong Zixuan', '1019', 'badc664d-f30b-5d1d-95bf-4818d260b35d', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('66901eb2-452c-56a5-ae05-1e9f21fc6a6d', 'a1020', '袁存朴', 'Yuan Cunpu', '1020', 'badc664d-f30b-5d1d-95bf-4818d260b35d', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('d2dbd6c4-b28f-5ddf-b0e8-d53e7af3e77a', 'a1021', '夏安冉', 'Xia Anran', '1021', 'badc664d-f30b-5d1d-95bf-4818d260b35d', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('77b738ce-7b04-59fe-b6b0-9cdc0ae83df6', 'a1022', '谭博雅', 'Tan Boya', '1022', 'badc664d-f30b-5d1d-95bf-4818d260b35d', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('19510b7b-27bc-5ded-8c9f-cbfec56ff6a2', 'a1023', '侯嘉树', 'Hou Jiashu', '1023', 'badc664d-f30b-5d1d-95bf-4818d260b35d', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('364f81f0-3b14-5b90-8cf7-6a3847a89f6d', 'a1024', '姚星池', 'Yao Xingchi', '1024', 'badc664d-f30b-5d1d-95bf-4818d260b35d', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('e7fb99dc-0799-5cbb-bc1c-ceacd4c4c7bf', 's2001', '秦守正', 'Qin Shouzheng', NULL, '8e601256-5903-5d70-b40a-9c420e4928cb', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('702ae7cc-7bab-5831-b2a0-3c441251b9f8', 's2002', '陆云岫', 'Lu Yunxiu', NULL, '8e601256-5903-5d70-b40a-9c420e4928cb', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd', 'q3001', '严慎之', 'Yan Shenzhi', NULL, 'a972f757-da91-5ad7-97d9-6d2be222fda3', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('a68575cf-6d52-58d9-9bb7-2b8017c0bb2c', 'q3002', '白清越', 'Bai Qingyue', NULL, 'a972f757-da91-5ad7-97d9-6d2be222fda3', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('2c423ae6-d7f7-5e2f-a609-95fe7da7fbc8', 'c4001', '罗问渠', 'Luo Wenqu', NULL, '8e601256-5903-5d70-b40a-9c420e4928cb', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('d88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'c4002', '程予安', 'Cheng Yu''an', NULL, '8e601256-5903-5d70-b40a-9c420e4928cb', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1),
	('fc13d451-bff9-5d58-9980-c4d829af6e7b', 'admin', '顾存信', 'Gu Cunxin', NULL, '8e601256-5903-5d70-b40a-9c420e4928cb', NULL, false, true, 0, NULL, '2026-11-30 12:02:27.656369+00', 1);
INSERT INTO public.person_layout VALUES
	('e5518fd5-d2d3-5cdf-b223-302b8ade622b', '{}', '2026-11-20 07:00:00+00', 1);
INSERT INTO public.person_role VALUES
	('e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'agent'),
	('a3b35072-e876-58da-b8ff-b67de672ecb0', 'agent'),
	('88bb5011-e0ca-5231-8330-647943dde66d', 'agent'),
	('ed66c7f9-06ba-5038-aa11-ffc886a29287', 'agent'),
	('f7dd3e9f-5869-5785-a265-f1c02a9be11e', 'agent'),
	('62d37c03-5863-5de1-b754-e8a9102686c7', 'agent'),
	('09a5c423-d13b-5817-b51d-3845efa14e62', 'agent'),
	('6f4900b7-c9b2-5c05-8016-4d8117aebc8a', 'agent'),
	('aa9a4071-ed79-5c45-b865-2290a439c473', 'agent'),
	('5036e627-bb4d-5919-8d66-3684e04b7621', 'agent'),
	('f96baa4f-f9e6-5aa1-8d48-3623b3362d04', 'agent'),
	('70f8677f-39ec-576d-913c-0aba881d5abd', 'agent'),
	('76dc3a00-8af6-5fa0-bc1b-c88f928fe5dd', 'agent'),
	('731f765d-dc26-5ec3-94cc-59f7bc2d902c', 'agent'),
	('6d56b939-34a5-57fb-8ae7-21514d76f48d', 'agent'),
	('9fda8323-bd13-5a02-9bb8-c97315b44ba2', 'agent'),
	('c0b2353c-a9a4-5154-828a-21cbe16109fc', 'agent'),
	('136a7475-d3d8-5a8a-b2c3-ed581d102d2d', 'agent'),
	('862c2bec-3657-59be-b7f1-050cd4f07ae2', 'agent'),
	('66901eb2-452c-56a5-ae05-1e9f21fc6a6d', 'agent'),
	('d2dbd6c4-b28f-5ddf-b0e8-d53e7af3e77a', 'agent'),
	('77b738ce-7b04-59fe-b6b0-9cdc0ae83df6', 'agent'),
	('19510b7b-27bc-5ded-8c9f-cbfec56ff6a2', 'agent'),
	('364f81f0-3b14-5b90-8cf7-6a3847a89f6d', 'agent'),
	('e7fb99dc-0799-5cbb-bc1c-ceacd4c4c7bf', 'supervisor'),
	('702ae7cc-7bab-5831-b2a0-3c441251b9f8', 'supervisor'),
	('7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd', 'reviewer'),
	('a68575cf-6d52-58d9-9bb7-2b8017c0bb2c', 'reviewer'),
	('2c423ae6-d7f7-5e2f-a609-95fe7da7fbc8', 'complaint_handler'),
	('d88b8dc9-5d67-5a07-ae3d-d68a9aa77ab2', 'complaint_handler'),
	('fc13d451-bff9-5d58-9980-c4d829af6e7b', 'administrator'),
	('fc13d451-bff9-5d58-9980-c4d829af6e7b', 'auditor'),
	('fc13d451-bff9-5d58-9980-c4d829af6e7b', 'knowledge_editor');
INSERT INTO public.procrastinate_events VALUES
	(1, 1, 'deferred', '2026-11-30 12:04:20.113299+00');
INSERT INTO public.procrastinate_jobs VALUES
	(1, 'default', 'example', 0, NULL, NULL, '{}', 'todo', NULL, 0, false, NULL);
INSERT INTO public.procrastinate_periodic_defers VALUES
	(1, 'example', 1, NULL, 'e');
INSERT INTO public.procrastinate_workers OVERRIDING SYSTEM VALUE VALUES
	(1, '2026-11-30 12:04:20.113299+00');
INSERT INTO public.queue VALUES
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', 'account', '借记卡与账户', 'Debit cards and accounts', NULL, 'mandatory_limit', 60000, 'all', 100, false, true, true, 0, 1),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', 'credit', '信用卡', 'Credit cards', NULL, 'mandatory_limit', 60000, 'percentage', 30, false, true, true, 1, 1),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', 'loan', '贷款', 'Loans', NULL, 'mandatory', 0, 'none', 100, false, true, true, 2, 1),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', 'ebank', '电子银行', 'Electronic banking', NULL, 'optional', 45000, 'none', 100, false, true, true, 3, 1),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', 'urgent', '挂失与紧急', 'Loss and emergencies', NULL, 'mandatory_limit', 90000, 'on_demand', 100, false, true, true, 4, 1);
INSERT INTO public.queue_counter VALUES
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-11 01:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 3597, 78432, 0, 5700, 0, 3597),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-11 02:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 315427, 468582, 0, 28143, 0, 315427),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-11 02:30:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 338584, 338584),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-11 03:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 19463, 111594, 0, 45000, 0, 19463),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-11 03:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 19782, 79178, 31075, 12614, 0, 19782),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-11 04:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 20861, 96181, 0, 19370, 0, 20861),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-11 06:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 22483, 287957, 0, 17184, 0, 22483),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-11 07:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 3060, 137724, 46279, 23418, 0, 3060),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-11 10:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 19988, 191441, 0, 23608, 0, 19988),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-11 13:00:00+00', 30, true, false, 20000, 5000, 2, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 473987, 468681),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-11 21:30:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3000000, 3000000),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-12 01:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 3635, 47413, 0, 43311, 0, 3635),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-12 01:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 22154, 155180, 0, 43032, 0, 22154),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-12 01:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 22194, 295936, 0, 18446, 0, 22194),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-12 01:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 19309, 81348, 0, 32839, 0, 19309),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-12 03:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 3663, 128498, 0, 32381, 0, 3663),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-12 03:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 21597, 77076, 0, 20745, 0, 21597),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-12 04:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 19681, 144033, 0, 11118, 0, 19681),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-12 05:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 22328, 42700, 78198, 14076, 0, 22328),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-12 07:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 22390, 65084, 0, 25293, 0, 22390),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-12 11:30:00+00', 30, true, false, 20000, 5000, 2, 1, 1, 0, 0, 1, 1, 0, 18954, 51266, 0, 30435, 17302, 18954),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', '2026-11-12 13:00:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 81490, 81490),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-12 14:30:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2082676, 2082676),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-12 15:30:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 182924, 182924),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-12 16:00:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 91856, 91856),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-12 23:00:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 409789, 409789),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-13 02:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 21789, 1112791, 0, 38696, 0, 21789),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-13 03:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 20333, 71446, 0, 114524, 0, 20333),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-13 03:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 24284, 94605, 0, 27226, 0, 24284),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-13 04:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 4591, 88316, 0, 60000, 0, 4591),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-13 06:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 21192, 54699, 0, 21715, 0, 21192),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-13 08:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 18845, 254425, 0, 13679, 0, 18845),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-13 08:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 489111, 113313, 0, 19191, 0, 489111),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', '2026-11-13 11:00:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1238982, 1238982),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-13 14:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 2759, 204972, 0, 40216, 0, 2759),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-13 15:00:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 389601, 389601),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-13 15:30:00+00', 30, true, false, 20000, 5000, 2, 1, 1, 0, 0, 0, 1, 0, 23666, 57259, 0, 47458, 6914, 23666),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-13 16:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 3181, 188640, 0, 39790, 0, 3181),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-13 20:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 20735, 77097, 0, 36282, 0, 20735),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-13 22:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 3380, 553275, 0, 24729, 0, 3380),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-13 23:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 36567, 85053, 0, 41229, 0, 36567),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-13 23:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 2397, 159261, 0, 26522, 0, 2397),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-14 05:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 20550, 120003, 0, 50379, 0, 20550),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-14 08:00:00+00', 30, true, false, 20000, 5000, 2, 1, 1, 0, 0, 1, 1, 0, 19236, 310908, 44416, 38538, 11345, 19236),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', '2026-11-14 08:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 3114, 274774, 0, 32423, 0, 3114),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-14 08:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 22935, 49600, 0, 26372, 0, 22935),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-14 09:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 2353, 683130, 0, 15663, 0, 2353),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-14 09:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 21467, 37006, 0, 18873, 0, 21467),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-14 12:30:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 281983, 281983),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-14 13:00:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 935892, 935892),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-15 03:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 3999, 125190, 0, 20321, 0, 3999),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-15 06:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 2520, 83062, 0, 14538, 0, 2520),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-15 08:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 24402, 130541, 19538, 30027, 0, 24402),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-15 09:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 19798, 75108, 66761, 12629, 0, 19798),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-15 13:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 19552, 158512, 0, 45000, 0, 19552),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-15 22:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 3699, 272158, 0, 13130, 0, 3699),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-15 23:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 4568, 190385, 95749, 25784, 0, 4568),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-16 00:00:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1843859, 1843859),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-16 02:30:00+00', 30, true, false, 20000, 5000, 2, 2, 0, 0, 0, 0, 0, 0, 60821, 112007, 130276, 39180, 0, 40077),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-16 03:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 19386, 456831, 0, 25793, 0, 19386),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-16 05:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 5249, 176171, 0, 9950, 0, 5249),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-16 06:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 19542, 83047, 0, 39446, 0, 19542),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-16 07:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 20972, 35879, 0, 29965, 0, 20972),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-16 09:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 19645, 127520, 98906, 41549, 0, 19645),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-16 10:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 18632, 335279, 0, 14236, 0, 18632),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-16 11:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 20152, 235095, 0, 48210, 0, 20152),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-16 15:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 23775, 79775, 0, 16927, 0, 23775),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-16 20:00:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 7629, 42634, 0, 24659, 0, 7629),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-16 23:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 18710, 375986, 0, 30225, 0, 18710),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-17 02:30:00+00', 30, true, false, 20000, 5000, 2, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3050401, 3000000),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-17 03:30:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3000000, 3000000),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-17 03:30:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 199553, 199553),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-17 04:00:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2256795, 2256795),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-17 04:30:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1895853, 1895853),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-17 05:00:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 192351, 192351),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-17 05:00:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 199468, 199468),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', '2026-11-17 05:30:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 271983, 271983),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-17 06:00:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 732482, 732482),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-17 06:00:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1581378, 1581378),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-17 06:30:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1014474, 1014474),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-17 07:00:00+00', 30, true, false, 20000, 5000, 2, 1, 1, 0, 0, 0, 0, 0, 94973, 14228, 0, 21170, 513823, 513823),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-17 07:00:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 62939, 62939),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-17 08:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 19637, 106497, 86796, 12630, 0, 19637),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-17 11:00:00+00', 30, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 2528, 2528),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-17 11:30:00+00', 30, true, false, 20000, 5000, 2, 1, 1, 0, 0, 1, 1, 0, 19029, 27795, 0, 29891, 12853, 19029),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-17 22:30:00+00', 30, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 6740, 379445, 0, 35740, 0, 6740),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-18 01:10:00+00', 5, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 261021, 261021),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-18 01:20:00+00', 5, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2870001, 2870001),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-18 02:15:00+00', 5, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 16983, 16983),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-18 02:55:00+00', 5, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 202527, 202527),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-18 03:25:00+00', 5, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 727217, 727217),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-18 04:20:00+00', 5, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 6135, 6135),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-18 06:55:00+00', 5, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 456901, 456901),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-18 07:15:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 378553, 172677, 0, 13107, 0, 378553),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-18 08:40:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 3356, 36277, 0, 18179, 0, 3356),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-18 09:25:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 20944, 174213, 0, 66018, 0, 20944),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-18 09:45:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 434412, 195125, 0, 43963, 0, 434412),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-18 10:05:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 19533, 254895, 0, 26193, 0, 19533),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-18 11:35:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 43187, 104937, 0, 27057, 0, 43187),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-18 11:35:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 109780, 173444, 0, 22559, 0, 109780);
INSERT INTO public.queue_counter VALUES
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-18 18:45:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 20387, 53878, 0, 26730, 0, 20387),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', '2026-11-18 22:35:00+00', 5, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 85339, 85339),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '2026-11-19 04:05:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 19923, 36462, 0, 36504, 0, 19923),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-19 05:00:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 2372, 315699, 0, 30388, 0, 2372),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-19 05:50:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 5881, 180312, 0, 41730, 0, 5881),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-19 09:40:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 5405, 38223, 0, 43840, 0, 5405),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-19 10:05:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 20866, 19920, 0, 21687, 0, 20866),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', '2026-11-19 11:55:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 24252, 471488, 0, 30817, 0, 24252),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-19 12:35:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 8260, 229223, 0, 22918, 0, 8260),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-19 14:30:00+00', 5, true, false, 20000, 5000, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 7081, 7081),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-20 01:00:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 20362, 270783, 0, 20331, 0, 20362),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-20 02:15:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 20970, 1643990, 0, 15022, 0, 20970),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-20 02:20:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 3085, 76753, 0, 30065, 0, 3085),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '2026-11-20 02:20:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 0, 0, 0, 21969, 46458, 0, 41325, 0, 21969),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-20 02:40:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 3787, 125925, 0, 25608, 0, 3787),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-20 05:15:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 3002, 74646, 0, 25681, 0, 3002),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '2026-11-20 05:30:00+00', 5, true, false, 20000, 5000, 1, 1, 0, 0, 0, 1, 0, 0, 4552, 62488, 0, 60000, 0, 4552);
INSERT INTO public.queue_member VALUES
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 0),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 1),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', 'a3b35072-e876-58da-b8ff-b67de672ecb0', 0),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', 'a3b35072-e876-58da-b8ff-b67de672ecb0', 1),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '88bb5011-e0ca-5231-8330-647943dde66d', 0),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', '88bb5011-e0ca-5231-8330-647943dde66d', 1),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', 'ed66c7f9-06ba-5038-aa11-ffc886a29287', 0),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', 'ed66c7f9-06ba-5038-aa11-ffc886a29287', 1),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', 'f7dd3e9f-5869-5785-a265-f1c02a9be11e', 0),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', 'f7dd3e9f-5869-5785-a265-f1c02a9be11e', 1),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '62d37c03-5863-5de1-b754-e8a9102686c7', 0),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', '62d37c03-5863-5de1-b754-e8a9102686c7', 1),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '09a5c423-d13b-5817-b51d-3845efa14e62', 0),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', '09a5c423-d13b-5817-b51d-3845efa14e62', 1),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '6f4900b7-c9b2-5c05-8016-4d8117aebc8a', 0),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', '6f4900b7-c9b2-5c05-8016-4d8117aebc8a', 1),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', 'aa9a4071-ed79-5c45-b865-2290a439c473', 0),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', 'aa9a4071-ed79-5c45-b865-2290a439c473', 1),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '5036e627-bb4d-5919-8d66-3684e04b7621', 0),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '5036e627-bb4d-5919-8d66-3684e04b7621', 1),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', 'f96baa4f-f9e6-5aa1-8d48-3623b3362d04', 0),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', 'f96baa4f-f9e6-5aa1-8d48-3623b3362d04', 1),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '70f8677f-39ec-576d-913c-0aba881d5abd', 0),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '70f8677f-39ec-576d-913c-0aba881d5abd', 1),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '76dc3a00-8af6-5fa0-bc1b-c88f928fe5dd', 0),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '76dc3a00-8af6-5fa0-bc1b-c88f928fe5dd', 1),
	('95a8f11c-c8a4-5df6-a13e-bc106661767e', '731f765d-dc26-5ec3-94cc-59f7bc2d902c', 0),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '731f765d-dc26-5ec3-94cc-59f7bc2d902c', 1),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', '6d56b939-34a5-57fb-8ae7-21514d76f48d', 0),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '6d56b939-34a5-57fb-8ae7-21514d76f48d', 1),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', '9fda8323-bd13-5a02-9bb8-c97315b44ba2', 0),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '9fda8323-bd13-5a02-9bb8-c97315b44ba2', 1),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', 'c0b2353c-a9a4-5154-828a-21cbe16109fc', 0),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', 'c0b2353c-a9a4-5154-828a-21cbe16109fc', 1),
	('5b3f7845-5ef3-507a-9ce3-95156c00f48d', '136a7475-d3d8-5a8a-b2c3-ed581d102d2d', 0),
	('5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', '136a7475-d3d8-5a8a-b2c3-ed581d102d2d', 1),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '862c2bec-3657-59be-b7f1-050cd4f07ae2', 0),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', '862c2bec-3657-59be-b7f1-050cd4f07ae2', 1),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '66901eb2-452c-56a5-ae05-1e9f21fc6a6d', 0),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', '66901eb2-452c-56a5-ae05-1e9f21fc6a6d', 1),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', 'd2dbd6c4-b28f-5ddf-b0e8-d53e7af3e77a', 0),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', 'd2dbd6c4-b28f-5ddf-b0e8-d53e7af3e77a', 1),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '77b738ce-7b04-59fe-b6b0-9cdc0ae83df6', 0),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', '77b738ce-7b04-59fe-b6b0-9cdc0ae83df6', 1),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '19510b7b-27bc-5ded-8c9f-cbfec56ff6a2', 0),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', '19510b7b-27bc-5ded-8c9f-cbfec56ff6a2', 1),
	('7294894c-7d88-5f1b-8589-f53d477f3f54', '364f81f0-3b14-5b90-8cf7-6a3847a89f6d', 0),
	('56f395f3-eeb2-5467-8957-12c7f182e8b8', '364f81f0-3b14-5b90-8cf7-6a3847a89f6d', 1);
INSERT INTO public.queue_override VALUES
	('b8f5dc6b-e137-5cde-b227-ad17871e0d1d', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', false, NULL, NULL, 'example', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', '2026-11-20 07:00:00+00', '2026-11-20 08:00:00+00', NULL, NULL, 1);
INSERT INTO public.report_file VALUES
	('c538fb9f-8910-5c48-82a0-8066f201bb03', 'd408a590-5272-5589-88b8-de7d1b996747', '2026-11-20 07:00:00+00', NULL, 'due', '', 0, '', '', '2026-11-20 07:00:00+00');
INSERT INTO public.review VALUES
	('8ee2b84e-979a-4536-9ccf-2a26c06b0853', '4e3e1707-19f5-45ab-825d-11f2bd99014c', 'ea812f77-55ed-4f63-a002-d944994e9874', 'a68575cf-6d52-58d9-9bb7-2b8017c0bb2c', 'ed66c7f9-06ba-5038-aa11-ffc886a29287', '{"record": 5, "clarity": 4, "closing": true, "empathy": 3, "probing": 4, "accuracy": 3, "courtesy": 5, "greeting": true, "listening": 4, "ownership": 5, "completeness": 4, "fatal_secret": false, "verification": 4, "fatal_conduct": false}', '两次打断客户，建议先听完再追问。', 82.2, false, 'submitted', '2026-11-20 04:41:37.18481+00', 1),
	('a1317f5f-83ec-4f4d-aaf2-c7c10916826d', '266d951e-b073-453a-947c-3245e7c7f845', 'ea812f77-55ed-4f63-a002-d944994e9874', 'a68575cf-6d52-58d9-9bb7-2b8017c0bb2c', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', '{"record": 4, "clarity": 4, "closing": true, "empathy": 4, "probing": 5, "accuracy": 5, "courtesy": 4, "greeting": true, "listening": 5, "ownership": 5, "completeness": 3, "fatal_secret": false, "verification": 4, "fatal_conduct": false}', '解答前未确认客户使用的渠道，绕了一圈才说到要点。', 88.6, false, 'submitted', '2026-11-20 04:38:34.191102+00', 1),
	('e7fb04b2-fbd4-43d6-a503-abbbbd070736', '41f19e47-71b0-4883-bf0a-c2720ac9e3b4', 'ea812f77-55ed-4f63-a002-d944994e9874', '7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd', '88bb5011-e0ca-5231-8330-647943dde66d', '{"record": 4, "clarity": 4, "closing": true, "empathy": 4, "probing": 4, "accuracy": 2, "courtesy": 5, "greeting": true, "listening": 4, "ownership": 3, "completeness": 5, "fatal_secret": false, "verification": 4, "fatal_conduct": false}', '业务口径正确，但专业术语多，老年客户听不懂，请换成日常说法。', 77.4, false, 'submitted', '2026-11-20 04:31:50.945737+00', 1);
INSERT INTO public.role VALUES
	('agent', '坐席', 'Agent', '{calls.take,calls.dial,calls.pick_up,calls.view,customers.view,customers.reveal,customers.verify,customers.edit,knowledge.view,cases.open,cases.view}', 1),
	('supervisor', '班长', 'Supervisor', '{floor.view,floor.steer,floor.message,floor.listen,floor.barge,calls.view,calls.all,calls.play,customers.view,customers.edit,knowledge.view,cases.view,cases.all,cases.handle,cases.approve,reports.view,quality.results}', 1),
	('reviewer', '质检员', 'QA reviewer', '{quality.sample,quality.review,quality.results,quality.forms,calls.view,calls.all,calls.play,customers.view,knowledge.view,cases.view,cases.all}', 1),
	('complaint_handler', '投诉处理员', 'Complaint handler', '{cases.view,cases.all,cases.handle,customers.view,customers.reveal,customers.edit,calls.view,knowledge.view}', 1),
	('knowledge_editor', '知识编辑', 'Knowledge editor', '{knowledge.view,knowledge.edit}', 1),
	('administrator', '系统管理员', 'Administrator', '{people.manage,settings.manage,quality.forms,floor.view,reports.view,audit.view,knowledge.view}', 1),
	('auditor', '审计员', 'Auditor', '{audit.view,reports.view}', 1);
INSERT INTO public.sample VALUES
	('316f0b90-7cf2-41f0-861e-16a06b65a282', '第46周呼入随机抽样', 1046, '{"n": 30, "share": "even", "to_at": "2026-11-20T00:00:00+08:00", "agents": [], "queues": [], "strata": ["agent"], "from_at": "2026-11-12T00:00:00+08:00", "min_talk_ms": 45000}', 'ea812f77-55ed-4f63-a002-d944994e9874', '7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd', '2026-11-20 01:12:00+00', '2026-11-27 01:12:00+00');
INSERT INTO public.sample_item VALUES
	('06a6ce47-ce6c-43e6-99cd-4eb71b588424', '316f0b90-7cf2-41f0-861e-16a06b65a282', '01a1e183-c6f3-7b04-b90c-96b10f08f24f', '7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd', '1001', 4),
	('4e3e1707-19f5-45ab-825d-11f2bd99014c', '316f0b90-7cf2-41f0-861e-16a06b65a282', '01a1d6b2-fa8f-70cb-82a9-859c7089c836', 'a68575cf-6d52-58d9-9bb7-2b8017c0bb2c', '1004', 9),
	('266d951e-b073-453a-947c-3245e7c7f845', '316f0b90-7cf2-41f0-861e-16a06b65a282', '01a1effd-f78d-776d-9eb5-b87dddc616c2', 'a68575cf-6d52-58d9-9bb7-2b8017c0bb2c', '1001', 13),
	('41f19e47-71b0-4883-bf0a-c2720ac9e3b4', '316f0b90-7cf2-41f0-861e-16a06b65a282', '01a1cd55-3e68-71ab-b212-4920d7c5eba1', '7bea331d-1538-5e0a-8cbe-e46a8ab7c8cd', '1003', 18),
	('008f6220-a7e1-45c0-8aad-f51eea8400f5', '316f0b90-7cf2-41f0-861e-16a06b65a282', '01a1d71c-5c38-782b-80b1-3da3c08abcbc', 'a68575cf-6d52-58d9-9bb7-2b8017c0bb2c', '1004', 29);
INSERT INTO public.saved_report VALUES
	('d408a590-5272-5589-88b8-de7d1b996747', 'example', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', '{}', 'never', 420, 1, 90, NULL, true, 1);
INSERT INTO public.score_form VALUES
	('ea812f77-55ed-4f63-a002-d944994e9874', 'inbound', 1, '呼入服务质量评分表', 'Inbound service score form', true, 80, '2026-11-30 12:02:54.7988+00', 1);
INSERT INTO public.score_question VALUES
	('3086edab-76ab-4030-94e8-acb9461d47e9', 'ea812f77-55ed-4f63-a002-d944994e9874', 'greeting', '开场与核身', 'Opening and verification', '规范问候并报工号', 'Greets properly and gives the staff number', '接听后三秒内问候，报行名和工号，语速适中；老年客户可适当放慢。', 'Greets within three seconds with bank name and staff number at a steady pace; slower for elderly customers.', 'yesno', 5, 0),
	('1a2022e6-3002-4bc9-b0c2-e9a99d9a014f', 'ea812f77-55ed-4f63-a002-d944994e9874', 'verification', '开场与核身', 'Opening and verification', '按业务要求核验身份', 'Verifies identity as the business requires', '涉及账户信息和交易的，先核身后答复；咨询类不过度核身；不诱导客户说出答案。', 'Verifies before giving account data or acting; does not over-verify plain enquiries; never leads the answer.', 'points', 10, 1),
	('42bd55f4-a89d-4447-b7c3-369a9f42b6a7', 'ea812f77-55ed-4f63-a002-d944994e9874', 'listening', '倾听与理解', 'Listening and understanding', '耐心倾听，不打断客户', 'Listens without interrupting', '让客户把事情说完，适时回应；确需打断时先致歉。', 'Lets the customer finish, responds at the right moments, and apologises when an interruption is needed.', 'points', 8, 2),
	('9b243f65-56af-491d-93d3-ed1268b71766', 'ea812f77-55ed-4f63-a002-d944994e9874', 'probing', '倾听与理解', 'Listening and understanding', '提问到位，准确把握诉求', 'Asks the right questions and finds the need', '用两三个问题弄清时间、渠道、金额和提示语，并复述确认；不重复询问已说过的内容。', 'Finds time, channel, amount and message in a few questions and sums up; does not ask again what was said.', 'points', 10, 3),
	('01723bdd-af10-426b-9e08-2af13b9bc851', 'ea812f77-55ed-4f63-a002-d944994e9874', 'accuracy', '业务解答', 'Answer and solution', '解答准确，依据有效知识', 'Answers correctly from valid knowledge', '政策、流程、费用和时限与现行知识条目一致；不确定的先查证再答复。', 'Policy, process, fees and limits agree with the valid article; checks first when not sure.', 'points', 16, 4),
	('1cf94f70-2436-4ba3-96d9-156d6eab3c42', 'ea812f77-55ed-4f63-a002-d944994e9874', 'completeness', '业务解答', 'Answer and solution', '一次说全，主动提示', 'Complete, with the needed hints', '所需证件、办理时间、可能的费用和后续影响一次告知，避免客户再次来电。', 'Names documents, time, possible fees and consequences at once, so that no second call is needed.', 'points', 9, 5),
	('b240c5bd-8499-4d19-bbb7-7a6493cd5e21', 'ea812f77-55ed-4f63-a002-d944994e9874', 'ownership', '业务解答', 'Answer and solution', '主动担当，流转得当', 'Takes ownership and passes on well', '能办的当场办；转接前说明去向和原因，并向接收人交代情况；工单要素齐全。', 'Does at once what can be done; explains a transfer and briefs the receiver; case details complete.', 'points', 8, 6),
	('db0d70ff-9f7c-4edc-a40e-140b405660e8', 'ea812f77-55ed-4f63-a002-d944994e9874', 'courtesy', '服务态度与表达', 'Manner and expression', '用语礼貌，态度真诚', 'Polite and sincere', '礼貌用语自然，不反问、不争辩、不推诿，语气始终平稳。', 'Natural courtesy; no counter-questions, no arguing, no passing the buck; an even tone throughout.', 'points', 8, 7),
	('3025e4ee-e055-4100-9c1b-c559abb0630e', 'ea812f77-55ed-4f63-a002-d944994e9874', 'empathy', '服务态度与表达', 'Manner and expression', '安抚情绪，回应感受', 'Calms and responds to feelings', '先回应情绪再谈规则；客户无明显情绪时按正常服务给分。', 'Responds to the feeling before the rule; if there was none, score the service as usual.', 'points', 7, 8),
	('a529ca17-4846-4b20-972e-f212e74a89d2', 'ea812f77-55ed-4f63-a002-d944994e9874', 'clarity', '服务态度与表达', 'Manner and expression', '表达清楚，通俗易懂', 'Clear and plain', '少用术语，关键数字放慢复述；等待超过三十秒须说明并致谢。', 'Little jargon, key figures repeated slowly; explains and thanks for any wait over thirty seconds.', 'points', 6, 9),
	('fc4c3c3b-709d-4432-a55a-132cca4f71a1', 'ea812f77-55ed-4f63-a002-d944994e9874', 'closing', '收尾与合规', 'Closing and compliance', '总结确认并规范结束', 'Sums up and closes properly', '复述结果和下一步，询问是否还有其他需要，客户先挂机。', 'Repeats the result and next step, asks for further needs, and lets the customer hang up first.', 'yesno', 5, 10),
	('6c32d947-8959-4fcc-8059-3fee3cfd3cbe', 'ea812f77-55ed-4f63-a002-d944994e9874', 'record', '收尾与合规', 'Closing and compliance', '小结与记录真实完整', 'True and complete record', '通话分类正确，备注写明诉求、处理和承诺，不含密码、验证码等信息。', 'Right disposition; notes give need, action and promise, and never a password or code.', 'points', 8, 11),
	('0d5afe10-32ea-488e-acd8-e9e42a03179f', 'ea812f77-55ed-4f63-a002-d944994e9874', 'fatal_secret', '收尾与合规', 'Closing and compliance', '索要密码或验证码，或未核身泄露客户信息', 'Asked for a password or code, or disclosed data without verification', '出现即判整通不合格：索要密码、验证码、卡片背面数字，或向未核身人员提供客户信息。', 'Fails the whole call: asking for passwords, codes or the card''s security digits, or telling customer data to an unverified caller.', 'fatal', 0, 12),
	('5bab5423-d798-44c8-af95-4497da983966', 'ea812f77-55ed-4f63-a002-d944994e9874', 'fatal_conduct', '收尾与合规', 'Closing and compliance', '辱骂、讥讽客户，无故挂断或拒绝受理投诉', 'Abused or mocked the customer, hung up, or refused a complaint', '出现即判整通不合格；因骚扰电话按规定警示后结束的除外。', 'Fails the whole call; a nuisance call ended by the rule after a warning is not counted.', 'fatal', 0, 13);
INSERT INTO public.seat_session VALUES
	('5d890e8a-bbae-52cc-baad-4e918734d24d', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', '\x3030303030303030303030303030303030303030303030303030303030303030', 'example', '2026-11-20 07:00:00+00', '2026-11-20 07:00:00+00', '2026-11-20 07:00:00+00', NULL, NULL);
INSERT INTO public.service_target VALUES
	('fc83b4c1-465a-52ca-9418-b72f36011a9b', '5d582f20-0a49-5ef2-bfa6-8ddc8b0efb04', 'F3', 20000, 5000, 0.8, 0.9, 1),
	('f630874e-da5c-5984-89f4-fade0195ffc3', '95a8f11c-c8a4-5df6-a13e-bc106661767e', 'F3', 20000, 5000, 0.8, 0.9, 1),
	('b20ca576-997a-5a0b-8378-8137791d9aa1', '5b3f7845-5ef3-507a-9ce3-95156c00f48d', 'F3', 20000, 5000, 0.8, 0.9, 1),
	('f69900e0-1ba3-5384-bf4f-51d29cfe13f9', '7294894c-7d88-5f1b-8589-f53d477f3f54', 'F3', 20000, 5000, 0.8, 0.9, 1),
	('9aa60bef-5e81-5f32-a769-95b3835f9449', '56f395f3-eeb2-5467-8957-12c7f182e8b8', 'F3', 20000, 5000, 0.8, 0.9, 1),
	('b7c416c4-7e79-55c9-97c9-23a2bd3d2431', NULL, 'F3', 20000, 5000, 0.8, 0.9, 1);
INSERT INTO public.setting VALUES
	('centre', '{"zone": "Asia/Shanghai", "hotline": "95000", "name_en": "Qichuan Rural Commercial Bank service centre", "name_zh": "齐川农商银行客户服务中心"}', 1, '2026-11-30 12:02:27.656369+00', NULL),
	('transfer_targets', '[{"code": "supervisor", "number": "8001", "name_en": "Supervisor on duty", "name_zh": "值班班长"}, {"code": "complaints", "number": "8100", "name_en": "Complaint desk", "name_zh": "投诉处理岗"}, {"code": "antifraud", "number": "8200", "name_en": "Fraud monitoring desk", "name_zh": "反诈与风险监测岗"}, {"code": "collections", "number": "8300", "name_en": "Repayment plan desk", "name_zh": "贷后与信用卡还款协商岗"}, {"code": "branch_liaison", "number": "8400", "name_en": "Branch liaison desk", "name_zh": "网点联络岗"}, {"code": "pin_ivr", "number": "8801", "name_en": "Password check by keypad", "name_zh": "自助密码验证"}, {"code": "survey", "number": "8802", "name_en": "Satisfaction survey", "name_zh": "满意度评价"}]', 1, '2026-11-30 12:02:27.656369+00', NULL),
	('customers.words', '{"levels": [{"code": "standard", "name_en": "Standard", "name_zh": "普通"}, {"code": "gold", "name_en": "Gold", "name_zh": "金卡"}, {"code": "private", "name_en": "Priority", "name_zh": "贵宾"}], "care_flags": [{"code": "elderly", "name_en": "Elderly customer", "name_zh": "高龄客户"}, {"code": "hearing", "name_en": "Hard of hearing", "name_zh": "听力障碍"}, {"code": "vision", "name_en": "Low vision", "name_zh": "视力障碍"}, {"code": "mobility", "name_en": "Limited mobility", "name_zh": "行动不便"}, {"code": "dialect", "name_en": "Speaks dialect", "name_zh": "方言沟通"}, {"code": "sensitive", "name_en": "Complaint-prone", "name_zh": "投诉敏感"}, {"code": "vip", "name_en": "Important customer", "name_zh": "重要客户"}, {"code": "fraud_watch", "name_en": "Fraud watch", "name_zh": "欺诈关注"}, {"code": "fraud_victim", "name_en": "Has been defrauded", "name_zh": "曾遭诈骗"}, {"code": "hardship", "name_en": "Repayment hardship", "name_zh": "还款困难"}, {"code": "no_marketing", "name_en": "No marketing", "name_zh": "拒绝营销"}], "reveal_reasons": [{"code": "confirm", "name_en": "Checking the details with the customer", "name_zh": "与客户核对登记信息"}, {"code": "loss", "name_en": "Reporting a loss or stopping a payment", "name_zh": "办理挂失或止付"}, {"code": "callback", "name_en": "Calling the customer back", "name_zh": "回呼客户"}, {"code": "case", "name_en": "Investigating a complaint or a case", "name_zh": "投诉或工单核查"}, {"code": "fraud", "name_en": "Checking a suspicious transaction", "name_zh": "可疑交易核实"}, {"code": "authority", "name_en": "Request of a competent authority", "name_zh": "配合有权机关查询"}]}', 1, '2026-11-30 12:02:27.656369+00', NULL),
	('customers.verification', '{"required": 3, "max_wrong": 2, "questions": [{"code": "name", "mandatory": true, "question_en": "May I have your full name?", "question_zh": "请问您的姓名是？"}, {"code": "id_tail", "mandatory": true, "question_en": "Please tell me the last four characters of the identity document you opened the account with.", "question_zh": "请报一下您开户证件号码的后四位。"}, {"code": "mobile", "mandatory": false, "question_en": "Which mobile number have you registered with us?", "question_zh": "请报一下您在我行预留的手机号码。"}, {"code": "card_tail", "mandatory": false, "question_en": "What are the last four digits of the card in question?", "question_zh": "请报一下您要办理的银行卡卡号后四位。"}, {"code": "branch", "mandatory": false, "question_en": "At which branch did you open the account?", "question_zh": "您当时是在哪家网点开的户？"}, {"code": "address", "mandatory": false, "question_en": "What address have you registered with us?", "question_zh": "您在我行登记的通讯地址是？"}, {"code": "last_txn", "mandatory": false, "question_en": "When was your latest payment in or out, and roughly how much was it?", "question_zh": "最近一笔收入或支出大约是什么时间、什么金额？"}, {"code": "products", "mandatory": false, "question_en": "Besides this card, which other products do you hold with us?", "question_zh": "除了这张卡，您在我行还办理了哪些业务？"}]}', 1, '2026-11-30 12:02:27.656369+00', NULL),
	('demo.seeded', '{"days": 9, "seed": 1, "until": "2026-11-20T07:00:00+00:00", "last_day": "2026-11-20", "customers": 12, "calls_per_day": 10.0}', 1, '2026-11-30 12:02:54.7988+00', NULL);
INSERT INTO public.supervision VALUES
	('8f09a844-b49a-52e5-946b-ce7059bebaf4', '01a1c83d-99a4-7613-9735-56af3361d163', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'listen', 'calling', 'example', 'example', true, false, '2026-11-20 07:00:00+00', NULL, NULL, NULL, '', 1);
INSERT INTO public.team VALUES
	('c0c11380-f2d4-5393-8679-4ce1bc906475', 'T1', '账户服务组', 'Account service team'),
	('e5868baf-5810-5576-a894-9abc83bc8d12', 'T2', '信用卡服务组', 'Credit card team'),
	('cb0aa1c4-5a8d-5d2d-b355-ad400c0312a9', 'T3', '信贷服务组', 'Loan team'),
	('badc664d-f30b-5d1d-95bf-4818d260b35d', 'T4', '电子银行服务组', 'Electronic banking team'),
	('a972f757-da91-5ad7-97d9-6d2be222fda3', 'TQ', '质量管理组', 'Quality team'),
	('8e601256-5903-5d70-b40a-9c420e4928cb', 'TM', '运营管理组', 'Operations team');
INSERT INTO public.verification VALUES
	('01a1c83e-40e1-74bf-8c8f-1ec8d85fe47c', '01a1c83d-99a4-7613-9735-56af3361d163', '00000000-0000-7c0e-b59c-99d74ace4e47', '88bb5011-e0ca-5231-8330-647943dde66d', true, '["name", "id_tail", "products", "address"]', '2026-11-11 01:34:45.473+00'),
	('01a1cd55-eb59-7a4f-89a1-739c3719d87c', '01a1cd55-3e68-71ab-b212-4920d7c5eba1', '00000000-0000-7a6e-880f-b715327b4c8a', '88bb5011-e0ca-5231-8330-647943dde66d', true, '["name", "id_tail", "address", "mobile"]', '2026-11-12 01:18:42.521+00'),
	('01a1d742-ccb0-7721-84a6-a92ad5621d1b', '01a1d741-dc70-737b-93c3-bb41f933b685', '00000000-0000-7769-a43d-1b9f3fc6040c', 'ed66c7f9-06ba-5038-aa11-ffc886a29287', true, '["name", "id_tail", "last_txn", "card_tail"]', '2026-11-13 23:34:01.648+00'),
	('01a1effe-b06b-7d2d-9504-f640f4efa14e', '01a1effd-f78d-776d-9eb5-b87dddc616c2', '00000000-0000-7769-a43d-1b9f3fc6040c', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', true, '["name", "id_tail", "address", "mobile"]', '2026-11-18 18:50:08.363+00'),
	('01a1f67a-14af-72e2-814e-9dfa9084880a', '01a1f679-17b4-7ea6-a44f-b2a49af0ce62', '00000000-0000-7c0e-b59c-99d74ace4e47', 'a3b35072-e876-58da-b8ff-b67de672ecb0', true, '["name", "id_tail", "last_txn"]', '2026-11-20 01:02:38.255+00');
INSERT INTO public.wallboard_token VALUES
	('19e4b873-5846-5f82-9712-c33221861fe7', 'example', '\x3030303030303030303030303030303030303030303030303030303030303030', '2026-11-20 07:00:00+00', 'example', NULL);
INSERT INTO public.wrap_up VALUES
	('01a1c83e-da11-7341-82c1-516e45ad1ea5', '01a1c83d-99a4-7613-9735-56af3361d163', '88bb5011-e0ca-5231-8330-647943dde66d', 'account.limit', '客户想把日限额调到更高，告知需到网点按用途核定，备好在职证明；不预报额度。', true, '2026-11-11 01:35:30.389+00', 1),
	('01a1cd57-f31e-7094-bc49-04f047181e4b', '01a1cd55-3e68-71ab-b212-4920d7c5eba1', '88bb5011-e0ca-5231-8330-647943dde66d', 'other.callback', '线路噪音大，客户约11月15日下午回呼，已登记，核对号码后四位。', true, '2026-11-12 01:21:38.614+00', 1),
	('01a1ce3a-d47e-7a88-b81a-9d64c8b74e93', '01a1ce38-a504-7a0f-895a-274d49e98814', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'complaint.opened', '客户对费用不满要求退还718元，安抚后登记投诉，分类已确认。', true, '2026-11-12 05:28:58.49+00', 1),
	('01a1d6b4-78b7-7f8b-9d72-8b4eebeaa36d', '01a1d6b2-fa8f-70cb-82a9-859c7089c836', 'ed66c7f9-06ba-5038-aa11-ffc886a29287', 'ebank.device', '客户没有换手机却收到绑定提醒，暂停手机银行，登记疑似盗用。', true, '2026-11-13 20:59:10.321+00', 1),
	('01a1d724-daa7-7897-8c88-14da81f4756e', '01a1d71c-5c38-782b-80b1-3da3c08abcbc', 'ed66c7f9-06ba-5038-aa11-ffc886a29287', 'account.limit', '客户想把日限额调到更高，告知需到网点按用途核定，备好在职证明；不预报额度。', true, '2026-11-13 23:01:43.872+00', 1),
	('01a1d744-53ea-7862-9999-3f40c67f6e37', '01a1d741-dc70-737b-93c3-bb41f933b685', 'ed66c7f9-06ba-5038-aa11-ffc886a29287', 'complaint.opened', '客户投诉云台支行排队久，已登记受理并告知编号、时限，客户接受等待。', true, '2026-11-13 23:36:08.324+00', 1),
	('01a1e188-3681-7789-8fd0-4b93505b5dab', '01a1e183-c6f3-7b04-b90c-96b10f08f24f', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'account.balance', '客户问11月11日一笔8000元支出，经查为水费代扣，已说明签约情况，客户想起是自己办理。', true, '2026-11-15 23:26:28.665+00', 1),
	('01a1efff-19a6-700b-b97c-b08eb58842b4', '01a1effd-f78d-776d-9eb5-b87dddc616c2', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'credit.annual_fee', '解释年费减免规则，客户当年已刷满次数，次年免费，客户满意。', false, '2026-11-18 18:51:02.032+00', 1),
	('01a1f3d4-8798-765e-9b5b-0bd4351ed3b0', '01a1f3d0-e7ed-7c63-8cea-4893d0b0ba70', '88bb5011-e0ca-5231-8330-647943dde66d', 'complaint.opened', '客户反映账户限制处理慢，要求专人回电，登记为紧急，约定11月9日回电。', true, '2026-11-19 12:42:57.182+00', 1),
	('01a1f6d8-7f7b-79ab-b932-6303d5892a15', '01a1f6bf-17bb-73bd-9981-083276b7f55f', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'ebank.ukey', 'U盾插入没有反应，换USB口后识别，指导安装网银助手。', true, '2026-11-20 02:46:01.001+00', 1),
	('01a1f6c3-8c61-72a7-ac52-1049676f0790', '01a1f6c2-8116-76fd-aac5-c6216f838958', 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'ebank.login', '手机银行登录密码连续错误锁定，指导“忘记密码”刷脸重设，当场登录成功。', true, '2026-11-20 02:23:34.35+00', 1),
	('01a1f6c6-384e-72e1-a367-74c23fb022d7', '01a1f6c5-0070-7fa3-a139-6a3ebefb9588', 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'account.idcard', '客户收到证件到期短信，确认短信为本行发送，指导客户端上传，未点短信链接。', true, '2026-11-20 02:26:18.175+00', 1),
	('01a1f6d8-e6f0-75c0-9033-bc767a6c0258', '01a1f6d6-ec40-73fc-aec5-e6736968578b', 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'account.deposit', '客户问定期到期是否转存，查到已约定自动转存，讲明按转存日利率，客户要求改为不转存，指导办理。', true, '2026-11-20 02:46:38.072+00', 1),
	('01a1f764-3e53-7d9d-9c09-cc7452a02596', '01a1f763-0f03-7a8e-b041-83022cf57610', 'a3b35072-e876-58da-b8ff-b67de672ecb0', 'account.status', '客户反映只收不付，已说明限制类型和所需材料，客户表示明天去平岭支行。', false, '2026-11-20 05:18:50.02+00', 1),
	('01a1f771-f8a1-7026-a513-3aad021b4ae3', '01a1f770-f2c1-7aba-ba75-51e7543baa9d', 'e5518fd5-d2d3-5cdf-b223-302b8ade622b', 'account.idcard', '客户收到证件到期短信，确认短信为本行发送，指导客户端上传，未点短信链接。', true, '2026-11-20 05:34:24.001+00', 1);
SELECT pg_catalog.setval('public.agent_interval_id_seq', 602, true);
SELECT pg_catalog.setval('public.audit_entry_id_seq', 14, true);
SELECT pg_catalog.setval('public.change_id_seq', 15, true);
SELECT pg_catalog.setval('public.procrastinate_events_id_seq', 1, true);
SELECT pg_catalog.setval('public.procrastinate_jobs_id_seq', 1, true);
SELECT pg_catalog.setval('public.procrastinate_periodic_defers_id_seq', 1, true);
SELECT pg_catalog.setval('public.procrastinate_workers_id_seq', 2, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.agent_interval
    ADD CONSTRAINT pk_agent_interval PRIMARY KEY (id);
ALTER TABLE ONLY public.agent_state
    ADD CONSTRAINT pk_agent_state PRIMARY KEY (person_id);
ALTER TABLE ONLY public.alarm
    ADD CONSTRAINT pk_alarm PRIMARY KEY (id);
ALTER TABLE ONLY public.alarm_rule
    ADD CONSTRAINT pk_alarm_rule PRIMARY KEY (id);
ALTER TABLE ONLY public.article
    ADD CONSTRAINT pk_article PRIMARY KEY (id);
ALTER TABLE ONLY public.article_use
    ADD CONSTRAINT pk_article_use PRIMARY KEY (id);
ALTER TABLE ONLY public.assist_request
    ADD CONSTRAINT pk_assist_request PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT pk_audit_entry PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_head
    ADD CONSTRAINT pk_audit_head PRIMARY KEY (id);
ALTER TABLE ONLY public.branch
    ADD CONSTRAINT pk_branch PRIMARY KEY (code);
ALTER TABLE ONLY public.call
    ADD CONSTRAINT pk_call PRIMARY KEY (id);
ALTER TABLE ONLY public.call_fact
    ADD CONSTRAINT pk_call_fact PRIMARY KEY (call_id, name);
ALTER TABLE ONLY public.call_leg
    ADD CONSTRAINT pk_call_leg PRIMARY KEY (id);
ALTER TABLE ONLY public.call_quality
    ADD CONSTRAINT pk_call_quality PRIMARY KEY (id);
ALTER TABLE ONLY public.call_recording
    ADD CONSTRAINT pk_call_recording PRIMARY KEY (id);
ALTER TABLE ONLY public.callback
    ADD CONSTRAINT pk_callback PRIMARY KEY (id);
ALTER TABLE ONLY public.callback_task
    ADD CONSTRAINT pk_callback_task PRIMARY KEY (id);
ALTER TABLE ONLY public.case_event
    ADD CONSTRAINT pk_case_event PRIMARY KEY (id);
ALTER TABLE ONLY public.case_pause
    ADD CONSTRAINT pk_case_pause PRIMARY KEY (id);
ALTER TABLE ONLY public.case_term
    ADD CONSTRAINT pk_case_term PRIMARY KEY (id);
ALTER TABLE ONLY public.change
    ADD CONSTRAINT pk_change PRIMARY KEY (id);
ALTER TABLE ONLY public.complaint
    ADD CONSTRAINT pk_complaint PRIMARY KEY (id);
ALTER TABLE ONLY public.consultation
    ADD CONSTRAINT pk_consultation PRIMARY KEY (id);
ALTER TABLE ONLY public.contact
    ADD CONSTRAINT pk_contact PRIMARY KEY (id);
ALTER TABLE ONLY public.contact_point
    ADD CONSTRAINT pk_contact_point PRIMARY KEY (id);
ALTER TABLE ONLY public.customer
    ADD CONSTRAINT pk_customer PRIMARY KEY (id);
ALTER TABLE ONLY public.customer_key
    ADD CONSTRAINT pk_customer_key PRIMARY KEY (customer_id, kind, value);
ALTER TABLE ONLY public.disposition
    ADD CONSTRAINT pk_disposition PRIMARY KEY (code);
ALTER TABLE ONLY public.exchange_cursor
    ADD CONSTRAINT pk_exchange_cursor PRIMARY KEY (exchange);
ALTER TABLE ONLY public.floor_message
    ADD CONSTRAINT pk_floor_message PRIMARY KEY (id);
ALTER TABLE ONLY public.floor_snapshot
    ADD CONSTRAINT pk_floor_snapshot PRIMARY KEY (name);
ALTER TABLE ONLY public.holding
    ADD CONSTRAINT pk_holding PRIMARY KEY (id);
ALTER TABLE ONLY public.idempotent_answer
    ADD CONSTRAINT pk_idempotent_answer PRIMARY KEY (person_id, key);
ALTER TABLE ONLY public.import_run
    ADD CONSTRAINT pk_import_run PRIMARY KEY (id);
ALTER TABLE ONLY public.knowledge_category
    ADD CONSTRAINT pk_knowledge_category PRIMARY KEY (code);
ALTER TABLE ONLY public.mask_rule
    ADD CONSTRAINT pk_mask_rule PRIMARY KEY (id);
ALTER TABLE ONLY public.message_receipt
    ADD CONSTRAINT pk_message_receipt PRIMARY KEY (message_id, person_id);
ALTER TABLE ONLY public.not_ready_reason
    ADD CONSTRAINT pk_not_ready_reason PRIMARY KEY (code);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT pk_person PRIMARY KEY (id);
ALTER TABLE ONLY public.person_layout
    ADD CONSTRAINT pk_person_layout PRIMARY KEY (person_id);
ALTER TABLE ONLY public.person_role
    ADD CONSTRAINT pk_person_role PRIMARY KEY (person_id, role_code);
ALTER TABLE ONLY public.queue
    ADD CONSTRAINT pk_queue PRIMARY KEY (id);
ALTER TABLE ONLY public.queue_member
    ADD CONSTRAINT pk_queue_member PRIMARY KEY (queue_id, person_id);
ALTER TABLE ONLY public.queue_override
    ADD CONSTRAINT pk_queue_override PRIMARY KEY (id);
ALTER TABLE ONLY public.report_file
    ADD CONSTRAINT pk_report_file PRIMARY KEY (id);
ALTER TABLE ONLY public.review
    ADD CONSTRAINT pk_review PRIMARY KEY (id);
ALTER TABLE ONLY public.role
    ADD CONSTRAINT pk_role PRIMARY KEY (code);
ALTER TABLE ONLY public.sample
    ADD CONSTRAINT pk_sample PRIMARY KEY (id);
ALTER TABLE ONLY public.sample_item
    ADD CONSTRAINT pk_sample_item PRIMARY KEY (id);
ALTER TABLE ONLY public.saved_report
    ADD CONSTRAINT pk_saved_report PRIMARY KEY (id);
ALTER TABLE ONLY public.score_form
    ADD CONSTRAINT pk_score_form PRIMARY KEY (id);
ALTER TABLE ONLY public.score_question
    ADD CONSTRAINT pk_score_question PRIMARY KEY (id);
ALTER TABLE ONLY public.seat_session
    ADD CONSTRAINT pk_seat_session PRIMARY KEY (id);
ALTER TABLE ONLY public.service_target
    ADD CONSTRAINT pk_service_target PRIMARY KEY (id);
ALTER TABLE ONLY public.setting
    ADD CONSTRAINT pk_setting PRIMARY KEY (key);
ALTER TABLE ONLY public.supervision
    ADD CONSTRAINT pk_supervision PRIMARY KEY (id);
ALTER TABLE ONLY public.team
    ADD CONSTRAINT pk_team PRIMARY KEY (id);
ALTER TABLE ONLY public.verification
    ADD CONSTRAINT pk_verification PRIMARY KEY (id);
ALTER TABLE ONLY public.wallboard_token
    ADD CONSTRAINT pk_wallboard_token PRIMARY KEY (id);
ALTER TABLE ONLY public.wrap_up
    ADD CONSTRAINT pk_wrap_up PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);
ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.alarm_rule
    ADD CONSTRAINT uq_alarm_rule_code UNIQUE (code);
ALTER TABLE ONLY public.article
    ADD CONSTRAINT uq_article_code UNIQUE (code);
ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT uq_audit_entry_seq UNIQUE (seq);
ALTER TABLE ONLY public.call
    ADD CONSTRAINT uq_call_exchange_exchange_key UNIQUE (exchange, exchange_key);
ALTER TABLE ONLY public.call_quality
    ADD CONSTRAINT uq_call_quality_leg_id UNIQUE (leg_id);
ALTER TABLE ONLY public.callback
    ADD CONSTRAINT uq_callback_call_id UNIQUE (call_id);
ALTER TABLE ONLY public.callback
    ADD CONSTRAINT uq_callback_made_call_id UNIQUE (made_call_id);
ALTER TABLE ONLY public.callback_task
    ADD CONSTRAINT uq_callback_task_made_call_id UNIQUE (made_call_id);
ALTER TABLE ONLY public.case_term
    ADD CONSTRAINT uq_case_term_axis_key_edition UNIQUE (axis, key, edition);
ALTER TABLE ONLY public.complaint
    ADD CONSTRAINT uq_complaint_number UNIQUE (number);
ALTER TABLE ONLY public.customer
    ADD CONSTRAINT uq_customer_number UNIQUE (number);
ALTER TABLE ONLY public.import_run
    ADD CONSTRAINT uq_import_run_kind_file_digest UNIQUE (kind, file_digest);
ALTER TABLE ONLY public.mask_rule
    ADD CONSTRAINT uq_mask_rule_field_verified UNIQUE (field, verified);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT uq_person_agent_code UNIQUE (agent_code);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT uq_person_login UNIQUE (login);
ALTER TABLE ONLY public.queue
    ADD CONSTRAINT uq_queue_code UNIQUE (code);
ALTER TABLE ONLY public.report_file
    ADD CONSTRAINT uq_report_file_report_id_due_at UNIQUE (report_id, due_at);
ALTER TABLE ONLY public.review
    ADD CONSTRAINT uq_review_item_id UNIQUE (item_id);
ALTER TABLE ONLY public.sample_item
    ADD CONSTRAINT uq_sample_item_sample_id_call_id UNIQUE (sample_id, call_id);
ALTER TABLE ONLY public.score_form
    ADD CONSTRAINT uq_score_form_code_edition UNIQUE (code, edition);
ALTER TABLE ONLY public.score_question
    ADD CONSTRAINT uq_score_question_form_id_code UNIQUE (form_id, code);
ALTER TABLE ONLY public.seat_session
    ADD CONSTRAINT uq_seat_session_token_digest UNIQUE (token_digest);
ALTER TABLE ONLY public.team
    ADD CONSTRAINT uq_team_code UNIQUE (code);
ALTER TABLE ONLY public.wallboard_token
    ADD CONSTRAINT uq_wallboard_token_token_digest UNIQUE (token_digest);
ALTER TABLE ONLY public.wrap_up
    ADD CONSTRAINT uq_wrap_up_call_id_person_id UNIQUE (call_id, person_id);
CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));
CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);
CREATE INDEX ix_agent_counter_at ON public.agent_counter USING btree (at, person_id);
CREATE INDEX ix_agent_counter_fresh ON public.agent_counter USING btree (at) WHERE (NOT folded);
CREATE INDEX ix_agent_interval_call_id ON public.agent_interval USING btree (call_id) WHERE (call_id IS NOT NULL);
CREATE INDEX ix_agent_interval_person_id_started_at ON public.agent_interval USING btree (person_id, started_at);
CREATE INDEX ix_agent_interval_started_at ON public.agent_interval USING btree (started_at);
CREATE INDEX ix_alarm_raised_at ON public.alarm USING btree (raised_at);
CREATE INDEX ix_article_category_code ON public.article USING btree (category_code);
CREATE INDEX ix_article_search ON public.article USING gin (search) WITH (fastupdate=off);
CREATE INDEX ix_article_use_article_id ON public.article_use USING btree (article_id);
CREATE INDEX ix_article_use_call_id ON public.article_use USING btree (call_id);
CREATE INDEX ix_assist_request_asked_at ON public.assist_request USING btree (asked_at);
CREATE INDEX ix_audit_entry_at ON public.audit_entry USING btree (at);
CREATE INDEX ix_audit_entry_entity ON public.audit_entry USING btree (entity, entity_id);
CREATE INDEX ix_audit_entry_unsealed ON public.audit_entry USING btree (id) WHERE (seq IS NULL);
CREATE INDEX ix_call_again_of_id ON public.call USING btree (again_of_id) WHERE (again_of_id IS NOT NULL);
CREATE INDEX ix_call_agent_id_offered_at ON public.call USING btree (agent_id, offered_at);
CREATE INDEX ix_call_caller ON public.call USING btree (caller);
CREATE INDEX ix_call_customer_id ON public.call USING btree (customer_id);
CREATE INDEX ix_call_leg_call_id ON public.call_leg USING btree (call_id);
CREATE INDEX ix_call_leg_person_id_rung_at ON public.call_leg USING btree (person_id, rung_at);
CREATE INDEX ix_call_offered_at_queue_id ON public.call USING btree (offered_at, queue_id);
CREATE INDEX ix_call_open ON public.call USING btree (state) WHERE (state <> 'ended'::text);
CREATE INDEX ix_call_recording_call_id ON public.call_recording USING btree (call_id);
CREATE INDEX ix_call_recording_waiting ON public.call_recording USING btree (state) WHERE (state <> ALL (ARRAY['stored'::text, 'refused'::text, 'deleted'::text]));
CREATE INDEX ix_callback_open ON public.callback USING btree (state) WHERE (ended_at IS NULL);
CREATE INDEX ix_callback_task_call_id ON public.callback_task USING btree (call_id);
CREATE INDEX ix_callback_task_created_at ON public.callback_task USING btree (created_at);
CREATE INDEX ix_case_event_complaint_id ON public.case_event USING btree (complaint_id);
CREATE INDEX ix_case_pause_complaint_id ON public.case_pause USING btree (complaint_id);
CREATE INDEX ix_change_xid_id ON public.change USING btree (xid, id);
CREATE INDEX ix_complaint_assigned_to ON public.complaint USING btree (assigned_to);
CREATE INDEX ix_complaint_call_id ON public.complaint USING btree (call_id);
CREATE INDEX ix_complaint_customer_id_state ON public.complaint USING btree (customer_id, state);
CREATE INDEX ix_complaint_due_at ON public.complaint USING btree (due_at);
CREATE INDEX ix_complaint_received_at ON public.complaint USING btree (received_at);
CREATE INDEX ix_consultation_asked ON public.consultation USING btree (asked_person_id) WHERE (ended_at IS NULL);
CREATE INDEX ix_consultation_call_id ON public.consultation USING btree (call_id);
CREATE INDEX ix_contact_customer_id_at ON public.contact USING btree (customer_id, at);
CREATE INDEX ix_contact_point_value ON public.contact_point USING btree (value);
CREATE INDEX ix_customer_branch_code ON public.customer USING btree (branch_code);
CREATE INDEX ix_customer_identity_number ON public.customer USING btree (identity_number);
CREATE INDEX ix_customer_key_customer_id ON public.customer_key USING btree (customer_id);
CREATE INDEX ix_customer_key_kind_value ON public.customer_key USING btree (kind, value text_pattern_ops) INCLUDE (customer_id);
CREATE INDEX ix_floor_message_sent_at ON public.floor_message USING btree (sent_at);
CREATE INDEX ix_holding_customer_id ON public.holding USING btree (customer_id);
CREATE INDEX ix_idempotent_answer_created_at ON public.idempotent_answer USING btree (created_at);
CREATE INDEX ix_message_receipt_unread ON public.message_receipt USING btree (person_id) WHERE (read_at IS NULL);
CREATE INDEX ix_person_role_role_code ON public.person_role USING btree (role_code);
CREATE INDEX ix_person_team_id ON public.person USING btree (team_id);
CREATE INDEX ix_queue_counter_at ON public.queue_counter USING btree (at, queue_id);
CREATE INDEX ix_queue_counter_fresh ON public.queue_counter USING btree (at) WHERE (NOT folded);
CREATE INDEX ix_queue_member_person_id ON public.queue_member USING btree (person_id);
CREATE INDEX ix_queue_override_until ON public.queue_override USING btree (until_at) WHERE (ended_at IS NULL);
CREATE INDEX ix_report_file_expires_at ON public.report_file USING btree (expires_at) WHERE (state = 'made'::text);
CREATE INDEX ix_report_file_report_id ON public.report_file USING btree (report_id);
CREATE INDEX ix_review_agent_id ON public.review USING btree (agent_id);
CREATE INDEX ix_review_submitted_at ON public.review USING btree (submitted_at);
CREATE INDEX ix_sample_form_id ON public.sample USING btree (form_id);
CREATE INDEX ix_sample_item_call_id ON public.sample_item USING btree (call_id);
CREATE INDEX ix_sample_item_reviewer_id ON public.sample_item USING btree (reviewer_id);
CREATE INDEX ix_saved_report_next_at ON public.saved_report USING btree (next_at);
CREATE INDEX ix_seat_session_person_id ON public.seat_session USING btree (person_id);
CREATE INDEX ix_supervision_call_id ON public.supervision USING btree (call_id);
CREATE INDEX ix_verification_call_id ON public.verification USING btree (call_id);
CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);
CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));
CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);
CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);
CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);
CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);
CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);
CREATE UNIQUE INDEX uq_agent_interval_open ON public.agent_interval USING btree (person_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX uq_alarm_open ON public.alarm USING btree (rule_id, queue_id, person_id) NULLS NOT DISTINCT WHERE (cleared_at IS NULL);
CREATE UNIQUE INDEX uq_assist_request_open ON public.assist_request USING btree (person_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX uq_call_leg_open ON public.call_leg USING btree (person_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX uq_call_recording_consultation ON public.call_recording USING btree (consultation_id);
CREATE UNIQUE INDEX uq_call_recording_open ON public.call_recording USING btree (call_id) WHERE ((state = ANY (ARRAY['wanted'::text, 'recording'::text, 'paused'::text])) AND (consultation_id IS NULL));
CREATE UNIQUE INDEX uq_callback_task_open ON public.callback_task USING btree (number) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX uq_consultation_open ON public.consultation USING btree (call_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX uq_contact_entity ON public.contact USING btree (customer_id, kind, entity_id);
CREATE UNIQUE INDEX uq_contact_point_customer_value ON public.contact_point USING btree (customer_id, value);
CREATE UNIQUE INDEX uq_queue_override_open ON public.queue_override USING btree (person_id, queue_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX uq_saved_report_name ON public.saved_report USING btree (name) WHERE active;
CREATE UNIQUE INDEX uq_score_form_active ON public.score_form USING btree (code) WHERE active;
CREATE UNIQUE INDEX uq_seat_session_open ON public.seat_session USING btree (person_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX uq_service_target_queue ON public.service_target USING btree (queue_id) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX uq_supervision_open ON public.supervision USING btree (person_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX uq_wallboard_token_name ON public.wallboard_token USING btree (name) WHERE (revoked_at IS NULL);
CREATE TRIGGER call_counted AFTER INSERT ON public.call REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.call_counted();
CREATE TRIGGER call_recounted AFTER UPDATE ON public.call FOR EACH ROW WHEN ((((((((((((old.queue_id IS DISTINCT FROM new.queue_id) OR (old.offered_at IS DISTINCT FROM new.offered_at)) OR (old.direction IS DISTINCT FROM new.direction)) OR (old.outcome IS DISTINCT FROM new.outcome)) OR ((old.state = 'in_menu'::text) IS DISTINCT FROM (new.state = 'in_menu'::text))) OR ((old.state = 'ended'::text) IS DISTINCT FROM (new.state = 'ended'::text))) OR ((old.answered_at IS NULL) IS DISTINCT FROM (new.answered_at IS NULL))) OR (old.wait_ms IS DISTINCT FROM new.wait_ms)) OR (old.talk_ms IS DISTINCT FROM new.talk_ms)) OR (old.hold_ms IS DISTINCT FROM new.hold_ms)) OR (old.acw_ms IS DISTINCT FROM new.acw_ms))) EXECUTE FUNCTION public.call_recounted();
CREATE TRIGGER call_uncounted BEFORE DELETE ON public.call FOR EACH ROW WHEN ((current_setting('agent_desk.keep_counters'::text, true) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION public.call_uncounted();
CREATE TRIGGER change_notifies AFTER INSERT ON public.change FOR EACH STATEMENT EXECUTE FUNCTION public.notify_change();
CREATE TRIGGER leg_counted AFTER INSERT ON public.call_leg REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.leg_counted();
CREATE TRIGGER leg_recounted AFTER UPDATE ON public.call_leg FOR EACH ROW WHEN ((((((((((old.call_id IS DISTINCT FROM new.call_id) OR (old.person_id IS DISTINCT FROM new.person_id)) OR (old.queue_id IS DISTINCT FROM new.queue_id)) OR ((old.answered_at IS NULL) IS DISTINCT FROM (new.answered_at IS NULL))) OR ((old.ended_at IS NULL) IS DISTINCT FROM (new.ended_at IS NULL))) OR ((old.result = 'open'::text) IS DISTINCT FROM (new.result = 'open'::text))) OR (old.talk_ms IS DISTINCT FROM new.talk_ms)) OR (old.hold_ms IS DISTINCT FROM new.hold_ms)) OR (old.acw_ms IS DISTINCT FROM new.acw_ms))) EXECUTE FUNCTION public.leg_recounted();
CREATE TRIGGER leg_uncounted AFTER DELETE ON public.call_leg REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.leg_uncounted();
CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();
CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();
CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();
CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();
CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();
CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();
CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();
ALTER TABLE ONLY public.agent_interval
    ADD CONSTRAINT fk_agent_interval_by_person_id_person FOREIGN KEY (by_person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.agent_interval
    ADD CONSTRAINT fk_agent_interval_call_id_call FOREIGN KEY (call_id) REFERENCES public.call(id);
ALTER TABLE ONLY public.agent_interval
    ADD CONSTRAINT fk_agent_interval_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.agent_state
    ADD CONSTRAINT fk_agent_state_call_id_call FOREIGN KEY (call_id) REFERENCES public.call(id);
ALTER TABLE ONLY public.agent_state
    ADD CONSTRAINT fk_agent_state_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.agent_state
    ADD CONSTRAINT fk_agent_state_wrapup_call_id_call FOREIGN KEY (wrapup_call_id) REFERENCES public.call(id);
ALTER TABLE ONLY public.alarm
    ADD CONSTRAINT fk_alarm_acknowledged_by_id_person FOREIGN KEY (acknowledged_by_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.alarm
    ADD CONSTRAINT fk_alarm_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.alarm
    ADD CONSTRAINT fk_alarm_queue_id_queue FOREIGN KEY (queue_id) REFERENCES public.queue(id);
ALTER TABLE ONLY public.alarm
    ADD CONSTRAINT fk_alarm_rule_id_alarm_rule FOREIGN KEY (rule_id) REFERENCES public.alarm_rule(id);
ALTER TABLE ONLY public.alarm_rule
    ADD CONSTRAINT fk_alarm_rule_queue_id_queue FOREIGN KEY (queue_id) REFERENCES public.queue(id);
ALTER TABLE ONLY public.article
    ADD CONSTRAINT fk_article_category_code_knowledge_category FOREIGN KEY (category_code) REFERENCES public.knowledge_category(code);
ALTER TABLE ONLY public.article_use
    ADD CONSTRAINT fk_article_use_article_id_article FOREIGN KEY (article_id) REFERENCES public.article(id);
ALTER TABLE ONLY public.article_use
    ADD CONSTRAINT fk_article_use_call_id_call FOREIGN KEY (call_id) REFERENCES public.call(id);
ALTER TABLE ONLY public.article_use
    ADD CONSTRAINT fk_article_use_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.assist_request
    ADD CONSTRAINT fk_assist_request_answered_by_id_person FOREIGN KEY (answered_by_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.assist_request
    ADD CONSTRAINT fk_assist_request_call_id_call FOREIGN KEY (call_id) REFERENCES public.call(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.assist_request
    ADD CONSTRAINT fk_assist_request_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.call
    ADD CONSTRAINT fk_call_again_of_id_call FOREIGN KEY (again_of_id) REFERENCES public.call(id);
ALTER TABLE ONLY public.call
    ADD CONSTRAINT fk_call_agent_id_person FOREIGN KEY (agent_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.call
    ADD CONSTRAINT fk_call_customer_id_customer FOREIGN KEY (customer_id) REFERENCES public.customer(id);
ALTER TABLE ONLY public.call_fact
    ADD CONSTRAINT fk_call_fact_call_id_call FOREIGN KEY (call_id) REFERENCES public.call(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.call_leg
    ADD CONSTRAINT fk_call_leg_call_id_call FOREIGN KEY (call_id) REFERENCES public.call(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.call_leg
    ADD CONSTRAINT fk_call_leg_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.call_leg
    ADD CONSTRAINT fk_call_leg_queue_id_queue FOREIGN KEY (queue_id) REFERENCES public.queue(id);
ALTER TABLE ONLY public.call
    ADD CONSTRAINT fk_call_parked_by_id_person FOREIGN KEY (parked_by_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.call_quality
    ADD CONSTRAINT fk_call_quality_leg_id_call_leg FOREIGN KEY (leg_id) REFERENCES public.call_leg(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.call
    ADD CONSTRAINT fk_call_queue_id_queue FOREIGN KEY (queue_id) REFERENCES public.queue(id);
ALTER TABLE ONLY public.call_recording
    ADD CONSTRAINT fk_call_recording_call_id_call FOREIGN KEY (call_id) REFERENCES public.call(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.call_recording
    ADD CONSTRAINT fk_call_recording_consultation_id_consultation FOREIGN KEY (consultation_id) REFERENCES public.consultation(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.call_recording
    ADD CONSTRAINT fk_call_recording_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.call
    ADD CONSTRAINT fk_call_waits_in_id_queue FOREIGN KEY (waits_in_id) REFERENCES public.queue(id);
ALTER TABLE ONLY public.callback
    ADD CONSTRAINT fk_callback_by_person_id_person FOREIGN KEY (by_person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.callback
    ADD CONSTRAINT fk_callback_call_id_call FOREIGN KEY (call_id) REFERENCES public.call(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.callback
    ADD CONSTRAINT fk_callback_made_call_id_call FOREIGN KEY (made_call_id) REFERENCES public.call(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.callback
    ADD CONSTRAINT fk_callback_queue_id_queue FOREIGN KEY (queue_id) REFERENCES public.queue(id);
ALTER TABLE ONLY public.callback_task
    ADD CONSTRAINT fk_callback_task_assigned_id_person FOREIGN KEY (assigned_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.callback_task
    ADD CONSTRAINT fk_callback_task_call_id_call FOREIGN KEY (call_id) REFERENCES public.call(id);
ALTER TABLE ONLY public.callback_task
    ADD CONSTRAINT fk_callback_task_created_by_id_person FOREIGN KEY (created_by_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.callback_task
    ADD CONSTRAINT fk_callback_task_made_call_id_call FOREIGN KEY (made_call_id) REFERENCES public.call(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.callback_task
    ADD CONSTRAINT fk_callback_task_queue_id_queue FOREIGN KEY (queue_id) REFERENCES public.queue(id);
ALTER TABLE ONLY public.callback_task
    ADD CONSTRAINT fk_callback_task_taken_by_id_person FOREIGN KEY (taken_by_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.case_event
    ADD CONSTRAINT fk_case_event_complaint_id_complaint FOREIGN KEY (complaint_id) REFERENCES public.complaint(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.case_event
    ADD CONSTRAINT fk_case_event_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.case_pause
    ADD CONSTRAINT fk_case_pause_complaint_id_complaint FOREIGN KEY (complaint_id) REFERENCES public.complaint(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.complaint
    ADD CONSTRAINT fk_complaint_assigned_to_person FOREIGN KEY (assigned_to) REFERENCES public.person(id);
ALTER TABLE ONLY public.complaint
    ADD CONSTRAINT fk_complaint_branch_code_branch FOREIGN KEY (branch_code) REFERENCES public.branch(code);
ALTER TABLE ONLY public.complaint
    ADD CONSTRAINT fk_complaint_call_id_call FOREIGN KEY (call_id) REFERENCES public.call(id);
ALTER TABLE ONLY public.complaint
    ADD CONSTRAINT fk_complaint_customer_id_customer FOREIGN KEY (customer_id) REFERENCES public.customer(id);
ALTER TABLE ONLY public.complaint
    ADD CONSTRAINT fk_complaint_merged_into_id_complaint FOREIGN KEY (merged_into_id) REFERENCES public.complaint(id);
ALTER TABLE ONLY public.complaint
    ADD CONSTRAINT fk_complaint_opened_by_person FOREIGN KEY (opened_by) REFERENCES public.person(id);
ALTER TABLE ONLY public.consultation
    ADD CONSTRAINT fk_consultation_asked_person_id_person FOREIGN KEY (asked_person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.consultation
    ADD CONSTRAINT fk_consultation_call_id_call FOREIGN KEY (call_id) REFERENCES public.call(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.consultation
    ADD CONSTRAINT fk_consultation_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.contact
    ADD CONSTRAINT fk_contact_customer_id_customer FOREIGN KEY (customer_id) REFERENCES public.customer(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.contact
    ADD CONSTRAINT fk_contact_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.contact_point
    ADD CONSTRAINT fk_contact_point_customer_id_customer FOREIGN KEY (customer_id) REFERENCES public.customer(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.customer
    ADD CONSTRAINT fk_customer_branch_code_branch FOREIGN KEY (branch_code) REFERENCES public.branch(code);
ALTER TABLE ONLY public.customer_key
    ADD CONSTRAINT fk_customer_key_customer_id_customer FOREIGN KEY (customer_id) REFERENCES public.customer(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.disposition
    ADD CONSTRAINT fk_disposition_parent_code_disposition FOREIGN KEY (parent_code) REFERENCES public.disposition(code);
ALTER TABLE ONLY public.floor_message
    ADD CONSTRAINT fk_floor_message_from_id_person FOREIGN KEY (from_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.floor_message
    ADD CONSTRAINT fk_floor_message_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.holding
    ADD CONSTRAINT fk_holding_customer_id_customer FOREIGN KEY (customer_id) REFERENCES public.customer(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.message_receipt
    ADD CONSTRAINT fk_message_receipt_message_id_floor_message FOREIGN KEY (message_id) REFERENCES public.floor_message(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.message_receipt
    ADD CONSTRAINT fk_message_receipt_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.person_layout
    ADD CONSTRAINT fk_person_layout_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.person_role
    ADD CONSTRAINT fk_person_role_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.person_role
    ADD CONSTRAINT fk_person_role_role_code_role FOREIGN KEY (role_code) REFERENCES public.role(code);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT fk_person_team_id_team FOREIGN KEY (team_id) REFERENCES public.team(id);
ALTER TABLE ONLY public.queue_member
    ADD CONSTRAINT fk_queue_member_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.queue_member
    ADD CONSTRAINT fk_queue_member_queue_id_queue FOREIGN KEY (queue_id) REFERENCES public.queue(id);
ALTER TABLE ONLY public.queue_override
    ADD CONSTRAINT fk_queue_override_by_id_person FOREIGN KEY (by_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.queue_override
    ADD CONSTRAINT fk_queue_override_ended_by_id_person FOREIGN KEY (ended_by_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.queue_override
    ADD CONSTRAINT fk_queue_override_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.queue_override
    ADD CONSTRAINT fk_queue_override_queue_id_queue FOREIGN KEY (queue_id) REFERENCES public.queue(id);
ALTER TABLE ONLY public.report_file
    ADD CONSTRAINT fk_report_file_report_id_saved_report FOREIGN KEY (report_id) REFERENCES public.saved_report(id);
ALTER TABLE ONLY public.review
    ADD CONSTRAINT fk_review_agent_id_person FOREIGN KEY (agent_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.review
    ADD CONSTRAINT fk_review_form_id_score_form FOREIGN KEY (form_id) REFERENCES public.score_form(id);
ALTER TABLE ONLY public.review
    ADD CONSTRAINT fk_review_item_id_sample_item FOREIGN KEY (item_id) REFERENCES public.sample_item(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.review
    ADD CONSTRAINT fk_review_reviewer_id_person FOREIGN KEY (reviewer_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.sample
    ADD CONSTRAINT fk_sample_drawn_by_person FOREIGN KEY (drawn_by) REFERENCES public.person(id);
ALTER TABLE ONLY public.sample
    ADD CONSTRAINT fk_sample_form_id_score_form FOREIGN KEY (form_id) REFERENCES public.score_form(id);
ALTER TABLE ONLY public.sample_item
    ADD CONSTRAINT fk_sample_item_call_id_call FOREIGN KEY (call_id) REFERENCES public.call(id);
ALTER TABLE ONLY public.sample_item
    ADD CONSTRAINT fk_sample_item_reviewer_id_person FOREIGN KEY (reviewer_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.sample_item
    ADD CONSTRAINT fk_sample_item_sample_id_sample FOREIGN KEY (sample_id) REFERENCES public.sample(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.saved_report
    ADD CONSTRAINT fk_saved_report_owner_id_person FOREIGN KEY (owner_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.score_question
    ADD CONSTRAINT fk_score_question_form_id_score_form FOREIGN KEY (form_id) REFERENCES public.score_form(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.seat_session
    ADD CONSTRAINT fk_seat_session_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.service_target
    ADD CONSTRAINT fk_service_target_queue_id_queue FOREIGN KEY (queue_id) REFERENCES public.queue(id);
ALTER TABLE ONLY public.setting
    ADD CONSTRAINT fk_setting_changed_by_person FOREIGN KEY (changed_by) REFERENCES public.person(id);
ALTER TABLE ONLY public.supervision
    ADD CONSTRAINT fk_supervision_agent_id_person FOREIGN KEY (agent_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.supervision
    ADD CONSTRAINT fk_supervision_call_id_call FOREIGN KEY (call_id) REFERENCES public.call(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.supervision
    ADD CONSTRAINT fk_supervision_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.verification
    ADD CONSTRAINT fk_verification_call_id_call FOREIGN KEY (call_id) REFERENCES public.call(id);
ALTER TABLE ONLY public.verification
    ADD CONSTRAINT fk_verification_customer_id_customer FOREIGN KEY (customer_id) REFERENCES public.customer(id);
ALTER TABLE ONLY public.verification
    ADD CONSTRAINT fk_verification_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.wrap_up
    ADD CONSTRAINT fk_wrap_up_call_id_call FOREIGN KEY (call_id) REFERENCES public.call(id);
ALTER TABLE ONLY public.wrap_up
    ADD CONSTRAINT fk_wrap_up_disposition_code_disposition FOREIGN KEY (disposition_code) REFERENCES public.disposition(code);
ALTER TABLE ONLY public.wrap_up
    ADD CONSTRAINT fk_wrap_up_person_id_person FOREIGN KEY (person_id) REFERENCES public.person(id);
ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);
