"""Receiving packages: opened and verified, compared, taken in, taken back, answered with a receipt."""
