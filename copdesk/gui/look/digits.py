"""Which digits fields for numbers, dates and times are written in."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from copdesk.language import region


def field_locale() -> QLocale:
    """Return how people write here, but in the digits in which our sentences have numbers.

    Where a language has two sets of digits, a country is taken that writes the same otherwise.
    """
    here = QLocale(region())
    if here.zeroDigit() == "0":
        return here
    others = QLocale.matchingLocales(here.language(), here.script(), QLocale.Country.AnyCountry)
    plain = [one for one in others if one.zeroDigit() == "0"]
    alike = (one for one in plain if _form(one) == _form(here))
    return next(alike, plain[0] if plain else here)


def _form(one: QLocale) -> tuple[str, str, str]:
    long, short = QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat
    return one.dateFormat(long), one.timeFormat(short), one.monthName(1)
