from __future__ import annotations

import pytest

from copdesk.services.protocols import ProtocolService


@pytest.fixture
def protocols(database):
    return ProtocolService(database)


def test_titles_are_those_of_the_protocols(protocols):
    known = protocols.all()
    assert list(protocols.titles().items()) == [(one.id, one.title) for one in known]
    assert len(known) >= 32
