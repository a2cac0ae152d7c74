"""What a new workbook takes over from last year's: names, own indicators, last year's base figures."""

from jixiao.template.last_year.carrying import carry_over
from jixiao.template.last_year.taken import Taken

__all__ = ["Taken", "carry_over"]
