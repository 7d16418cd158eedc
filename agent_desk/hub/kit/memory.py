"""How the interpreter is set for a service whose threads wait for each other: what people wait for goes before throughput."""

import gc
import sys
import threading

SWITCH_S = 0.0005
"""A thread that has something for a person asks for the interpreter this often, instead of Python's 5 ms: a screen pop
passes through six threads, and each change of hands would otherwise cost it up to that long."""

ROUNDS = (20_000, 20, 50)
"""How many new objects make a round of the garbage collector, instead of Python's 700, and how many rounds a larger one. A
request makes a few thousand and nearly all go by themselves."""


_settled = threading.Event()


def settle() -> None:
    """Call when something large and lasting has been loaded: it leaves the garbage collector's rounds, which would
    otherwise walk through dictionaries of a few hundred thousand words while calls wait."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*ROUNDS)
    _settled.set()


def settle_again() -> None:
    """The same for what was loaded later; nothing in a process that has not settled, where hubs come and go."""
    if _settled.is_set():
        settle()


def answer_quickly() -> None:
    """Call once in a process that serves people."""
    sys.setswitchinterval(SWITCH_S)
