"""Kinds of cases as data: definitions, their checks, and cases of them on the wire."""
