"""Tests of the panels about complaints."""
