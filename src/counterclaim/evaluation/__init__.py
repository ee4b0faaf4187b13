"""How right the coder is: gold claims, the codebook's measures, and where it went wrong."""

from counterclaim.evaluation.gold import GoldError, GoldSet, read_gold
from counterclaim.evaluation.measures import Figures, Miss, Score, score

__all__ = ["Figures", "GoldError", "GoldSet", "Miss", "Score", "read_gold", "score"]
