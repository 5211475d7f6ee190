"""Arabic in charts is joined and ordered as a browser does it: the ink of mixed labels, column by column."""

import html
import shutil
import subprocess
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib import image

from nabra.show import figures
from nabra.show.safe import one_line
from nabra.show.style import Sheet, styled

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FONT = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-lcd-text",
    "--force-device-scale-factor=1",
    "--font-render-hinting=none",
    "--allow-file-access-from-files",
)
LABELS = (
    "المعارضة المسلحة",
    "الثوار (rebels)",
    "BBC عربي",
    "قناة CNN بالعربية",
    "«داعش» 92٪",
    "n=1,234 مقالة",
    "مقاومة / resistance",
    "The Courier — المرسال",
    "قُتل 15 شخصًا",
    "لا، بل الآن: إلى الأمام",
    "١٢٣ من 456",
    "سوريا [Syria]؟",
    "Al-Manar المنار 24/7",
)
THE_SAME = {
    ("الثوار (rebels)", "(rebels) الثوار"),
    ("BBC عربي", "عربي BBC"),
    ("n=1,234 مقالة", "مقالة n=1,234"),
    ("مقاومة / resistance", "resistance / مقاومة"),
}  # the other order looks the same: it runs the other way
WIDE, TALL, SIZE = 640, 60, 32  # pixels of a label's strip, and of its letters
LIKE = 0.98  # correlation of two profiles of the same label, and no less


def profile(strip):
    """Ink per pixel column of a grey strip (1 is white), from the first inked column to the last."""
    ink = (1 - strip).sum(axis=0)
    inked = np.flatnonzero(ink > 0.5)
    return ink[inked[0] : inked[-1] + 1]


def alike(one, other):
    """Correlation of two profiles, smoothed over three pixels, at the best of small shifts.

    A stroke's edge may fall into one pixel column or into two, which is no difference.
    """
    size = max(len(one), len(other)) + 8
    one, other = (
        np.convolve(np.pad(ink, (4, size - len(ink) - 4)), np.ones(3) / 3, "same") for ink in (one, other)
    )
    return max(float(np.corrcoef(one, np.roll(other, by))[0, 1]) for by in range(-3, 4))


def grey(path):
    """The picture's brightness, rows × columns, from 0 to 1."""
    return image.imread(path)[..., :3].mean(axis=2)


def strips(pixels, count):
    return [pixels[TALL * number : TALL * (number + 1)] for number in range(count)]


def drawn(labels, path):
    """The labels by matplotlib, one strip each, as charts write them."""
    with styled():
        sheet = Sheet()
        sheet.resize(WIDE / 100, TALL * len(labels) / 100)
        for number, label in enumerate(labels):
            sheet.text(0.2, TALL * (number + 0.5) / 100, label, SIZE * 0.72, ha="left", color="black")
        sheet.figure.set_dpi(100)
        with matplotlib.rc_context({"savefig.dpi": 100}):
            sheet.figure.savefig(path, dpi=100)
    return strips(grey(path), len(labels))


def shown(labels, folder):
    """The labels by the browser, in the same font."""
    rows = "".join(
        f'<div style="height:{TALL}px;line-height:{TALL}px"><bdi>{html.escape(one_line(label))}</bdi></div>'
        for label in labels
    )
    page = folder / "labels.html"
    face = f'@font-face{{font-family:Same;src:url("{FONT.as_uri()}")}}'
    body = f"body{{margin:0 0 0 20px;font:{SIZE}px Same;color:black;background:white;white-space:pre}}"
    head = f'<!DOCTYPE html><meta charset="utf-8"><style>{face}{body}</style>'
    page.write_text(head + rows, encoding="utf-8")
    picture = folder / "labels.png"
    size = f"--window-size={WIDE},{TALL * len(labels)}"
    own = (f"--user-data-dir={folder / 'browser'}", size, f"--screenshot={picture}")
    done = subprocess.run(
        [BROWSER, *FLAGS, *own, page.as_uri()], capture_output=True, timeout=120, check=False
    )
    if not picture.is_file():
        pytest.skip(f"{Path(BROWSER).name} makes no picture here (exit {done.returncode})")
    return strips(grey(picture), len(labels))


@pytest.fixture(scope="module")
def browsers(tmp_path_factory):
    """Profiles of the labels as the browser shows them."""
    if BROWSER is None:
        pytest.skip("no chromium here to compare with")
    return [profile(strip) for strip in shown(LABELS, tmp_path_factory.mktemp("browser"))]


def test_every_label_has_the_browsers_ink(browsers, tmp_path):
    _compare(drawn(LABELS, tmp_path / "ours.png"), browsers)


def _compare(pictures, browsers):
    for label, strip, theirs in zip(LABELS, pictures, browsers):
        ours = profile(strip)
        assert len(ours) == pytest.approx(len(theirs), rel=0.02), label
        assert alike(ours, theirs) > LIKE, f"{label}: {alike(ours, theirs):.3f}"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda label: label[::-1],  # letters laid out backwards
        lambda label: "\u200c".join(label),  # letters that do not join
        lambda label: " ".join(reversed(label.split(" "))),  # words in the other order
    ],
    ids=["reversed", "unjoined", "words turned"],
)
def test_the_comparison_sees_what_is_wrong(browsers, tmp_path, spoil):
    spoiled = drawn([spoil(label) for label in LABELS], tmp_path / "wrong.png")
    turned = [label for label in LABELS if spoil(label) != label]
    assert len(turned) > 8
    for label, strip, theirs in zip(LABELS, spoiled, browsers):
        ours = profile(strip)
        if label in turned and (label, spoil(label)) not in THE_SAME:
            assert abs(len(ours) / len(theirs) - 1) > 0.02 or alike(ours, theirs) <= LIKE, label


def written(labels, kind, path):
    """The labels as an SVG or PDF file of a chart."""
    with styled():
        sheet = Sheet()
        sheet.resize(WIDE / 96, TALL * len(labels) / 96)
        for number, label in enumerate(labels):
            sheet.text(0.2, TALL * (number + 0.5) / 96, label, SIZE * 0.75, ha="left", color="black")
        path.write_bytes(kind(sheet.finish()))
    return path


def test_svg_looks_the_same_in_the_browser(browsers, tmp_path):
    svg, picture = written(LABELS, figures.svg_bytes, tmp_path / "labels.svg"), tmp_path / "svg.png"
    own = (f"--user-data-dir={tmp_path / 'browser'}", f"--window-size={WIDE},{TALL * len(LABELS)}")
    command = [BROWSER, *FLAGS, *own, f"--screenshot={picture}", svg.as_uri()]
    subprocess.run(command, capture_output=True, timeout=120, check=False)
    _compare(strips(grey(picture), len(LABELS)), browsers)


def test_pdf_looks_the_same(browsers, tmp_path):
    if shutil.which("pdftoppm") is None:
        pytest.skip("no pdftoppm here to look at a PDF with")
    pdf = written(LABELS, figures.pdf_bytes, tmp_path / "labels.pdf")
    command = ["pdftoppm", "-r", "96", "-png", "-singlefile", str(pdf), str(tmp_path / "page")]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    _compare(strips(grey(tmp_path / "page.png"), len(LABELS)), browsers)
