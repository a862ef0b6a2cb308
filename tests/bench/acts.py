"""How long an act takes, beside stock docxtpl in the same run, on the same template and the same data.

    python tests/bench/acts.py [--atti 12] [--regione 166] [--righe 200]

The template has what a long act has: header, footer, 12 paragraphs under a condition, a loop of norms, one of
presences and a table of 7 columns. docxtpl runs as its documentation shows: a new object for each act, with
autoescape and the same filters. CPU time, not the clock: the machine may be shared.
"""

from __future__ import annotations

import argparse
import io
import time
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import docx
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from lxml import etree

from crescere_kit.acts.render import compila
from crescere_kit.acts.render.filters import filtri

VOLTE_PROMESSE, SECONDI_PROMESSI, ATTI_PROMESSI = 3.5, 8, 166
COLONNE = (
    "r.codice",
    "r.descrizione",
    "r.stanziamento|euro",
    "r.variazione|euro_segno",
    "r.assestato|euro",
    "r.cassa|euro",
    "r.nota",
)


def modello() -> bytes:
    """Return the template."""
    documento = docx.Document()
    documento.core_properties.title = "{{ titolo }}"
    sezione = documento.sections[0]
    sezione.header.paragraphs[0].text = "{{ ente }} — {{ titolo }}"
    sezione.footer.paragraphs[0].text = "Delibera n. {{ numero|numero }} del {{ giorno|data }}"
    documento.add_heading("{{ titolo }}", 0)
    documento.add_paragraph("Il giorno {{ giorno|data_estesa }} la Giunta di {{ ente }} si è riunita.")
    for posto in range(12):
        documento.add_paragraph(f"{{%p if condizioni[{posto}] %}}")
        capo = documento.add_paragraph(f"{posto}. Dato atto che l'importo è di ")
        capo.add_run("{{ importo|euro }}").bold = True
        capo.add_run(" euro ({{ importo|lettere }}), pari al {{ quota|pct }} per cento;")
        documento.add_paragraph("{%p endif %}")
    _ripeti(documento, "n in norme", "Visto {{ n.citazione }}, verificato il {{ n.verifica|data }};")
    _ripeti(documento, "p in presenze", "{{ p.nome }}: {% if p.c_e %}presente{% else %}assente{% endif %}")
    tabella = documento.add_table(rows=4, cols=len(COLONNE), style="Table Grid")
    tabella.rows[1].cells[0].text = "{%tr for r in righe %}"
    tabella.rows[3].cells[0].text = "{%tr endfor %}"
    for posto, colonna in enumerate(COLONNE):
        tabella.rows[0].cells[posto].text = colonna.split("|")[0].removeprefix("r.").capitalize()
        tabella.rows[2].cells[posto].text = f"{{{{ {colonna} }}}}"
    documento.add_paragraph("DELIBERA di approvare la variazione.")
    scritto = io.BytesIO()
    documento.save(scritto)
    return scritto.getvalue()


def _ripeti(documento: Any, ciclo: str, testo: str) -> None:
    for riga in (f"{{%p for {ciclo} %}}", testo, "{%p endfor %}"):
        documento.add_paragraph(riga)


def dati(righe: int) -> dict[str, Any]:
    """Return the data of an act."""
    return {
        "ente": "Comune di Borgo dell'Esempio",
        "titolo": "Variazione d'urgenza <= 40.000 euro & altro",
        "numero": 12,
        "giorno": date(2026, 10, 12),
        "condizioni": [posto % 3 != 0 for posto in range(12)],
        "importo": Decimal("118123.00"),
        "quota": Decimal("8.6"),
        "norme": [
            {"citazione": f"l'art. {n}, comma 4, del d.lgs. 267/2000", "verifica": date(2026, 1, n + 1)}
            for n in range(8)
        ],
        "presenze": [{"nome": f"Persona {n}", "c_e": n % 2 == 0} for n in range(5)],
        "righe": [_riga(n) for n in range(righe)],
    }


def _riga(n: int) -> dict[str, Any]:
    return {
        "codice": f"01.02.1.{n:03d}",
        "descrizione": f"Manutenzione di strade & piazze, lotto {n}",
        "stanziamento": Decimal(n * 1000 + 7),
        "variazione": Decimal(n * 10 - 500),
        "assestato": Decimal(n * 1010 - 493),
        "cassa": Decimal(n * 900),
        "nota": "voce < 5.000",
    }


def con_docxtpl(byte: bytes, contesto: dict[str, Any]) -> bytes:
    """Render as the documentation of docxtpl shows."""
    documento = DocxTemplate(io.BytesIO(byte))
    ambiente = Environment(undefined=StrictUndefined, autoescape=True)
    ambiente.filters |= filtri(bozza=False)
    documento.render(contesto, ambiente, autoescape=True)
    scritto = io.BytesIO()
    documento.save(scritto)
    return scritto.getvalue()


def canonico(byte: bytes) -> bytes:
    """Return the canonical XML of the text of a document."""
    with zipfile.ZipFile(io.BytesIO(byte)) as pacco:
        return etree.tostring(etree.fromstring(pacco.read("word/document.xml")), method="c14n")


def millisecondi(lavoro: Callable[[], object], volte: int) -> float:
    """Return the CPU milliseconds of a piece of work, on average."""
    inizio = time.process_time()
    for _ in range(volte):
        lavoro()
    return 1000 * (time.process_time() - inizio) / volte


def main() -> None:
    """Time both, in turns."""
    argomenti = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    argomenti.add_argument("--atti", type=int, default=12)
    argomenti.add_argument("--regione", type=int, default=ATTI_PROMESSI)
    argomenti.add_argument("--righe", type=int, default=200)
    scelte = argomenti.parse_args()
    byte, contesto = modello(), dati(scelte.righe)
    compilare = millisecondi(lambda: compila(byte), 1)
    nostro = compila(byte)
    uguali = canonico(con_docxtpl(byte, contesto)) == canonico(nostro.rendi(contesto))  # and both are warm
    suoi, nostri = [], []
    for _ in range(scelte.atti):  # in turns, so that a noisy neighbour disturbs both
        suoi.append(millisecondi(lambda: con_docxtpl(byte, contesto), 1))
        nostri.append(millisecondi(lambda: nostro.rendi(contesto), 1))
    suo, mio = sum(suoi) / len(suoi), sum(nostri) / len(nostri)
    secondi = millisecondi(lambda: nostro.rendi(contesto), scelte.regione) * scelte.regione / 1000
    print(f"compilare il modello    {compilare:8.1f} ms CPU, una volta")
    print(f"docxtpl                 {suo:8.1f} ms CPU per atto di {scelte.righe} righe")
    print(f"Crescere                {mio:8.1f} ms CPU per atto di {scelte.righe} righe")
    print(f"rapporto                {suo / mio:8.1f} volte   (promesse {VOLTE_PROMESSE})")
    print(f"{scelte.regione} atti                {secondi:8.1f} s CPU   (promessi {SECONDI_PROMESSI})")
    print(f"stesso XML canonico     {'sì' if uguali else 'NO':>8}")
    print(f"byte dell'atto          {len(nostro.rendi(contesto)) // 1024:8} kB")


if __name__ == "__main__":
    main()
