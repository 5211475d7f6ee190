"""Charts in other fonts: by name, by file, newly installed; and in none unasked."""

import hashlib

import matplotlib as mpl
import pytest
from fontTools.ttLib import TTFont
from matplotlib import font_manager
from test_charts import shares

from nabra.errors import NabraError
from nabra.show import charts, figures
from nabra.show.fonts import OPEN_FONTS


@pytest.fixture
def own_list():
    """matplotlib's list of fonts, put back afterwards."""
    manager = font_manager.fontManager
    before = list(manager.ttflist)
    yield manager
    manager.ttflist[:] = before
    manager._findfont_cached.cache_clear()


def named(family, path):
    """DejaVu Serif under another name, in a file of its own."""
    made = TTFont(mpl.get_data_path() + "/fonts/ttf/DejaVuSerif.ttf")
    for record in made["name"].names:
        if record.nameID in (1, 4, 16):
            made["name"].setName(family, record.nameID, record.platformID, record.platEncID, record.langID)
    made.save(path)
    return path


def drawn():
    return hashlib.sha256(figures.svg_bytes(charts.forest(shares()))).hexdigest()


def test_a_font_that_is_not_there_is_named(own_list):
    with pytest.raises(NabraError, match="font 'No Such Font' is not installed; install it, give a font file"):
        with charts.font("No Such Font"):
            pass


def test_an_installed_font_is_taken_by_name_and_dejavu_comes_back():
    before = drawn()
    with charts.font("DejaVu Serif"):
        assert charts.forest(shares()).texts[0].get_fontfamily() == ["DejaVu Serif", "DejaVu Sans"]
        assert drawn() != before
    assert charts.forest(shares()).texts[0].get_fontfamily() == ["DejaVu Sans"] and drawn() == before


def test_a_font_file_is_taken(own_list, tmp_path):
    path = named("Nabra Test Naskh", tmp_path / "naskh.ttf")
    with charts.font(path):
        assert charts.forest(shares()).texts[0].get_fontfamily() == ["Nabra Test Naskh", "DejaVu Sans"]
        by_file = drawn()
    with charts.font("DejaVu Serif"):
        assert charts.forest(shares()).texts[0].get_window_extent().width > 0
    assert by_file != drawn()


def test_a_file_that_is_no_font_is_told(tmp_path):
    path = tmp_path / "broken.ttf"
    path.write_text("no font")
    for one in (path, tmp_path / "absent.otf"):
        with pytest.raises(NabraError, match=f"font file .*{one.name}: it cannot be read"):
            with charts.font(one):
                pass


def test_a_font_installed_since_is_found_and_never_taken_unasked(own_list, tmp_path, monkeypatch):
    """matplotlib keeps its list of fonts in a file, so that it does not see what was installed later."""
    own_list.ttflist[:] = [entry for entry in own_list.ttflist if entry.name not in OPEN_FONTS]
    before = drawn()
    path = named("Amiri", tmp_path / "Amiri-Regular.ttf")
    (tmp_path / "broken.ttf").write_text("no font")
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: [str(path), str(tmp_path / "broken.ttf")])
    assert charts.open_fonts() == ["Amiri"] and drawn() == before
    with charts.font("Amiri"):
        assert charts.forest(shares()).texts[0].get_fontfamily() == ["Amiri", "DejaVu Sans"]
        assert drawn() != before
    with pytest.raises(NabraError, match=r"installed here: Amiri\)"):
        with charts.font("Amiry"):
            pass


def test_the_default_is_the_file_that_comes_with_matplotlib():
    for weight in ("normal", "bold"):
        found = font_manager.findfont(font_manager.FontProperties(family="DejaVu Sans", weight=weight))
        assert found.startswith(mpl.get_data_path())
