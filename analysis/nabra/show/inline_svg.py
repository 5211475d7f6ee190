"""A chart's SVG made fit to stand inside a page beside others: small, named, with ids of its own."""

import re

from nabra.show.safe import escape

_DROPPED = re.compile(
    r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>|<style[^>]*>.*?</style>", re.S
)
_IDS = re.compile(r'(\bid="|url\(#|href="#)')
_UNUSED_GROUP = re.compile(r'<g id="(?:figure|axes|patch|text|line2d|xtick|ytick|matplotlib\.axis)_\d+">')


def inline(svg, prefix, label):
    """SVG text for an HTML page.

    Parameters
    ----------
    svg : bytes
        What `nabra.show.figures.svg_bytes` made.
    prefix : str
        Put before every id and every reference to one, so that several charts share a page.
    label : str
        What the chart shows, for those who cannot see it.
    """
    text = _DROPPED.sub("", svg.decode("utf-8"))
    text = _UNUSED_GROUP.sub("<g>", text)
    text = _IDS.sub(lambda found: found.group(1) + prefix, text)
    text = re.sub(r"\s+", " ", text).replace("> <", "><").strip()
    box = re.search(r'viewBox="[^"]*"', text).group(0)
    width = float(re.search(r'viewBox="\S+ \S+ (\S+)', text).group(1))
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'{box} width="{width * 96 / 72:.0f}" role="img" aria-label="{escape(label)}">'
    )
    return re.sub(r"^<svg[^>]*>", lambda _: head, text)
