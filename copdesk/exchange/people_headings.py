"""Which heading of a people file means which field, for several programs and languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from copdesk.domain.text import folded

FIELDS: Final = (
    "name",
    "first_name",
    "middle_name",
    "last_name",
    "preferred_name",
    "email",
    "phone",
    "school",
    "teaches",
    "role",
    "address",
    "joined_on",
    "left_on",
    "in_directory",
    "notes",
    "groups",
    "id",
)
NAME_FIELDS: Final = frozenset({"name", "first_name", "last_name", "preferred_name"})
SEVERAL: Final = frozenset({"email", "phone", "address", "notes", "groups", "teaches"})

# Each line: English, French, Spanish, Portuguese, German, Swahili, Arabic, Hindi.
_WORDS: Final[Mapping[str, str]] = {
    "name": """name, full name, display name, member, member name, teacher name, staff name,
        person, participant, name of teacher, name of member, file as,
        nom complet, nom et prénom, nom prénom, nom et prénoms, prénom et nom, nom, participante,
        nombre completo, nombre y apellido, nombre y apellidos, apellidos y nombres, nombre,
        nome completo, nome, nome do professor, vollständiger name, jina, jina kamili, majina,
        jina la mwalimu, الاسم, الاسم الكامل, اسم المعلم, नाम, पूरा नाम, शिक्षक का नाम""",
    "first_name": """first name, given name, given names, forename, forenames, firstname, first,
        givenname, christian name, prénom, prénoms, primer nombre, nombres, nombre de pila,
        primeiro nome, vorname, rufname, jina la kwanza, الاسم الأول, प्रथम नाम, पहला नाम""",
    "middle_name": """middle name, additional name, other names, second name, middle names,
        second prénom, segundo nombre, nome do meio, zweiter vorname, jina la kati,
        الاسم الأوسط, मध्य नाम""",
    "last_name": """last name, family name, surname, lastname, familyname, second names, last,
        nom de famille, apellido, apellidos, primer apellido, sobrenome, apelido, último nome,
        nachname, familienname, jina la ukoo, jina la mwisho, jina la familia,
        اسم العائلة, اللقب, الاسم الأخير, उपनाम, अंतिम नाम, कुलनाम""",
    "preferred_name": """preferred name, nickname, known as, goes by, called, likes to be called,
        surnom, nom d'usage, apodo, nombre preferido, alcunha, nome social, nome preferido,
        spitzname, jina la utani, jina analopendelea, الاسم المفضل, الكنية, पसंदीदा नाम""",
    "email": """e-mail, email, mail, e mail, email address, e-mail address, e-mail 1 - value,
        e-mail 2 - value, e-mail 3 - value, e-mail 2 address, e-mail 3 address, primary email,
        home email, work email, work e-mail, personal email, school email, email 1, email 2,
        courriel, adresse e-mail, adresse email, adresse mail, adresse électronique, mél,
        correo, correo electrónico, dirección de correo, dirección de correo electrónico,
        correio eletrônico, correio eletrónico, endereço de email, endereço de e-mail,
        mailadresse, e-mail-adresse, barua pepe, baruapepe, anwani ya barua pepe,
        البريد الإلكتروني, البريد الالكتروني, ईमेल, ई-मेल, ईमेल पता""",
    "phone": """phone, telephone, tel, phone number, telephone number, mobile, mobile phone,
        cell, cell phone, cellphone, mobile number, contact number, contact no, phone no, tel no,
        phone 1 - value, phone 2 - value, phone 3 - value, home phone, business phone,
        primary phone, work phone, home phone 2, business phone 2, other phone, whatsapp,
        téléphone, tél, portable, numéro de téléphone, mobile 1, téléphone portable,
        teléfono, móvil, celular, número de teléfono, telefone, telemóvel, número de telefone,
        telefon, handy, telefonnummer, mobiltelefon, simu, namba ya simu, nambari ya simu,
        simu ya mkononi, الهاتف, رقم الهاتف, الجوال, رقم الجوال, فون, फ़ोन, फोन, मोबाइल,
        फ़ोन नंबर, फोन नंबर, दूरभाष, मोबाइल नंबर""",
    "school": """school, school name, organization, organisation, organization 1 - name,
        organization name, company, institution, workplace, campus, site, name of school, building,
        école, établissement, lycée, collège, nom de l'école, escuela, colegio, institución,
        centro, centro educativo, nombre de la escuela, escola, instituição, nome da escola,
        schule, organisation 1 - name, schulname, shule, jina la shule, taasisi,
        المدرسة, اسم المدرسة, विद्यालय, स्कूल, स्कूल का नाम, विद्यालय का नाम""",
    "teaches": """teaches, subject, subjects, subject taught, subjects taught, department, grade,
        grade level, grades, class, classes, teaching, organization 1 - department,
        organization department, matière, matières, discipline, enseigne, asignatura, materia,
        materias, asignaturas, matéria, matérias, disciplina, disciplinas, fach, fächer,
        unterrichtet, somo, masomo, anafundisha, darasa, المادة, المواد, يدرس, विषय, कक्षा,
        पढ़ाते हैं""",
    "role": """role, title, job title, position, function, organization 1 - title,
        organization title, occupation, post, duty, rôle, fonction, poste, cargo, rol, puesto,
        función, papel, função, rolle, funktion, position, jukumu, cheo, wadhifa, nafasi,
        الدور, الوظيفة, المنصب, भूमिका, पद""",
    "address": """address, home address, postal address, mailing address, street address,
        address 1 - formatted, home street, home city, home postal code, home country, home state,
        business street, business city, business postal code, business country, business state,
        street, city, town, village, postcode, zip, zip code, postal code, country, state,
        adresse, adresse postale, ville, code postal, pays, rue, dirección, domicilio, ciudad,
        código postal, país, calle, endereço, cidade, morada, rua, anschrift, ort, plz, straße,
        postleitzahl, land, anwani, mji, kijiji, العنوان, المدينة, पता, शहर, गाँव""",
    "joined_on": """joined, joined on, date joined, join date, member since, since, start date,
        membre depuis, date d'adhésion, date d'arrivée, desde, miembro desde, fecha de ingreso,
        fecha de alta, ingresso, data de ingresso, membro desde, data de entrada, beitritt,
        mitglied seit, eintrittsdatum, seit, alijiunga, tarehe ya kujiunga, kujiunga,
        تاريخ الانضمام, تاريخ الالتحاق, शामिल हुए, शामिल होने की तिथि, सदस्यता तिथि""",
    "left_on": """left, left on, date left, end date, leaving date, parti le, date de départ,
        fecha de baja, data de saída, austritt, aliondoka, tarehe ya kuondoka,
        تاريخ المغادرة, छोड़ने की तिथि""",
    "in_directory": """in directory, directory, in the directory, print in directory""",
    "notes": """notes, note, comments, comment, remarks, remark, background, remarques, remarque,
        commentaire, commentaires, notas, nota, observaciones, comentarios, observações,
        comentários, bemerkung, bemerkungen, notizen, kommentar, maelezo, maoni, madokezo,
        ملاحظات, ملاحظة, टिप्पणी, टिप्पणियाँ, नोट""",
    "groups": """groups, group, group membership, labels, label, categories, category, team, teams,
        tags, groupe, groupes, équipe, équipes, grupo, grupos, equipo, equipos, equipe, equipes,
        gruppe, gruppen, team, kikundi, vikundi, kundi, makundi, المجموعة, المجموعات, مجموعة,
        समूह, समूहों, दल""",
    "id": "copdesk id",
}


def heading_key(heading: str) -> str:
    """Return what is equal for two spellings of a heading: `E-Mail *`, `e_mail`, `email:`."""
    spaced = re.sub(r"\([^)]*\)|[_\-–—:*.?/#\"'’`]+", " ", folded(heading))
    return re.sub(r"\s+", "", spaced)


def field_of(heading: str) -> str:
    """Return the field that a heading means, or an empty text."""
    return _fields_by_key().get(heading_key(heading), "")


def known_headings(cells: Iterable[str]) -> int:
    """Return how many cells are headings of different fields; none if one is an e-mail address."""
    found: set[str] = set()
    for cell in cells:
        if "@" in cell:
            return 0
        found.add(field_of(cell))
    return len(found - {""})


@cache
def _fields_by_key() -> Mapping[str, str]:
    keys: dict[str, str] = {}
    for field in FIELDS:
        for word in _WORDS[field].split(","):
            keys.setdefault(heading_key(word), field)
    return keys
