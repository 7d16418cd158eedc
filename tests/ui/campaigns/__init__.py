"""Tests of projects on screen."""
