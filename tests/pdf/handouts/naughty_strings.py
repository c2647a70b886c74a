"""Strings that have broken other programs: our own collection, and 450 made by category."""

from __future__ import annotations

from itertools import permutations

NAUGHTY = (
    "<b>bold</b>",
    "<i>never closed",
    "</para></font>",
    "x<y and y>z",
    "R&D; &c &amp; &#x41; &lt;",
    '<img src="/etc/passwd"/>',
    '<img src="http://127.0.0.1:9/x.png"/>',
    '<a href="javascript:alert(1)">press</a>',
    '<a href="#nowhere">gone</a>',
    '<font color="[[[getattr(pow,Word)]]]">red</font>',
    '<font size="1e9">huge</font>',
    '<onDraw name="x" label="y"/>',
    "<!-- not a comment -->",
    "<![CDATA[ raw ]]>",
    "<?xml version='1.0'?>",
    "{name} {0} {{}} {0.__class__}",
    "%s %d %(name)s %n 100%",
    "${HOME} `id` $(id)",
    "'; DROP TABLE member; --",
    "..\\..\\..\\windows\\system32",
    "../../../../etc/passwd",
    "C:\\con\\con NUL LPT1",
    "(un(balanced) \\( \\) \\\\",
    "BT /F1 12 Tf (x) Tj ET Q Q Q",
    "endstream endobj trailer",
    "%PDF-1.7 %%EOF",
    "/Name#20with#00escapes",
    "<</Type /Page>> stream",
    "line one\nline two\r\nline three\rline four",
    "tab\tthen\vvertical\fform",
    "nul\x00 bell\x07 escape\x1b[31m delete\x7f",
    "half \ud800 a \udc00 pair",
    "\ufeffbyte order mark",
    "zero\u200bwidth\u200cjoin\u200der\u2060s",
    "soft\u00adhyphen",
    "\u202eoverride to the left\u202c",
    "\u2066never closed isolate",
    "\u2069\u2069closed too often\u202c\u202c",
    "non\u00a0breaking\u202fspaces",
    "line\u2028separator\u2029paragraph",
    "Z̸̢̧a̴̛̘l̷̨̗g̶̡̲o̸̧͓",
    "e\u0301 e\u0301\u0301\u0301\u0301",
    "Ångström Åse ÅÆØ ßẞ",
    "ﬁ ﬂ ﬃ ligatures Ǆ ĳ",
    "ᴬ ² ½ № ™ ℃",
    "“curly” ‘quotes’ «guillemets» „low“",
    "– — ― … ‰ † ‡ •",
    "Œuvre naïve çà et là, ñandú",
    "Český Łódź İstanbul ığdır",
    "Ελληνικά και τόνοι",
    "Привіт, Їжакевич",
    "Tiếng Việt rõ ràng",
    "مرحبا بالعالم ١٢٣ (قوس)",
    "שלום עולם (סוגריים) 123",
    "हिन्दी में क्षत्रिय",
    "தமிழ் மொழி",
    "ภาษาไทยไม่มีวรรค",
    "ភាសាខ្មែរ",
    "አማርኛ ቋንቋ",
    "漢字とかな 한국어",
    "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 emoji",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𐍈 astral",
    "\ue000 private \ufffd replaced \uffff",
    "W" * 300,
    "many words " * 60,
    "=1+1 +cmd|' /C calc'!A0 @SUM(A1)",
    "-0 1e309 NaN Infinity 0x0 ۱۲۳",
    " leading and trailing ",
)

