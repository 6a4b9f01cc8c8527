"""Answers and networks as text, files and pages."""
