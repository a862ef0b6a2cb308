"""What a template must not bring with it: macros, embedded objects, links to elsewhere, fields that fetch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from crescere_kit.acts.lint.findings import Luogo, Rilievo
from crescere_kit.acts.lint.paragraphs import P, W

_FILE = Luogo("file", "Nel file")
_RELAZIONE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PARTI = (
    (re.compile(r"vbaProject|vbaData", re.I), "contiene macro: salvarlo come .docx senza macro"),
    (
        re.compile(r"(^|/)(embeddings|activeX)/", re.I),
        "contiene un oggetto incorporato: toglierlo o incollarlo come testo",
    ),
    (
        re.compile(r"\.(bin|exe|js|vbs|dll|bat|ps1)$", re.I),
        "contiene una parte che non è di un documento: toglierla",
    ),
)
_TIPI = {
    "attachedTemplate": "è legato a un altro modello: staccarlo (Sviluppo → Modello di documento)",
    "aFChunk": "include un altro documento: incollarne il testo",
    "oleObject": "contiene un oggetto incorporato: toglierlo o incollarlo come testo",
    "subDocument": "include un altro documento: incollarne il testo",
    "vbaProject": "contiene macro: salvarlo come .docx senza macro",
    "control": "contiene un controllo ActiveX: toglierlo",
    "mailMergeSource": "è legato a un archivio per la stampa unione: togliere il legame",
}
_CAMPI = re.compile(
    r"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|LINK|IMPORT|MACROBUTTON|DATABASE|EMBED|RD)\b", re.I
)
_COLLEGAMENTI_BUONI = ("https://", "http://", "mailto:")
_ELEMENTI = {f"{W}altChunk": "aFChunk", f"{W}subDoc": "subDocument", f"{W}control": "control"}


def pericoli(parti: Mapping[str, bytes], xml: Mapping[str, etree._Element]) -> Iterator[Rilievo]:
    """Find everything that makes a template more than a text."""
    for nome in parti:
        for forma, frase in _PARTI:
            if forma.search(nome):
                yield _FILE.errore("L17", f"il modello {frase} («{nome}»).")
                break
    for nome, radice in xml.items():
        if nome.endswith(".rels"):
            yield from _relazioni(radice)
        elif nome == "[Content_Types].xml":
            yield from _con_macro(radice)
        elif nome.startswith("word/"):
            yield from _campi(nome, radice)


def _con_macro(radice: etree._Element) -> Iterator[Rilievo]:
    if any("macroenabled" in str(nodo.get("ContentType", "")).lower() for nodo in radice):
        yield _FILE.errore("L17", "il modello è un documento con macro: salvarlo come .docx.")


def _relazioni(radice: etree._Element) -> Iterator[Rilievo]:
    for nodo in radice.iter(_RELAZIONE):
        tipo, meta = str(nodo.get("Type", "")).rsplit("/", 1)[-1], str(nodo.get("Target", ""))[:120]
        esterna = nodo.get("TargetMode") == "External"
        if tipo in _TIPI:
            yield _FILE.errore("L17", f"il modello {_TIPI[tipo]} («{meta}»).")
        elif esterna and tipo == "hyperlink" and meta.lower().startswith(_COLLEGAMENTI_BUONI):
            yield _FILE.avviso("L17", f"il modello ha un collegamento a «{meta}»: verificare che sia voluto.")
        elif esterna:
            yield _FILE.errore(
                "L17", f"il modello prende qualcosa da fuori («{meta}»): incorporarlo o toglierlo."
            )


def _campi(nome: str, radice: etree._Element) -> Iterator[Rilievo]:
    luogo = Luogo(nome, "Nel file")
    for nodo in radice.iter(*_ELEMENTI):
        yield luogo.errore("L17", f"il modello {_TIPI[_ELEMENTI[nodo.tag]]}.")
    istruzioni = [str(nodo.get(f"{W}instr", "")) for nodo in radice.iter(f"{W}fldSimple")]
    # Word may cut the name of a field into several runs, a malicious hand certainly does
    per_paragrafo: dict[etree._Element | None, list[str]] = {}
    for nodo in radice.iter(f"{W}instrText", f"{W}delInstrText"):
        per_paragrafo.setdefault(next(nodo.iterancestors(P), None), []).append(nodo.text or "")
    istruzioni += ["".join(pezzi) for pezzi in per_paragrafo.values()]
    for istruzione in istruzioni:
        trovato = _CAMPI.search(istruzione)
        if trovato:
            campo = trovato[1].upper()
            yield luogo.errore(
                "L17", f"il modello ha un campo {campo}, che prende dati da fuori: cancellarlo."
            )
