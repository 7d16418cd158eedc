"""Figures: the counters and calls behind the board, history and reports, by one library."""
