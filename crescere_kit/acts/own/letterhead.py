"""Dress an act with the letterhead of the comune: headers, footers, margins, fonts. The body is not touched.

What is taken from the letterhead is what stands around the text. The first section of the act gets the
headers and footers, and the others inherit them; a page that lies on its side stays so. Headings and the
styles of the act keep their meaning, and take the font of the comune through the style they are based on.
"""

from __future__ import annotations

import copy
import posixpath
import re

from lxml import etree

from crescere_kit.acts.own import guard
from crescere_kit.acts.own.package import (
    DOCUMENTO,
    RELAZIONI,
    R,
    TipiDiContenuto,
    bersaglio,
    esterna,
    leggi_xml,
    nome_relazioni,
    relazioni,
    ricomponi,
    scrivi_xml,
    tipo,
    w,
)
from crescere_kit.acts.own.page import riferimenti, rivesti_sezioni
from crescere_kit.acts.own.styles import fondi_stili
from crescere_kit.acts.render.faults import ModelloNonValido
from crescere_kit.acts.render.opening import apri

_TESTATE = ("header", "footer")
_IMMAGINI = re.compile(r"(?i)\.(png|jpe?g|gif|bmp|tiff?|emf|wmf)\Z")
_TEMA = "word/theme/theme1.xml"
_TIPO_TEMA = "application/vnd.openxmlformats-officedocument.theme+xml"
_TIPO_RELAZIONE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def controlla_carta(carta: bytes) -> None:
    """Raise ModelloNonValido when a file cannot be a letterhead."""
    parti = apri(carta)
    guard.controlla(parti)
    sezione = _ultima_sezione(leggi_xml(DOCUMENTO, parti[DOCUMENTO]))
    if sezione is None or not riferimenti(sezione):
        raise ModelloNonValido(
            "Il file non ha intestazione né piè di pagina: metterli in Word (Inserisci, Intestazione) e "
            "ricaricarlo."
        )


def vesti(modello: bytes, carta: bytes) -> bytes:
    """Return the docx of an act with the letterhead around it; the same two files give the same bytes.

    Raises ModelloNonValido when either cannot be used.
    """
    controlla_carta(carta)
    atto, intestata = apri(modello), apri(carta)
    tipi = TipiDiContenuto(atto)
    legami = relazioni(atto, DOCUMENTO)
    _spoglia(atto, legami, tipi)
    nomi_stili = fondi_stili(atto, intestata, tipi)
    nuovi = _copia_testate(atto, intestata, legami, tipi, nomi_stili)
    _copia_tema(atto, intestata, legami, tipi)
    documento = leggi_xml(DOCUMENTO, atto[DOCUMENTO])
    rivesti_sezioni(documento, _ultima_sezione(leggi_xml(DOCUMENTO, intestata[DOCUMENTO])), nuovi)
    atto[DOCUMENTO] = scrivi_xml(documento)
    atto[nome_relazioni(DOCUMENTO)] = scrivi_xml(legami)
    _pari_e_dispari(atto, intestata)
    tipi.in_parti(atto)
    return ricomponi(atto)


def _ultima_sezione(documento: etree._Element) -> etree._Element | None:
    return documento.find(f"{w('body')}/{w('sectPr')}")


def _spoglia(atto: dict[str, bytes], legami: etree._Element, tipi: TipiDiContenuto) -> None:
    for relazione in [voce for voce in legami if tipo(voce) in _TESTATE]:
        parte = bersaglio(DOCUMENTO, relazione)
        legami.remove(relazione)
        for nome in (parte, nome_relazioni(parte)):
            atto.pop(nome, None)
        tipi.togli(parte)


def _copia_testate(
    atto: dict[str, bytes],
    intestata: dict[str, bytes],
    legami: etree._Element,
    tipi: TipiDiContenuto,
    nomi_stili: dict[str, str],
) -> dict[str, str]:
    """Copy headers and footers with their images; return the new id of each relationship that named them."""
    tipi_carta = TipiDiContenuto(intestata)
    nuovi = {}
    for n, relazione in enumerate(
        [voce for voce in relazioni(intestata, DOCUMENTO) if tipo(voce) in _TESTATE], 1
    ):
        parte = bersaglio(DOCUMENTO, relazione)
        nuova = f"word/carta_{tipo(relazione)}{n}.xml"
        radice = leggi_xml(parte, _parte(intestata, parte))
        suoi = relazioni(intestata, parte)
        _slega(radice, suoi)
        _copia_immagini(atto, intestata, parte, suoi, tipi)
        _con_stili(radice, nomi_stili)
        atto[nuova] = scrivi_xml(radice)
        if len(suoi):
            atto[nome_relazioni(nuova)] = scrivi_xml(suoi)
        tipi.metti(nuova, tipi_carta.di(parte) or "")
        nuovi[relazione.get("Id")] = _aggiungi(legami, relazione.get("Type"), posixpath.basename(nuova), n)
    return nuovi


