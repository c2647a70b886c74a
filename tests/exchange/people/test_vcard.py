from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copdesk.domain.members import Group, Member, Membership
from copdesk.domain.people.import_plan import Verdict
from copdesk.domain.people.matching import plan_import
from copdesk.errors import InvalidInput, UserError
from copdesk.exchange.people.vcard import read_people, write_people


def card(body: str, version: str = "3.0") -> bytes:
    return f"BEGIN:VCARD\r\nVERSION:{version}\r\n{body}\r\nEND:VCARD\r\n".encode()


@pytest.mark.parametrize(
    ("body", "member"),
    [
        ("FN:Ana López", Member(name="Ana López")),
        ("N:López;Ana;María;Dr.;", Member(name="Ana María López")),
        ("N:;Ana", Member(name="Ana")),
        ("fn;charset=utf-8:Ana\r\nemail;internet:a@x.org", Member(name="Ana", email="a@x.org")),
        (
            "FN:Ana\r\nitem1.EMAIL;type=INTERNET:a@x.org\r\nitem1.X-ABLabel:_$!<School>!$_",
            Member(name="Ana", email="a@x.org"),
        ),
        (
            "FN:Ana\r\nEMAIL;TYPE=home:h@x.org\r\nEMAIL;TYPE=work,pref:w@x.org",
            Member(name="Ana", email="w@x.org", notes="EMAIL (home): h@x.org"),
        ),
        (
            "FN:Ana\r\nTEL;TYPE=home:111\r\nTEL;TYPE=fax:222\r\nTEL;CELL:333",
            Member(name="Ana", phone="333", notes="TEL (home): 111\nTEL (fax): 222"),
        ),
        (
            'FN:Ana\r\nTEL;PREF=2:111\r\nTEL;VALUE=uri;PREF=1;TYPE="work,voice":tel:+1-418;ext=12',
            Member(name="Ana", phone="+1-418 ext. 12", notes="TEL: 111"),
        ),
        ("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Jos=E9", Member(name="José")),
        (
            "FN:A\r\nNOTE;QUOTED-PRINTABLE;CHARSET=UTF-8:caf=C3=\r\n=A9 and=\r\n more=0D=0Alines",
            Member(name="A", notes="café and more\nlines"),
        ),
        ("FN;ENCODING=B:QW5h", Member(name="Ana")),
        (
            "FN:Ana\r\nORG:Hill School;Maths;\r\nTITLE:Head\r\nROLE:Guide",
            Member(name="Ana", school="Hill School, Maths", role="Head", notes="ROLE: Guide"),
        ),
        (
            "FN:Ana\r\nADR;TYPE=home:;;1 Main St\\nBack door;Ridge;;123;Land",
            Member(name="Ana", address="1 Main St\nBack door\nRidge\n123\nLand"),
        ),
        ("FN:An\r\n a L\r\n\tee\r\nNICKNAME:Annie", Member(name="Ana Lee", preferred_name="Annie")),
        ("NICKNAME:Annie", Member(name="Annie", preferred_name="Annie")),
        ("PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n AAAA\r\n BBBB==\r\nFN:Ana", Member(name="Ana")),
        ("PHOTO;BASE64:/9j/4AAQ\r\nAAAA\r\n\r\nFN:Ana", Member(name="Ana")),
        (
            "FN:Ana\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:Bob\r\nEND:VCARD\r\nORG:Hill",
            Member(name="Ana", school="Hill"),
        ),
        (
            'FN:Ana\\, the \\"first\\"\r\nNOTE:one\\ntwo\\\\n',
            Member(name='Ana, the "first"', notes="one\ntwo\\n"),
        ),
        ('FN:Ana\r\nthis line is not a property\r\n:\r\n;;;:x\r\n"a:b', Member(name="Ana")),
        (
            "FN:Ana\r\nUID:urn:uuid:0190aaaa-0000-7000-8000-000000000001",
            Member(name="Ana", id="0190aaaa000070008000000000000001"),
        ),
    ],
)
def test_cards_of_many_programs(body: str, member: Member):
    assert [one.member for one in read_people(card(body)).people] == [member]


