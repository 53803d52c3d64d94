"""The demonstration: an invented school with two terms of work, to look around in."""

from edudesk.services.demonstration.making import DEMO_DAY, DEMO_NOW, make_demonstration

__all__ = ["DEMO_DAY", "DEMO_NOW", "make_demonstration"]
