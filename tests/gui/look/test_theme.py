"""Every pair of colors that meets on the screen can be read."""

import re
from pathlib import Path

import pytest

from copdesk.gui.look.icons import icon, picture
from copdesk.gui.look.theme import COLORS, TEXT_SIZES, Appearance, Theme, colors, style_sheet
from copdesk.resources import resource_folder

TEXT = 4.5
SHAPE = 3.0
PAIRS = [
    ("text", "window", TEXT),
    ("text", "base", TEXT),
    ("text", "raised", TEXT),
    ("text", "hover", TEXT),
    ("muted", "window", TEXT),
    ("muted", "base", TEXT),
    ("muted", "hover", TEXT),
    ("on_accent", "accent", TEXT),
    ("on_accent", "accent_hover", TEXT),
    ("on_selection", "selection", TEXT),
    ("on_warning", "warning", TEXT),
    ("on_danger", "danger", TEXT),
    ("link", "window", TEXT),
    ("link", "base", TEXT),
    ("border", "base", SHAPE),
    ("border", "window", SHAPE),
    ("accent", "window", SHAPE),
    ("focus", "window", SHAPE),
    ("focus", "base", SHAPE),
    ("wrong", "base", SHAPE),
    ("disabled", "base", SHAPE),
]


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def test_the_arrows_of_a_field_can_be_seen(theme):
    sheet = style_sheet(COLORS[theme], 100)
    arrows = set(re.findall(r"url\((\S+arrow\S+)\)", sheet))
    assert len(arrows) == 2
    for arrow in arrows:
        stroke = re.search(r'stroke="(#\w+)"', Path(arrow).read_text("utf-8"))
        assert contrast(stroke[1], COLORS[theme].base) >= TEXT


def luminance(color):
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", COLORS, ids=lambda theme: theme.value)
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_contrast(theme, ink, ground, least):
    shown = COLORS[theme]
    assert contrast(getattr(shown, ink), getattr(shown, ground)) >= least


@pytest.mark.parametrize("theme", COLORS, ids=lambda theme: theme.value)
@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_the_style_sheet_has_no_name_left_in_it(theme, percent):
    sheet = style_sheet(COLORS[theme], percent)
    assert "@" not in sheet
    for path in re.findall(r"url\(([^)]+)\)", sheet):
        assert (resource_folder("style") / path.rpartition("/")[2]).is_file()


def test_a_choice_is_worn_at_once_and_remembered(qapp, settings):
    appearance = Appearance(qapp, settings)
    appearance.choose_theme(Theme.DARK)
    assert colors() is COLORS[Theme.DARK]
    appearance.choose_text_size(200)
    large = qapp.font().pointSizeF()
    appearance.choose_text_size(100)
    assert large == pytest.approx(2 * qapp.font().pointSizeF())
    assert settings.text("theme") == "dark"
    appearance.choose_theme(Theme.LIGHT)


def test_a_broken_settings_file_is_no_reason_not_to_start(qapp, settings):
    settings.set_text("theme", "purple")
    settings.set_text("text_size", "huge")
    appearance = Appearance(qapp, settings)
    assert appearance.theme is Theme.SYSTEM
    assert appearance.text_size == 100


ICONS = sorted(path.stem for path in resource_folder("icons").glob("*.svg"))


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_something_in_the_color_asked_for(qapp, name):
    from PySide6.QtGui import QColor

    image = picture(name, 24, QColor("#ff0000"), 2.0).toImage()
    inks = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks
    assert name == "app" or inks == {"#ff0000"}
    assert not icon(name).isNull()
