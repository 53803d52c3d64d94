"""A tally of the standing as the cells that are drawn of it."""

from edudesk.services.standing.view import Tally
from edudesk.ui.widgets.tally import Cells


def cells_of(tally: Tally) -> Cells:
    """Return what is drawn of a tally, what is new in it marked as gained."""
    return Cells(
        value=max(float(tally.done + tally.beyond - tally.fresh), 0.0),
        planned=float(tally.planned),
        target=float(tally.target),
        state=tally.state,
        gained=float(tally.fresh),
        bar=tally.shape == "bar",
    )
