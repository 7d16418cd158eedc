"""What stays for good is taken out of the garbage collector's rounds: dictionaries of a few hundred thousand words would
otherwise be walked through every time, and every call would wait for it."""

import gc


def settle() -> None:
    """Call when something large and lasting has been loaded."""
    gc.collect()
    gc.freeze()
