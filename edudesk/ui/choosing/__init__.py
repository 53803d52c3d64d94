"""Choosing a scheme, with what it asks and what can be set in it; used in the first start and later."""
