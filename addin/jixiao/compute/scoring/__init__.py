"""What a scoring rule comes to: a score, or the range it lies in, with its derivation in words."""

from jixiao.compute.scoring.describe import choice_of, describe
from jixiao.compute.scoring.outcome import Inputs, Scored, Tick, tick_of
from jixiao.compute.scoring.score import score_of

__all__ = ["Inputs", "Scored", "Tick", "choice_of", "describe", "score_of", "tick_of"]
