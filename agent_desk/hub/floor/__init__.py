"""The floor: the figures of the centre, live and past, by one library."""
