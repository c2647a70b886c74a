"""Which heading of a people file means which field, for several programs and languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from copdesk.domain.text import folded, words
from copdesk.exchange.table_text import heading_key

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

# Each line: English, French, Spanish, Portuguese, German, Swahili, Arabic, Hindi, Khmer.
_WORDS: Final[Mapping[str, str]] = {
    "name": """jméno, full name of member, employee name, participant name, contact name, namn,
        nome e cognome, cognome e nome, naam, volledige naam, imię i nazwisko, фио, имя и фамилия,
        ad soyad, adı soyadı, nama, nama lengkap, họ và tên, họ tên, 姓名, 名前, 氏名,
        name, full name, display name, member, member name, teacher name, staff name,
        person, participant, name of teacher, name of member, file as,
        nom complet, nom et prénom, nom prénom, nom et prénoms, prénom et nom, nom, participante,
        nombre completo, nombre y apellido, nombre y apellidos, apellidos y nombres, nombre,
        nome completo, nome, nome do professor, vollständiger name, jina, jina kamili, majina,
        jina la mwalimu, الاسم, الاسم الكامل, اسم المعلم, नाम, पूरा नाम, शिक्षक का नाम,
        ឈ្មោះ, ឈ្មោះពេញ, គោត្តនាម នាម, គោត្តនាម និងនាម, ឈ្មោះគ្រូ, ឈ្មោះសមាជិក""",
    "first_name": """nome di battesimo, voornaam, imię, имя, ad, adı, nama depan, tên, 名,
        first name, given name, given names, forename, forenames, firstname, first,
        givenname, christian name, prénom, prénoms, primer nombre, nombres, nombre de pila,
        primeiro nome, vorname, rufname, jina la kwanza, الاسم الأول, प्रथम नाम, पहला नाम,
        នាមខ្លួន, នាម""",
    "middle_name": """deuxième prénom, weitere vornamen, secondo nome, tweede naam, отчество,
        tên đệm, middle,
        middle name, additional name, other names, second name, middle names,
        second prénom, segundo nombre, nome do meio, zweiter vorname, jina la kati,
        الاسم الأوسط, मध्य नाम,
        នាមកណ្តាល""",
    "last_name": """příjmení, cognome, achternaam, nazwisko, фамилия, soyad, soyadı, nama belakang,
        họ, 姓,
        second surname, apellido paterno, apellidos del contacto, nom de naissance,
        last name, family name, surname, lastname, familyname, second names, last,
        nom de famille, apellido, apellidos, primer apellido, sobrenome, apelido, último nome,
        nachname, familienname, jina la ukoo, jina la mwisho, jina la familia,
        اسم العائلة, اللقب, الاسم الأخير, उपनाम, अंतिम नाम, कुलनाम,
        នាមត្រកូល, គោត្តនាម""",
    "preferred_name": """preferred name, nickname, known as, goes by, called, likes to be called,
        surnom, nom d'usage, apodo, nombre preferido, alcunha, nome social, nome preferido,
        spitzname, jina la utani, jina analopendelea, الاسم المفضل, الكنية, पसंदीदा नाम,
        ហៅថា, ឈ្មោះហៅ, ឈ្មោះហៅក្រៅ""",
    "email": """e-mail value, alternate email, e-mail adres, adresse de messagerie, e-mail privée,
        indirizzo di posta elettronica, indirizzo e-mail, posta elettronica, adres e-mail,
        электронная почта, почта, эл. почта, e-posta, eposta, surel, thư điện tử, 电子邮件, 邮箱,
        メールアドレス, dirección del correo electrónico, correo institucional, correo personal,
        email id, e-mail id, mail id, mail professionnel, courriel professionnel,
        الايميل, الإيميل, بريد إلكتروني,
        e-mail, email, mail, e mail, email address, e-mail address, e-mail 1 - value,
        e-mail 2 - value, e-mail 3 - value, e-mail 2 address, e-mail 3 address, primary email,
        home email, work email, work e-mail, personal email, school email, email 1, email 2,
        courriel, adresse e-mail, adresse email, adresse mail, adresse électronique, mél,
        correo, correo electrónico, dirección de correo, dirección de correo electrónico,
        correio eletrônico, correio eletrónico, endereço de email, endereço de e-mail,
        mailadresse, e-mail-adresse, barua pepe, baruapepe, anwani ya barua pepe,
        البريد الإلكتروني, البريد الالكتروني, ईमेल, ई-मेल, ईमेल पता,
        អ៊ីមែល, អាសយដ្ឋានអ៊ីមែល""",
    "phone": """phone value, mobile telephone, tel. mobile, tél. mobile, tel. portable, telefono,
        cellulare, numero di telefono, numero di cellulare, telefoon, telefoonnummer, mobiel,
        telefon komórkowy, numer telefonu, телефон, мобильный, мобильный телефон, telefon numarası,
        cep telefonu, telepon, nomor telepon, hp, no hp, điện thoại, số điện thoại, 电话, 手机,
        電話番号, 電話, telefon mobil, mobil, mobilnummer, particular, teléfono celular,
        رقم الجوّال, هاتف, جوال, موبايل, whatsapp number, landline, phone mobile, home telephone,
        phone, telephone, tel, phone number, telephone number, mobile, mobile phone,
        cell, cell phone, cellphone, mobile number, contact number, contact no, phone no, tel no,
        phone 1 - value, phone 2 - value, phone 3 - value, home phone, business phone,
        primary phone, work phone, home phone 2, business phone 2, other phone, whatsapp,
        téléphone, tél, portable, numéro de téléphone, mobile 1, téléphone portable,
        teléfono, móvil, celular, número de teléfono, telefone, telemóvel, número de telefone,
        telefon, handy, telefonnummer, mobiltelefon, simu, namba ya simu, nambari ya simu,
        simu ya mkononi, الهاتف, رقم الهاتف, الجوال, رقم الجوال, فون, फ़ोन, फोन, मोबाइल,
        फ़ोन नंबर, फोन नंबर, दूरभाष, मोबाइल नंबर,
        ទូរស័ព្ទ, លេខទូរស័ព្ទ, ទូរសព្ទ, លេខទូរសព្ទ""",
    "school": """school or organization, firma, unternehmen, société, entreprise, empresa,
        compañía, organización, organização, scuola, istituto, azienda, bedrijf, szkoła, школа,
        организация, okul, kurum, sekolah, trường, 学校, 单位, organisme, structure,
        établissement scolaire,
        school, school name, organization, organisation, organization 1 - name,
        organization name, company, institution, workplace, campus, site, name of school, building,
        école, établissement, lycée, collège, nom de l'école, escuela, colegio, institución,
        centro, centro educativo, nombre de la escuela, escola, instituição, nome da escola,
        schule, organisation 1 - name, schulname, shule, jina la shule, taasisi,
        المدرسة, اسم المدرسة, विद्यालय, स्कूल, स्कूल का नाम, विद्यालय का नाम,
        សាលា, សាលារៀន, ឈ្មោះសាលា, គ្រឹះស្ថានសិក្សា, អង្គភាព""",
    "teaches": """abteilung, service, departamento, département, reparto, afdeling,
        materia d'insegnamento,
        vak, przedmiot, предмет, branş, mata pelajaran, môn dạy, 学科, grade or subject, niveau,
        cycle, grado, grados, nivel, klasse, ano escolar,
        teaches, subject, subjects, subject taught, subjects taught, department, grade,
        grade level, grades, class, classes, teaching, organization 1 - department,
        organization department, matière, matières, discipline, enseigne, asignatura, materia,
        materias, asignaturas, matéria, matérias, disciplina, disciplinas, fach, fächer,
        unterrichtet, somo, masomo, anafundisha, darasa, المادة, المواد, يدرس, विषय, कक्षा,
        पढ़ाते हैं,
        បង្រៀន, មុខវិជ្ជា, មុខវិជ្ជាបង្រៀន, ថ្នាក់, បង្រៀនថ្នាក់""",
    "role": """titre professionnel, intitulé du poste, titolo professionale, ruolo, functie,
        stanowisko, должность, görev, jabatan, chức vụ, 职务, cargo profissional,
        role, title, job title, position, function, organization 1 - title,
        organization title, occupation, post, duty, rôle, fonction, poste, cargo, rol, puesto,
        función, papel, função, rolle, funktion, position, jukumu, cheo, wadhifa, nafasi,
        الدور, الوظيفة, المنصب, भूमिका, पद,
        តួនាទី, មុខតំណែង, មុខងារ""",
    "address": """address value, address formatted, address street, address city,
        address region, address postal code, address country, address po box,
        address extended address, po box, street address line 2, zipcode, region,
        province, county, state province, country region, land region, pays région, país o región,
        straat, stad, woonplaats, adres, ulica, miasto, indirizzo, città, cap, адрес, город, adresi,
        alamat, kota, địa chỉ, 地址, 住所, calle y número, domicile, localité, commune, quartier,
        address, home address, postal address, mailing address, street address,
        address 1 - formatted, home street, home city, home postal code, home country, home state,
        business street, business city, business postal code, business country, business state,
        street, city, town, village, postcode, zip, zip code, postal code, country, state,
        adresse, adresse postale, ville, code postal, pays, rue, dirección, domicilio, ciudad,
        código postal, país, calle, endereço, cidade, morada, rua, anschrift, ort, plz, straße,
        postleitzahl, land, anwani, mji, kijiji, العنوان, المدينة, पता, शहर, गाँव,
        អាសយដ្ឋាន, ទីលំនៅ, ភូមិ, ឃុំ, ស្រុក, ខេត្ត""",
    "joined_on": """joined, joined on, date joined, join date, member since, since, start date,
        membre depuis, date d'adhésion, date d'arrivée, desde, miembro desde, fecha de ingreso,
        fecha de alta, ingresso, data de ingresso, membro desde, data de entrada, beitritt,
        mitglied seit, eintrittsdatum, seit, alijiunga, tarehe ya kujiunga, kujiunga,
        تاريخ الانضمام, تاريخ الالتحاق, शामिल हुए, शामिल होने की तिथि, सदस्यता तिथि,
        ចូលរួម, ថ្ងៃចូលរួម, ចូលរួមនៅថ្ងៃ""",
    "left_on": """left, left on, date left, end date, leaving date, parti le, date de départ,
        fecha de baja, data de saída, austritt, aliondoka, tarehe ya kuondoka,
        تاريخ المغادرة, छोड़ने की तिथि,
        ចាកចេញ, ថ្ងៃចាកចេញ, ចាកចេញនៅថ្ងៃ""",
    "in_directory": """in directory, directory, in the directory, print in directory""",
    "notes": """note di contatto, opmerkingen, uwagi, примечания, notlar, catatan, ghi chú, 备注,
        description, other information,
        notes, note, comments, comment, remarks, remark, background, remarques, remarque,
        commentaire, commentaires, notas, nota, observaciones, comentarios, observações,
        comentários, bemerkung, bemerkungen, notizen, kommentar, maelezo, maoni, madokezo,
        ملاحظات, ملاحظة, टिप्पणी, टिप्पणियाँ, नोट,
        កំណត់ត្រា, កំណត់សម្គាល់, ផ្សេងៗ""",
    "groups": """kategorien, kategorie, catégories, catégorie, categorías, categoría, categorias,
        gruppi,
        groepen, grupy, группы, gruplar, kelompok, group name, committee,
        groups, group, group membership, labels, label, categories, category, team, teams,
        tags, groupe, groupes, équipe, équipes, grupo, grupos, equipo, equipos, equipe, equipes,
        gruppe, gruppen, team, kikundi, vikundi, kundi, makundi, المجموعة, المجموعات, مجموعة,
        समूह, समूहों, दल,
        ក្រុម""",
    "id": "copdesk id",
}


# Kept in the notes together with their heading, as they have no field of their own.
_TOLD_IN_NOTES: Final = """birthday, birth date, date of birth, dob, birthdate, birth year,
        birth month,
    birth day, anniversary, wedding anniversary, date de naissance, anniversaire, geburtstag,
    geburtsdatum, cumpleaños, fecha de nacimiento, aniversario, data de nascimento, aniversário,
    compleanno, data di nascita, verjaardag, geboortedatum, data urodzenia, дата рождения,
    doğum tarihi, tanggal lahir, ngày sinh, 生日, 誕生日, تاريخ الميلاد, जन्म तिथि,
    tarehe ya kuzaliwa,
    website, web site, web page, webpage, homepage, url, website value, personal website,
    business website, page web, site web, página web, sitio web, webseite, sito web, profile,
    fax, fax number, télécopie, telefax, pager, pager number, relation value, event value,
    custom field value, spouse, partner, children, hobby, hobbies, interests, languages, language,
    languages spoken, langues, idiomas, sprachen, name prefix, name suffix, prefix, suffix,
    qualification, qualifications, im, im value, skype, skype id, messenger id, screen name,
        twitter,
    manager's name, assistant's name, emergency contact, titre, tratamiento, anrede, salutation,
    honorific, title of address, civilité, dietary requirements, allergies,
        pronouns"""
# What programs write for themselves; nobody misses it.
_TECHNICAL: Final = re.compile(
    r".*(?:yomi|phonetic).*|photo|.*(?:type|label)|initials|shortname|sensitivity|priority|private"
    r"|directoryserver|billinginformation|mileage|timestamp|horodateur|starttime|completiontime"
    r"|(?:contact|account|user)?id|.*displayname|gender|.*joindate|emailtyp.*|no|nr|sno|srno|n°"
    r"|distributionlists|keywords|.*angezeigtername|nomcompletdeladressedemessagerie"
    r"|nombredepantalla.*|address\d+(?:street|city|region|postalcode|country|pobox|extendedaddress)"
)
_QUALIFIERS: Final = frozenset(
    words(
        """home work business other personal private primary secondary alternate alternative main
        office company second additional official professional privat geschäftlich dienstlich
        weitere bureau domicile autre professionnel personnel trabajo del de particular privado
        otro otra oficina comercial residencial lavoro casa ufficio abitazione werk thuis number
        the"""
    )
)
_OPEN_TO_QUALIFIERS: Final = frozenset({"email", "phone", "address", "notes"})
# With a comma between, which separates the words above.
_LAST_FIRST: Final = frozenset(
    f"{last},{first}"
    for last in ("last", "lastname", "surname", "familyname", "nom", "apellidos", "nachname")
    for first in ("first", "firstname", "givenname", "forename", "prenom", "nombre", "vorname")
)


def field_of(heading: str) -> str:
    """Return the field that a heading means, or an empty text.

    “Work e-mail 2” is an e-mail address because “E-mail” is one.
    """
    key = heading_key(heading)
    field = _fields_by_key().get(key, "")
    if field or not key:
        return field
    if re.sub(r"\s", "", folded(heading)) in _LAST_FIRST:
        return "name"
    bare = [word for word in words(heading) if not word.isdigit()]
    kept = [word for word in bare if word not in _QUALIFIERS]
    fields = _fields_by_key()
    field = fields.get("".join(bare)) or fields.get("".join(kept), "")
    return field if field in _OPEN_TO_QUALIFIERS else ""


def is_told_in_notes(heading: str) -> bool:
    """Whether a value under this heading needs it beside it, such as a birthday."""
    return heading_key(heading) not in _keys_of(_WORDS["notes"])


def is_technical(heading: str) -> bool:
    """Whether what stands under a heading is a program's and not a person's."""
    return bool(_TECHNICAL.fullmatch(heading_key(heading)))


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
        for key in _keys_of(_WORDS[field]):
            keys.setdefault(key, field)
    for key in _keys_of(_TOLD_IN_NOTES):
        keys.setdefault(key, "notes")
    return keys


@cache
def _keys_of(words: str) -> frozenset[str]:
    return frozenset(heading_key(word) for word in words.split(","))
