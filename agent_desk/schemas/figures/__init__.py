"""Figures on the wire: the board, history, arrangements."""
