"""What operations can watch of the line to Asterisk: events that told nothing."""

from collections import Counter as Tally

from prometheus_client import Counter

UNTOLD = Counter(
    "agent_desk_asterisk_events_untold", "Events of Asterisk that told nothing, by event and why", ["event", "why"]
)

CPU = Counter("agent_desk_asterisk_reader_cpu_seconds", "CPU seconds of the thread that reads the line to Asterisk")


def count(ignored: Tally[str]) -> None:
    """Add these, and forget them."""
    for word, times in ignored.items():
        event, _, why = word.rpartition(":")
        UNTOLD.labels(event, why).inc(times)
    ignored.clear()
