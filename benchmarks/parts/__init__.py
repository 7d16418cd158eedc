"""Processes that benchmarks start beside each other; none is run by hand."""
