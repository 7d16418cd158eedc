"""Kinds of cases as data, and the registers of the offices that run on them."""