def _slega(radice: etree._Element, suoi: etree._Element) -> None:
    """Turn the addresses that may be clicked into plain words, and drop the numbering of lists."""
    fuori = {relazione.get("Id") for relazione in suoi if esterna(relazione)}
    for collegamento in list(radice.iter(w("hyperlink"))):
        if collegamento.get(f"{{{R}}}id") in fuori:
            padre = collegamento.getparent()
            posto = padre.index(collegamento)
            padre[posto : posto + 1] = list(collegamento)
    for elemento in radice.iter():  # a shape that may be clicked keeps its shape
        for attributo in [
            a for a in elemento.attrib if a.startswith(f"{{{R}}}") and elemento.get(a) in fuori
        ]:
            _senza(elemento, attributo)
    for relazione in [voce for voce in suoi if esterna(voce)]:
        suoi.remove(relazione)
    for numeri in list(radice.iter(w("numPr"))):
        numeri.getparent().remove(numeri)


def _senza(elemento: etree._Element, attributo: str) -> None:
    if etree.QName(elemento).localname.startswith("hlink"):
        elemento.getparent().remove(elemento)
    else:
        del elemento.attrib[attributo]


def _copia_immagini(
    atto: dict[str, bytes],
    intestata: dict[str, bytes],
    parte: str,
    suoi: etree._Element,
    tipi: TipiDiContenuto,
) -> None:
    tipi_carta = TipiDiContenuto(intestata)
    for relazione in suoi:
        origine = bersaglio(parte, relazione)
        if tipo(relazione) != "image" or not _IMMAGINI.search(origine):
            raise ModelloNonValido(
                f"L'intestazione contiene «{posixpath.basename(origine)[:80]}», che non è un'immagine "
                "ammessa (png, jpg, gif, bmp, tif, emf, wmf): sostituirla e ricaricare il file."
            )
        nome = f"media/carta_{posixpath.basename(origine)}"
        atto[f"word/{nome}"] = _parte(intestata, origine)
        tipi.metti(f"word/{nome}", tipi_carta.di(origine) or "image/png")
        relazione.set("Target", nome)


def _copia_tema(
    atto: dict[str, bytes], intestata: dict[str, bytes], legami: etree._Element, tipi: TipiDiContenuto
) -> None:
    """Take the fonts and colours that the styles of the letterhead call by name."""
    if _TEMA not in intestata or any(nome.startswith("word/theme/_rels") for nome in intestata):
        return
    atto[_TEMA] = intestata[_TEMA]
    tipi.metti(_TEMA, _TIPO_TEMA)
    if not any(tipo(voce) == "theme" for voce in legami):
        _aggiungi(legami, f"{_TIPO_RELAZIONE}theme", "theme/theme1.xml", 0)


def _con_stili(radice: etree._Element, nomi: dict[str, str]) -> None:
    for stile in radice.iter(w("pStyle"), w("rStyle"), w("tblStyle")):
        stile.set(w("val"), nomi.get(stile.get(w("val")), stile.get(w("val"))))


def _aggiungi(legami: etree._Element, genere: str, verso: str, n: int) -> str:
    presi = {voce.get("Id") for voce in legami}
    id_ = next(
        nome for nome in (f"rIdCarta{n}" + "x" * k for k in range(len(presi) + 1)) if nome not in presi
    )
    etree.SubElement(legami, f"{{{RELAZIONI}}}Relationship", Id=id_, Type=genere, Target=verso)
    return id_


def _parte(parti: dict[str, bytes], nome: str) -> bytes:
    if nome not in parti:
        raise ModelloNonValido(f"Il file nomina «{nome[:80]}» e non lo contiene: salvarlo con Word.")
    return parti[nome]


_PRIMA = [
    "writeProtection",
    "view",
    "zoom",
    "removePersonalInformation",
    "removeDateAndTime",
    "doNotDisplayPageBoundaries",
    "displayBackgroundShape",
    "printPostScriptOverText",
    "printFractionalCharacterWidth",
    "printFormsData",
    "embedTrueTypeFonts",
    "embedSystemFonts",
    "saveSubsetFonts",
    "saveFormsData",
    "mirrorMargins",
    "alignBordersAndEdges",
    "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter",
    "gutterAtTop",
    "hideSpellingErrors",
    "hideGrammaticalErrors",
    "activeWritingStyle",
    "proofState",
    "formsDesign",
    "linkStyles",
    "stylePaneFormatFilter",
    "stylePaneSortMethod",
    "documentType",
    "revisionView",
    "trackRevisions",
    "doNotTrackMoves",
    "doNotTrackFormatting",
    "documentProtection",
    "autoFormatOverride",
    "styleLockTheme",
    "styleLockQFSet",
    "defaultTabStop",
    "autoHyphenation",
    "consecutiveHyphenLimit",
    "hyphenationZone",
    "doNotHyphenateCaps",
    "showEnvelope",
    "summaryLength",
    "clickAndTypeStyle",
    "defaultTableStyle",
]  # what the schema puts before «evenAndOddHeaders»


def _pari_e_dispari(atto: dict[str, bytes], intestata: dict[str, bytes]) -> None:
    """Have the act tell even pages from odd ones if the letterhead does."""
    nome = "word/settings.xml"
    if nome not in atto:
        return
    qui = leggi_xml(nome, atto[nome])
    li = leggi_xml(nome, intestata[nome]).find(w("evenAndOddHeaders")) if nome in intestata else None
    for voce in qui.findall(w("evenAndOddHeaders")):
        qui.remove(voce)
    if li is not None:
        posto = sum(etree.QName(voce).localname in _PRIMA for voce in qui)
        qui.insert(posto, copy.deepcopy(li))
    atto[nome] = scrivi_xml(qui)