def test_categories_are_groups():
    found = read_people(card("FN:Ana\r\nCATEGORIES:myContacts,Maths,Art\\, music"))
    assert found.people[0].groups == ("Maths", "Art, music")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (card("ORG:Hill"), "Card 2 (line 5): It has no name."),
        (card("FN: \r\nEMAIL:a@x.org"), "Card 2 (line 5): It has no name."),
        (card("FN:Cy\r\nEMAIL:none"), "Card 2 (line 5): “none” is not an e-mail address."),
        (b"BEGIN:VCARD\r\nFN:Cy\r\n", "Card 2 (line 5): It begins and never ends."),
        (card("FN:" + "x" * 300), "Card 2 (line 5): This is too long"),
        (card("FN:Cy\r\nX-COPDESK-JOINED:soon"), "Card 2 (line 5): “soon” is not a date."),
    ],
)
def test_a_broken_card_is_refused_and_the_others_come(content: bytes, sentence: str):
    found = read_people(card("FN:Ana") + content + card("FN:Dee"))
    assert [one.member.name for one in found.people] == ["Ana", "Dee"]
    assert [one.sentence.startswith(sentence) for one in found.refused] == [True]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"Name,E-mail\nAna,a@x.org\n", "holds no vCard"),
        (b"%PDF-1.4 ...", "its content is a PDF"),
        (card("FN:A") * 10_001, "has more than 10,000 cards"),
        (b"x" * 50_000_001, "is too large"),
    ],
)
def test_a_file_without_cards_is_refused_in_a_sentence(content: bytes, sentence: str):
    with pytest.raises(UserError) as caught:
        read_people(content, name="f.vcf")
    assert sentence in caught.value.sentence


def test_what_is_written_is_strict():
    member = Member(name="José " * 30, email="a@x.org", notes="one\ntwo; three, \\four", phone="1")
    written = write_people([member.checked()], ())
    assert written.startswith(b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:")
    assert written.endswith(b"END:VCARD\r\n")
    assert b"NOTE:one\\ntwo\\; three\\, \\\\four\r\n" in written
    for line in written.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    assert b"\r\nN:;Jo" in write_people([member], (), "3.0")


words = st.text(max_size=40)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.builds(
            Member,
            name=st.text(min_size=1, max_size=90),
            preferred_name=words,
            email=st.sampled_from(["", "a@x.org", "b@x.org"]),
            phone=words,
            school=words,
            teaches=words,
            role=words,
            address=words,
            notes=words,
            joined_on=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
            in_directory=st.booleans(),
        ),
        max_size=5,
    ),
    st.text("ab,;\\: ", min_size=1, max_size=6).filter(str.strip),
    st.sampled_from(["3.0", "4.0"]),
)
def test_what_was_exported_changes_nothing_when_it_comes_back(
    drawn: list[Member], group_name: str, version: str
):
    group = Group(id="g", name=group_name).checked()
    kept: list[Member] = []
    for number, member in enumerate(drawn):
        with contextlib.suppress(InvalidInput):
            inside = (Membership(group_id="g"),) if number % 2 else ()
            kept.append(replace(member.checked(), id=f"{number + 99:032x}", memberships=inside))
    if not kept:
        return
    found = read_people(write_people(kept, [group], version))
    plan = plan_import(kept, [group], found.people, found.refused)
    assert [row.verdict for row in plan.rows] == [Verdict.UNCHANGED] * len(kept), plan.rows


rough = st.text('BEGINDVCAR:;=\\,"\n\t -_.Naé\0', max_size=200)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | rough.map(str.encode) | rough.map(card))
def test_nothing_hostile_raises_anything_but_a_sentence(content: bytes):
    with contextlib.suppress(UserError):
        found = read_people(content)
        assert len({one.row for one in (*found.people, *found.refused)}) == len(found.people) + len(
            found.refused
        )


@pytest.mark.parametrize(
    ("content", "taken", "refused"),
    [
        (card("NOTE:" + '"' * 400_000), 0, 1),
        (card("NOTE;" + ";" * 400_000), 0, 1),
        (card("NOTE:" + "\\" * 400_000), 0, 1),
        (card("NOTE;ENCODING=QUOTED-PRINTABLE:" + "=\r\n" * 100_000), 0, 1),
        (card("FN:A" + "\r\n " * 100_000), 1, 0),
        (card("CATEGORIES:" + "," * 400_000), 0, 1),
        (b"BEGIN:VCARD\r\n" * 2000, 0, 2000),
    ],
    ids=["quotes", "parameters", "backslashes", "soft breaks", "folds", "commas", "begins"],
)
def test_hostile_cards_are_read_to_their_end(content: bytes, taken: int, refused: int):
    found = read_people(content)
    assert (len(found.people), len(found.refused)) == (taken, refused)
