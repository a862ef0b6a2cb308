"""Templates made to hurt: refused with a sentence, in little time and memory."""

import io
import os
import resource
import subprocess
import sys
import zipfile

import pytest
from modelli_word import SCHEMA, con_xml, modello, nel_corpo

from crescere_kit.acts.lint import esamina

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
GIGA = 1024**3


def documento(xml: str, testa: str = "") -> bytes:
    """A template whose document part is this XML."""
    return con_xml(
        modello(), "word/document.xml", lambda _: f'{testa}<w:document xmlns:w="{W}">{xml}</w:document>'
    )


def paragrafi(*testi: str) -> bytes:
    return documento(
        "<w:body>" + "".join(f"<w:p><w:r><w:t>{t}</w:t></w:r></w:p>" for t in testi) + "</w:body>"
    )


def bomba() -> bytes:
    fuori = io.BytesIO()
    with zipfile.ZipFile(fuori, "w", zipfile.ZIP_DEFLATED) as pacco:
        pacco.writestr("[Content_Types].xml", "<a/>")
        pacco.writestr("_rels/.rels", "<a/>")
        pacco.writestr("word/document.xml", b" " * 90_000_000)
    return fuori.getvalue()


RISATE = (
    '<!DOCTYPE a [<!ENTITY a "ahahahahah">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
FUORI = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
TANTI = 100_000
UNO_PER_UNO = [f"{{{{ ente.nome }}}} {n * 7919 % 100_003}" * 10 for n in range(TANTI // 10)]
OSTILI = {
    "nothing": (b"", "vuoto"),
    "not a zip": (b"ciao" * 1000, "non è un documento Word"),
    "an old .doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100, "vecchio .doc"),
    "half a file": (modello()[:9000], "rovinato"),
    "zip bomb": (bomba(), "enorme"),
    "laughs": (documento("<w:p>&i;</w:p>", RISATE), "document.xml"),
    "an entity from the disk": (documento("<w:p>&a;</w:p>", FUORI), "document.xml"),
    "a DTD with nothing in it": (documento("<w:body/>", "<!DOCTYPE w:document>"), "DTD"),
    "broken XML": (documento("<w:body>"), "rovinata"),
    "a tree without end": (documento("<w:p>" * 5000 + "</w:p>" * 5000), "rovinata"),
    "another vocabulary": (con_xml(modello(), "word/document.xml", lambda _: "<html/>"), "formato di Word"),
    "a comment in a tag": (paragrafi("{{ ente<!-- x -->.nome }}"), "commenti nascosti"),
    "tags by the thousand": (paragrafi(*UNO_PER_UNO), "segnaposti"),
    "paragraphs by the thousand": (documento("<w:p/>" * TANTI), "paragrafi"),
    "openings never closed": (paragrafi("{{ " * TANTI), "graffa"),
    "commands never closed": (paragrafi("{% " * TANTI), "graffa"),
    "round openings": (paragrafi("(%" * TANTI + "((" * TANTI + "{"), "graffa"),
    "hidden openings": (
        nel_corpo(modello(), f"<w:p><w:r><w:instrText>{'{{ ' * TANTI}</w:instrText></w:r></w:p>"),
        "nascosti",
    ),
    "rows far from a table": (paragrafi(*["{%tr if urgente %}"] * 2500), "fuori da una tabella"),
    "columns far from a table": (paragrafi(*["{%tc if urgente %}"] * 2500), "colonne"),
    "ifs without end": (paragrafi("{% if urgente %}" * 2500), "uno dentro l'altro"),
    "loops without end": (
        paragrafi(*[f"{{% for v{n} in righe %}}" for n in range(2500)]),
        "uno dentro l'altro",
    ),
    "brackets without end": (paragrafi("{{ " + "(" * 480 + "anno" + ")" * 480 + " }}"), "intricato"),
    "a very long tag": (paragrafi("{{ " + "a" * 50_000 + " }}"), "troppo lungo"),
    "a very long path": (paragrafi("{{ a" + ".a" * 495 + " }}"), "non esiste"),
    "object escape": (paragrafi("{{ ''.__class__.__mro__ }}"), "non esiste"),
    "the globals of Jinja": (
        paragrafi("{{ cycler.__init__.__globals__.os.popen('id') }}"),
        "chiamare una funzione",
    ),
    "attr": (paragrafi("{{ ente|attr('__class__') }}"), "filtro «attr» non esiste"),
    "a huge number": (paragrafi("{{ (9**9**9)|numero }}"), "non si fanno conti"),
    "a long text": (paragrafi("{{ 'a' * 50000000 }}"), "non si fanno conti"),
    "a file": (paragrafi("{% include '/etc/passwd' %}"), "non è ammesso"),
    "a picture that speaks": (
        nel_corpo(modello(), '<w:p><w:bookmarkStart w:name="{{ cycler.__init__ }}"/></w:p>'),
        "«cycler» non esiste",
    ),
}


@pytest.mark.parametrize("caso", OSTILI)
def test_a_hostile_template_is_refused_with_a_sentence(caso):
    docx, frase = OSTILI[caso]
    errori = [r for r in esamina(docx, SCHEMA) if r.gravita == "errore"]
    assert any(frase in r.messaggio for r in errori), [r.messaggio for r in errori][:3]
    assert all("Traceback" not in r.messaggio and len(r.messaggio) < 1500 for r in errori)


def test_the_whole_table_is_read_in_bounded_time_and_memory(tmp_path):
    """A process with 60 seconds of processor and one gigabyte reads them all."""
    for caso, (docx, _) in OSTILI.items():
        (tmp_path / f"{caso}.docx").write_bytes(docx)
    programma = (
        "import sys; from pathlib import Path; from crescere_kit.acts.lint import esamina\n"
        "schema = {'type': 'object', 'properties': {'urgente': {'type': 'boolean'}}}\n"
        "print(sum(bool(esamina(f.read_bytes(), schema)) for f in Path(sys.argv[1]).iterdir()))"
    )

    def limiti():
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        resource.setrlimit(resource.RLIMIT_AS, (GIGA, GIGA))

    esito = subprocess.run(
        [sys.executable, "-c", programma, tmp_path],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limiti,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (esito.stdout.strip(), esito.stderr) == (str(len(OSTILI)), "")
