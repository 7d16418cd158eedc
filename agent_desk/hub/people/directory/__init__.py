"""People whom a directory vouches for: how they become people here, and what their groups give."""
