"""A chart's SVG made fit to stand inside a page beside others: small, named, with ids of its own."""

import re

from nabra.show.safe import escape

_DROPPED = re.compile(
    r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>|<style[^>]*>.*?</style>", re.S
)
_IDS = re.compile(r'(\bid="|url\(#|href="#)')
_UNUSED_GROUP = re.compile(r'<g id="(?:figure|axes|patch|text|line2d|xtick|ytick|matplotlib\.axis)_\d+">')

# Decimals of a hundredth are a hundredth of a point on the page; those of a letter's scale are not.
_DECIMALS = re.compile(r"(scale\([^)]*\))|(\.\d\d)\d+")
_LETTER = re.compile(r'<path id="([^"]+)" (d="[^"]*" transform="scale\([^"]*\)"/>)')
_MOVED = re.compile(r'(<use [^>]*?)transform="translate\(([-\d.]+) ([-\d.]+)\)"/>')
_USED = re.compile(r'xlink:href="#([^"]+)"')


def shared(svgs):
    """The letters of several inlined charts, once for the whole page.

    Parameters
    ----------
    svgs : dict
        Charts of `inline`, by whatever key.

    Returns
    -------
    str, dict
        An SVG without size that holds each letter once ("" without charts), to stand before them; and the
        charts, using those.
    """
    shapes = {}
    charts = {key: _without_letters(svg, shapes) for key, svg in svgs.items()}
    letters = "".join(f'<path id="{name}" {shape}' for shape, name in shapes.items())
    hidden = 'width="0" height="0" style="position:absolute" aria-hidden="true" focusable="false"'
    return f"<svg {hidden}><defs>{letters}</defs></svg>" if letters else "", charts


def _without_letters(svg, shapes):
    names = {}
    for found in _LETTER.finditer(svg):
        names[found.group(1)] = shapes.setdefault(found.group(2), f"g{len(shapes)}")
    svg = _USED.sub(lambda used: f'href="#{names.get(used.group(1), used.group(1))}"', _LETTER.sub("", svg))
    return _MOVED.sub(_placed, svg)


def _placed(moved):
    """A letter's place as x and y, to a tenth of its font's hundredth: the same thing in fewer bytes."""
    places = [(name, round(float(value), 1)) for name, value in zip("xy", moved.groups()[1:], strict=True)]
    return moved.group(1) + " ".join(f'{name}="{value:g}"' for name, value in places if value) + "/>"


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
    text = _DECIMALS.sub(lambda found: found.group(1) or found.group(2), text)
    box = re.search(r'viewBox="[^"]*"', text).group(0)
    width = float(re.search(r'viewBox="\S+ \S+ (\S+)', text).group(1))
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'{box} width="{width * 96 / 72:.0f}" role="img" aria-label="{escape(label)}">'
    )
    return re.sub(r"^<svg[^>]*>", lambda _: head, text)
