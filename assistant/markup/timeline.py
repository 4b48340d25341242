"""A timeline in words and small bars: what was counted, the outlets, and the bars as a table. Pure.

The table's buttons do what a click on the plot's bars does.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.markup.text import line
from assistant.spread import Bar, DateHistogram

_OUTLETS = 6


def told_html(spread: DateHistogram) -> str:
    """What is counted, in a sentence; "" where there is nothing to count."""
    if not spread.articles:
        return ""
    articles = _counted(spread.articles, "article")
    passages = "best passage" if spread.passages == 1 else f"{spread.passages:,} best passages"
    told = f"{articles} with the {passages}"
    if len(spread.bars) > 1:
        told += f", by {spread.step.value}"
    elif spread.bars:
        told += f", {'all ' if spread.articles > 1 and not spread.undated else ''}of "
        told += spread.bars[0].label
    if spread.undated:
        told += f"; {spread.undated:,} without a date"
    return f'<p class="told">{told}.</p>'


def beside_html(spread: DateHistogram) -> str:
    """The outlets, and the bars as a table."""
    if not spread.articles:
        return ""
    return f"{_outlets(spread.outlets)}{_table(spread)}"


def narrowed_html(period: Bar) -> str:
    """That the dates were narrowed, and how to undo it."""
    return (
        f'<p class="narrowed" role="status">Dates narrowed to <b>{period.label}</b>'
        ' <button type="button" class="dl-plain" data-undo>Undo</button></p>'
    )


def _outlets(outlets: Sequence[tuple[str, int]]) -> str:
    most = max(number for _, number in outlets)
    items = [_outlet(name, number, most) for name, number in outlets]
    further = ""
    if len(items) > _OUTLETS + 1:
        further = (
            f'<details><summary>{len(items) - _OUTLETS} more</summary><ul class="outlets">'
            f"{''.join(items[_OUTLETS:])}</ul></details>"
        )
        items = items[:_OUTLETS]
    return f'<h3>Outlets</h3><ul class="outlets">{"".join(items)}</ul>{further}'


def _outlet(name: str, number: int, most: int) -> str:
    return (
        f"<li><bdi>{line(name) or 'unknown outlet'}</bdi> <span>{number:,}</span>"
        '<svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{100 * number / most:.0f}" height="4"/></svg></li>'
    )


def _table(spread: DateHistogram) -> str:
    rows = "".join(_row(bar) for bar in spread.bars if bar.articles)
    if spread.undated:
        rows += f'<tr><th scope="row">without a date</th><td>{spread.undated:,}</td></tr>'
    return (
        "<details><summary>As a table</summary><table><thead><tr>"
        f'<th scope="col">{spread.step.value.capitalize()}</th><th scope="col">Articles</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def _row(bar: Bar) -> str:
    return (
        f'<tr><th scope="row"><button type="button" data-period="{escape(bar.period)}"'
        f' title="Narrow the dates to this">{bar.label}</button></th>'
        f"<td>{bar.articles:,}</td></tr>"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
