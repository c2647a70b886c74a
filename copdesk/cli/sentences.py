"""What is not understood on a command line, in one translated sentence and never as usage."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, Final, NoReturn

from copdesk.cli.output import warn
from copdesk.language import N_, _, listed

_CHOICE: Final = re.compile(
    r"argument [^:]+: invalid choice: (?P<value>.+) \(choose from (?P<known>.+)\)", re.DOTALL
)
# What argparse says in English, and how it is said here.
_SAYINGS: Final = tuple(
    (re.compile(english, re.DOTALL), ours)
    for english, ours in (
        ("the following arguments are required: (?P<names>.+)", N_("This is missing: {names}.")),
        ("one of the arguments (?P<names>.+) is required", N_("One of these is missing: {names}.")),
        ("argument (?P<name>[^:]+): expected .+", N_("“{name}” needs something after it.")),
        (
            "argument (?P<name>[^:]+): not allowed with argument (?P<other>.+)",
            N_("“{name}” and “{other}” cannot be used together."),
        ),
        (
            "argument (?P<name>[^:]+): ignored explicit argument .+",
            N_("“{name}” takes nothing after it."),
        ),
        ("argument (?P<name>[^:]+): (?P<words>.+)", N_("“{name}”: {words}.")),
    )
)


class Parser(argparse.ArgumentParser):
    """Says in one sentence what was not understood, and where the whole is explained."""

    def __init__(self, *args: Any, **options: Any) -> None:
        # A short form that is clear today is not when an option is added.
        super().__init__(*args, **{"allow_abbrev": False, **options})

    def error(self, message: str) -> NoReturn:
        """Refuse what argparse did not understand."""
        self.refuse(_in_our_words(message))

    def refuse(self, sentence: str) -> NoReturn:
        """End with a sentence and where to read more."""
        said = _("{problem} “{command} --help” says how it is meant.")
        warn(said.format(problem=" ".join(sentence.split()), command=self.prog))
        raise SystemExit(2)

    def refuse_unknown(self, words: Sequence[str]) -> NoReturn:
        """Refuse what was left over when everything that is known was taken."""
        flag = next((word for word in words if word.startswith("-")), "")
        if flag:
            self.refuse(_("There is no option “{option}” here.").format(option=flag))
        self.refuse(_("“{word}” does not belong here.").format(word=" ".join(words)))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was most likely meant, or nothing."""
    return next(iter(get_close_matches(word.casefold(), list(known), 1)), "")


def _in_our_words(message: str) -> str:
    choice = _CHOICE.fullmatch(message)
    if choice:
        return _of_choice(
            choice["value"].strip("'\""), choice["known"].replace("'", "").split(", ")
        )
    for english, ours in _SAYINGS:
        found = english.fullmatch(message)
        if found:
            return _(ours).format(**found.groupdict())
    return message


def _of_choice(value: str, known: Sequence[str]) -> str:
    near = nearest(value, known)
    if near:
        return _("“{value}” is not known here; did you mean “{near}”?").format(
            value=value, near=near
        )
    return _("“{value}” is none of these: {known}.").format(value=value, known=listed(known))
