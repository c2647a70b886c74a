from __future__ import annotations

from dataclasses import replace

import pytest

from copdesk.domain.protocols.editing import all_parts, taken_ids, with_added, without
from copdesk.domain.protocols.parts import PartKind, new_part
from copdesk.domain.protocols.protocol import Protocol
from copdesk.errors import InvalidInput, NotFound, UserError
from copdesk.exchange.toml.protocol_text import write_protocol
from copdesk.services.opening import Services
from copdesk.services.protocols import shipped, shipped_protocol


@pytest.fixture
def services(database) -> Services:
    return Services.over(database)


def names(services: Services) -> list[str]:
    return [one.id for one in services.protocols.all()]


def broken(protocol: Protocol) -> Protocol:
    return replace(protocol, title="", nodes=())


def test_an_unknown_protocol_is_named_beside_those_that_are_known():
    with pytest.raises(NotFound, match="no protocol called “nothing”") as refused:
        shipped_protocol("nothing")
    assert all(one.id in refused.value.hint for one in shipped())


def test_a_copy_has_a_name_of_its_own_and_can_be_led(services):
    tuning = services.protocols.get("tuning")
    first = services.own_protocols.copy(tuning).value
    second = services.own_protocols.copy(tuning).value
    assert (first.id, second.id) == ("tuning-2", "tuning-3")
    assert first.title == "Tuning Protocol (our version)"
    assert second.title == "Tuning Protocol (our version 2)"
    assert first.nodes == tuning.nodes
    assert {"tuning", "tuning-2", "tuning-3"} <= set(names(services))


def test_a_new_protocol_can_be_led_at_once(services):
    fresh = services.own_protocols.start_new().value
    assert services.protocols.get(fresh.id) == fresh


def test_a_draft_keeps_every_word_but_is_not_led(services):
    copied = services.own_protocols.copy(services.protocols.get("final-word")).value
    draft = broken(copied)
    services.own_protocols.save(draft)
    assert services.own_protocols.get(copied.id).protocol == draft
    assert services.own_protocols.get(copied.id).is_draft
    assert copied.id not in names(services)
    assert copied.id not in services.protocols.titles()
    assert services.protocols.find(copied.id) is None
    services.own_protocols.save(copied)
    assert services.protocols.find(copied.id) == copied


@pytest.mark.parametrize("protocol", shipped(), ids=lambda one: one.id)
def test_every_kind_of_part_can_be_stored_while_it_is_written(services, protocol):
    changed = protocol
    for kind in PartKind:
        if kind is not PartKind.OPTION:
            part = new_part(kind, taken_ids(changed))
            changed = with_added(changed, (len(changed.nodes),), part)
    services.own_protocols.save(changed)
    assert services.protocols.get(protocol.id) == changed
    for place, _part in reversed(list(all_parts(changed))):
        changed = without(changed, place)
        services.own_protocols.save(changed)
        assert services.own_protocols.get(protocol.id).protocol == changed


def test_what_cannot_be_stored_changes_nothing(services):
    copied = services.own_protocols.copy(services.protocols.get("tuning")).value
    with pytest.raises(UserError, match="256 kB"):
        services.own_protocols.save(replace(copied, note="x" * 300_000))
    assert services.own_protocols.get(copied.id).protocol == copied


def test_remove_and_restore(services):
    copied = services.own_protocols.copy(services.protocols.get("tuning")).value
    services.own_protocols.remove(copied.id)
    assert copied.id not in names(services)
    with pytest.raises(NotFound):
        services.own_protocols.remove(copied.id)
    services.own_protocols.restore(copied.id)
    assert services.protocols.get(copied.id) == copied


def test_an_exported_file_comes_back_as_it_was(services, tmp_path):
    path = tmp_path / "ours.toml"
    services.own_protocols.export_file("jigsaw", path)
    assert services.own_protocols.clash(path) == services.protocols.get("jigsaw").title
    before = services.protocols.get("jigsaw")
    services.own_protocols.add_file(path)
    assert services.protocols.get("jigsaw") == before
    assert list(services.own_protocols.all()) == ["jigsaw"]


def test_a_draft_is_not_exported(services, tmp_path):
    copied = services.own_protocols.copy(services.protocols.get("tuning")).value
    services.own_protocols.save(broken(copied))
    with pytest.raises(InvalidInput):
        services.own_protocols.export_file(copied.id, tmp_path / "draft.toml")
    assert list(tmp_path.glob("*.toml")) == []


def test_keep_both_finds_another_name(services, tmp_path):
    path = tmp_path / "tuning.toml"
    path.write_text(write_protocol(services.protocols.get("tuning")))
    services.own_protocols.add_file(path)
    both = services.own_protocols.add_file(path, keep_both=True).value
    assert both.id == "tuning-2"
    assert both.title.endswith("(from a file)")
    assert set(services.own_protocols.all()) == {"tuning", "tuning-2"}


def test_a_broken_file_says_line_and_key_and_changes_nothing(services, tmp_path):
    path = tmp_path / "mine.toml"
    lines = write_protocol(services.protocols.get("tuning")).splitlines()
    lines.insert(5, "colour = 3")
    path.write_text("\n".join(lines))
    for attempt in (services.own_protocols.clash, services.own_protocols.add_file):
        with pytest.raises(UserError, match=r"line 6: .*“colour”"):
            attempt(path)
    assert services.own_protocols.all() == {}


def test_stars_stay_until_they_are_taken_off(services):
    services.own_protocols.set_favorite("tuning", True)
    services.own_protocols.set_favorite("jigsaw", True)
    assert services.own_protocols.favorites() == {"tuning", "jigsaw"}
    services.own_protocols.set_favorite("tuning", False)
    assert services.own_protocols.favorites() == {"jigsaw"}
