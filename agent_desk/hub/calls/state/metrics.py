"""What operations can watch of the calls: Prometheus figures of this process, no personal data in them."""

from prometheus_client import Counter, Gauge, Histogram

EVENTS = Counter("agent_desk_exchange_events", "Events of the exchange that were applied", ["event"])
DOUBLED = Counter("agent_desk_exchange_events_doubled", "Events told again, left out")
LATE = Counter(
    "agent_desk_exchange_events_late", "Events that told nothing new: doubled under another id, or late", ["event"]
)
ORPHANS = Counter("agent_desk_exchange_orphans", "Events that name a call, queue or agent we do not know", ["event"])
POISON = Counter("agent_desk_exchange_events_faulty", "Events left out because applying them failed", ["event"])
BATCH_SECONDS = Histogram(
    "agent_desk_exchange_batch_seconds",
    "From a batch in hand to its commit",
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5),
)
BATCH_EVENTS = Histogram("agent_desk_exchange_batch_events", "Events per batch", buckets=(1, 2, 5, 10, 50, 200))
DIFFERENCES = Counter("agent_desk_exchange_differences", "Differences found by reconciling", ["kind"])
CPU = Counter("agent_desk_exchange_reader_cpu_seconds", "CPU seconds of the thread that writes the exchange's events")
READING = Gauge("agent_desk_exchange_reading", "1 while this hub reads the exchange's events")
COMMANDS = Counter(
    "agent_desk_exchange_commands", "Commands to the exchange, by what came of them", ["command", "result"]
)
RECORDINGS = Counter(
    "agent_desk_recordings", "Recordings, by what came of them: stored, missing, refused, deleted", ["outcome"]
)
RECORDINGS_MISSING = Gauge("agent_desk_recordings_missing", "Recordings whose file has not come, now")
