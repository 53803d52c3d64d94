"""Mentor pairs: months and sessions, what rules ask of each, reviews by both sides, how a pair ends."""
