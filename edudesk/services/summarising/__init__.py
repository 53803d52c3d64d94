"""Summaries: marks in their words for what is counted, listed or shown, and what the marks say now."""
