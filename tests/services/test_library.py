from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from copdesk.domain.library import Resource, ResourceFilter, ResourceKind, Use
from copdesk.errors import Cancelled, InvalidInput, NotFound
from copdesk.services.library import LibraryService, title_from_name
from copdesk.services.meetings import MeetingService


@pytest.fixture
def library(database):
    return LibraryService(database)


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "lesson_plan  fractions.txt"
    path.write_text("Cut paper strips.")
    return path


def test_a_file_becomes_a_resource(library, plan):
    (resource,) = library.add_files([plan]).value.added
    assert resource.title == "Lesson plan fractions"
    assert library.read(resource.files[0]) == b"Cut paper strips."
    assert plan.exists()


def test_the_same_file_is_not_added_twice(library, plan, tmp_path):
    (first,) = library.add_files([plan]).value.added
    copy = tmp_path / "copy.txt"
    copy.write_bytes(plan.read_bytes())
    again = library.add_files([copy]).value
    assert (again.added, again.known) == ((), (("copy.txt", first),))


def test_one_bad_file_does_not_stop_the_others(library, plan, tmp_path):
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "page.pdf").write_text("<html>")
    found = library.add_files(
        [tmp_path / "empty.pdf", tmp_path, tmp_path / "page.pdf", tmp_path / "none.txt", plan]
    ).value
    assert len(found.added) == 1
    assert len(found.refused) == 4
    assert "empty.pdf" in found.refused[0].title


def test_a_cancelled_copy_keeps_what_was_finished(library, plan, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Something else.")

    def report(done, _total):
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        library.add_files([plan, other], report)
    assert len(library.ids()) == 1


def test_tags_are_a_set_without_case(library):
    resource = library.save(Resource(title="Strips")).value
    library.save(resource, ["Maths", "maths", " ", "grade 3"])
    assert library.get(resource.id).tag_words == ("Maths", "grade 3")
    library.save(resource, ["Grade 3"])
    assert library.get(resource.id).tag_words == ("grade 3",)
    assert library.tags() == ["grade 3"]
    assert library.ids(tag="grade 3") == [resource.id]


def test_lists_by_kind_and_by_age(library, clock):
    old = library.save(Resource(title="B", kind=ResourceKind.BOOK)).value
    clock.advance(1)
    new = library.save(Resource(title="C")).value
    assert library.ids() == [old.id, new.id]
    assert library.ids(newest_first=True) == [new.id, old.id]
    assert library.ids(kind="book") == [old.id]


def test_a_use_says_something(library):
    resource = library.save(Resource(title="Strips")).value
    with pytest.raises(InvalidInput):
        library.save_use(resource.id, Use())
    library.save_use(resource.id, Use(text="Grade 3 loved it"))
    assert library.get(resource.id).uses[0].text == "Grade 3 loved it"


def test_a_copy_is_written_where_it_is_wanted(library, plan, tmp_path):
    (resource,) = library.add_files([plan]).value.added
    library.save_copy(resource.files[0], tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_text() == "Cut paper strips."
    library.detach(resource.files[0].id)
    assert library.get(resource.id).files == ()
    library.reattach(resource.files[0].id)
    assert library.get(resource.id).files == resource.files


def test_missing_bytes_are_named(library, plan):
    (resource,) = library.add_files([plan]).value.added
    with pytest.raises(NotFound):
        library.read(replace(resource.files[0], sha256="0" * 64))


@pytest.mark.parametrize(
    ("name", "title"),
    [("IMG_0042.jpg", "IMG 0042"), ("réunion.pdf", "Réunion"), (".hidden", ".hidden")],
)
def test_titles_from_names(name, title):
    assert title_from_name(name) == title


def ids(resources):
    return [one.id for one in resources]


@pytest.fixture
def stocked(library, clock):
    strips = library.save(Resource(title="Strips", notes="From feed sacks"), ["maths"]).value
    clock.advance(1)
    atlas = library.save(Resource(title="Atlas", kind=ResourceKind.BOOK, notes="Réunion")).value
    return strips, atlas


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ResourceFilter(), ["Atlas", "Strips"]),
        (ResourceFilter(newest_first=True), ["Atlas", "Strips"]),
        (ResourceFilter(words="maths feed"), ["Strips"]),
        (ResourceFilter(words="reun"), ["Atlas"]),
        (ResourceFilter(words="feed atlas"), []),
        (ResourceFilter(kind="book"), ["Atlas"]),
        (ResourceFilter(tag="maths", words="str"), ["Strips"]),
        (ResourceFilter(words='"*'), ["Atlas", "Strips"]),
        (ResourceFilter(removed=True), []),
    ],
)
def test_finding_by_words_kind_and_tag(library, stocked, wanted, found):
    assert [one.title for one in library.many(library.find(wanted))] == found


def test_the_trash_is_searched_by_title(library, stocked):
    library.remove(stocked[0].id)
    assert library.is_removed(stocked[0].id)
    assert library.find(ResourceFilter(words="strips")) == []
    assert library.find(ResourceFilter(words="strips", removed=True)) == [stocked[0].id]
    assert library.find(ResourceFilter(words="atlas", removed=True)) == []


def test_an_interrupted_search_finds_nothing(database, stocked):
    finder = database.resource_finder()
    assert len(finder.ids(ResourceFilter())) == 2
    finder.interrupt()
    assert finder.ids(ResourceFilter()) == []
    finder.close()


def test_fields_and_tags_are_saved_together_or_not_at_all(library, stocked):
    strips = library.get(stocked[0].id)
    with pytest.raises(InvalidInput):
        library.save(replace(strips, title="Changed"), ["x" * 61])
    assert library.get(strips.id) == strips
    saved = library.save(replace(strips, title="Changed"), ["grade 3"]).value
    assert (saved.title, saved.tag_words) == ("Changed", ("grade 3",))
    assert library.save(replace(saved, year="2026")).value.tag_words == ("grade 3",)


def test_attaching_several_files(library, stocked, plan, tmp_path):
    (tmp_path / "empty.txt").touch()
    found = library.attach_files(stocked[0].id, [plan, tmp_path / "empty.txt", plan]).value
    assert [file.name for file in found.attached] == ["lesson_plan fractions.txt"]
    assert ["empty.txt" in error.title for error in found.refused] == [True]
    assert library.get(stocked[0].id).files == found.attached


def test_a_removed_use_comes_back(library, stocked):
    use = library.save_use(stocked[0].id, Use(text="Went well")).value
    library.remove_use(use.id)
    assert library.get(stocked[0].id).uses == ()
    library.restore_use(use.id)
    assert library.get(stocked[0].id).uses == (use,)


def test_meetings_that_use_a_resource(database, library, stocked):
    meetings = MeetingService(database)
    first = meetings.plan(date(2026, 4, 2), "April").value
    second = meetings.plan(date(2026, 5, 7), "May").value
    meetings.plan(date(2026, 6, 4), "June")
    tie = meetings.tie(first.id, "", stocked[0].id).value
    meetings.tie(second.id, "", stocked[0].id)
    assert ids(library.meetings_using(stocked[0].id)) == [second.id, first.id]
    meetings.untie(tie.id)
    assert ids(library.meetings_using(stocked[0].id)) == [second.id]
