"""Exchanged teachers at work: the stays of a year, typed weeks, a host's words, what it comes to."""
