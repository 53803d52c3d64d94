"""Handing in a term: what is missing before, the making, what was handed in, a look at others' packages."""