_TAGS = ("b", "i", "u", "para", "font", "img", "a", "br", "super", "sub", "seq", "bullet", "index",
         "greek", "unichar", "onDraw", "script", "style", "svg", "iframe")  # fmt: skip
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_THIN = (
    "\u00a0\u00ad\u034f\u115f\u1160\u1680\u17b4\u17b5\u180b\u180e\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u202f\u205f\u2060\u2061\u2062\u2063\u2064\u206a"
    "\u3000\u3164\ufe00\ufe0f\ufeff\uffa0\U000e0001\U000e0100"
)
_OUTSIDE = (
    *range(0xFDD0, 0xFDD8), *range(0xFFF9, 0x10000), 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xE000, 0xF8FF,
    0x0378, 0x2FE0, 0x1FFFE, 0x1FFFF, 0xE0020, 0xEFFFE, 0xF0000, 0x10FFFD, 0x10FFFE, 0x10FFFF,
)  # fmt: skip
_FACES = ("👩", "👨🏿", "🧑🏽‍🦽", "👩‍❤️‍👨", "🇺🇦", "🇺", "1️⃣", "#⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "☠️", "☺︎", "♀", "🫠", "🀄")
_TONGUES = ("school", "школа", "مدرسة", "בית ספר", "विद्यालय", "โรงเรียน", "学校", "(1,234.5%)")
_FOR_MACHINES = (
    "1; DELETE FROM meeting", '" OR ""="', "') UNION SELECT * FROM sqlite_master--", "NULL", "\\",
    "ATTACH 'x' AS y", "0x27", "%n%n%n", "%1$s %2$d", "%(x)", "%", "%%", "{", "}", "{0!r:>{1}}",
    "{self.__init__.__globals__}", "$PATH", "%APPDATA%", "`reboot`", "$(( 1/0 ))", "| tee x",
    "~root",
    "&& exit", "-rf", "--help", "/dev/null", "//server/share", "file:///etc/hosts", "COM1.txt",
    "aux",
    "javascript:alert(1)", "data:text/html,x", "mailto:a@b?bcc=c", "http://[::1", "\\\\?\\C:",
    "[](x)",
    "**bold** _it_ `code`", "# title", "| a | b |", "---", "\\textbf{x} $x^2$", "<%= x %>",
    "{{ x }}",
    "{% if %}", "#{x}", "[[x]]", "1 0 obj", "xref 0 1", "startxref", "(\\777)", "<FEFF0041>",
    "EMC BDC",
    "/MCID 0", "Q q Q", "true", "None", "undefined", "[object Object]", "0/0", "1,000.00", "00012",
    "+49 (0) 30", "31/02/2027", "24:60", "-1", "9" * 40, "1e-400", "٣٫١٤", "Ⅷ", "①", "⅞", "௧௨",
)  # fmt: skip
_CASED = (
    "ß ẞ",
    "İ i ı I",
    "ŉ",
    "ǰ",
    "ΐ",
    "ﬀ",
    "Σίσυφος",
    "Ǆ ǅ ǆ",
    "ʼn",
    "K k K",
    "Å Å Å",
    "ſ",
    "Ꭰ ꭰ",
)
_LONG = (
    "-" * 150, "a-" * 80, "http://" + "x/" * 80, "я" * 120, "ا" * 120, "क्" * 60, "ไ" * 120,
    "会" * 90, "e" + "\u0301" * 80, "(" * 90, "\u200b".join("x" * 90), "a\u00adb" * 50, "x\n" * 9,
    " " * 200 + "end", "\t" * 50 + "end", "ab " * 60,
)  # fmt: skip


def _made() -> list[str]:
    made = [f"in{chr(code)}side" for code in (*range(0x20), *range(0x7F, 0xA0))]
    for tag in _TAGS:
        made += [f"<{tag}>x", f"</{tag}>", f'<{tag} src="file:///x" href="#y" x=\'"/>', f"<{tag}"]
    for mark in _DIRECTIONS:
        made += [f"a{mark}(b) 1", f"{mark}ا{mark} x", mark * 70 + "deep"]
    made += [f"thin{sign}ner" for sign in _THIN]
    made += [f"out{chr(code)}side" for code in _OUTSIDE]
    made += [f"o{chr(mark) * 3}n" for mark in range(0x300, 0x320)]
    made += [f"{face} {face * 3}" for face in _FACES]
    made += [f"{one} ({other}) 12" for one, other in permutations(_TONGUES, 2)]
    return [*made, *_FOR_MACHINES, *_CASED, *_LONG]


FIVE_HUNDRED = tuple(dict.fromkeys([*NAUGHTY, *_made()]))
