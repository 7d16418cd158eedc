"""Tests of measures for queues."""
