"""How much evaluation may look at, so that no scheme can make the program hang."""

MOST_A_RULE = 500_000
MOST_IN_ALL = 2_000_000
"""Records looked at, one after another; our own schemes look at some ten thousand in ten years' work."""
A_LOOK = 20
"""What a selection costs that finds nothing to look at."""


class Exhausted(Exception):
    """A rule, or all of them, asked for more than may be looked at."""


class Effort:
    """Counts what was looked at, for the rule at hand and in all."""

    def __init__(self) -> None:
        self._rule = 0
        self._all = 0

    def begin(self) -> None:
        """Turn to the next rule."""
        self._rule = 0

    def spend(self, records: int) -> None:
        """Count a selection that looked at so many records; Exhausted when it was too much."""
        cost = A_LOOK + records
        self._rule += cost
        self._all += cost
        if self._rule > MOST_A_RULE or self._all > MOST_IN_ALL:
            raise Exhausted
