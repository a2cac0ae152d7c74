"""What was taken over, in sentences below headings."""

from collections.abc import Iterator, Sequence

from jixiao.compute.review import Review
from jixiao.frameworks.load import is_installed
from jixiao.model.framework import Framework
from jixiao.template.last_year.taken import Taken


def told_sections(last: Review, framework: Framework, taken: Taken) -> Iterator[tuple[str, Sequence[str]]]:
    """What was taken over from where, what was not, and what to look at; sections without a sentence are left out."""
    law = last.framework
    known = "" if is_installed(law) else f"，工作簿自带、本机没有装的指标体系 {law.id} {law.version}"
    region = f"去年的工作簿属于{law.region}，今年的工作簿属于{framework.region}，带入的内容请逐项核对。"
    sections = (
        (f"从 {last.book.title}（{law.title}，{law.region}{known}）带入：", taken.taken or ("没有可以带入的内容。",)),
        ("没有带入：", taken.left),
        ("请核对：", ((region,) if law.region != framework.region else ()) + taken.look_at),
    )
    yield from ((heading, sentences) for heading, sentences in sections if sentences)
