"""Scores of schools and communities: every assessment table of a scheme, reckoned from what was entered."""

from edudesk.services.schemes.judging.scores.scoring import judge_scores
from edudesk.services.schemes.judging.scores.sheets import figure_entry, figure_value, said_when

__all__ = ["figure_entry", "figure_value", "judge_scores", "said_when"]
