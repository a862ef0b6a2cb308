"""Compile a Word template once, and render it as many times as there are acts."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from lxml import etree

from crescere_kit.acts.render.faults import DatoNonStampabile, ModelloNonValido, RenderingInterrotto
from crescere_kit.acts.render.opening import MEGABYTE, XML_MASSIMO, apri
from crescere_kit.acts.render.package import Voce, pacco, voce
from crescere_kit.acts.render.program import Programma, programma
from crescere_kit.acts.render.properties import PARTI, compila_proprieta, rendi_proprieta
from crescere_kit.acts.render.repair import ripara
from crescere_kit.acts.render.source import da_xml, ha_marche
from crescere_kit.acts.render.strict import leggi_xml, lettore

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PRINCIPALE = f"{_WORD}document.main+xml"
# comments stay as they are: they are notes of whoever keeps the template
_DA_RENDERE = {
    f"{_WORD}{tipo}+xml" for tipo in ("document.main", "header", "footer", "footnotes", "endnotes")
}
_TIPI = "[Content_Types].xml"
_INIZIO = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MODELLI_TENUTI = 64


class Modello:
    """A template that was opened, checked and compiled; `impronta` is its SHA-256."""

    def __init__(self, docx: bytes) -> None:
        self.impronta = hashlib.sha256(docx).hexdigest()
        self._parti = apri(docx)
        self._sorgenti = {nome: _sorgente(nome, self._parti[nome]) for nome in self._da_rendere()}
        self._sorgenti = {nome: testo for nome, testo in self._sorgenti.items() if ha_marche(testo)}
        self._programmi: dict[bool, tuple[list[Programma], dict[str, dict[int, Programma]]]] = {}
        self._compilati(bozza=False)  # what is wrong in the template is said now, not at the first act

    def rendi(
        self, contesto: Mapping[str, Any], *, bozza: bool = False, proprieta: Mapping[str, Any] | None = None
    ) -> bytes:
        """Return the document: the same data give the same bytes.

        bozza: what has no value is a line to fill in, instead of an error. proprieta: properties of the file
        to set (names in properties.NOMI), for example titolo, creato.
        """
        parti, dei_dati = self._compilati(bozza=bozza)
        nuove = {uno.nome: voce(uno.nome, _rendi_parte(uno, contesto)) for uno in parti}
        for nome, programmi in dei_dati.items():
            scelte = proprieta or {}
            if programmi or scelte:
                resa = rendi_proprieta(nome, self._parti[nome], programmi, contesto, scelte)
                nuove[nome] = voce(nome, resa)
        return pacco(nuove.get(nome) or ferma for nome, ferma in self._ferme.items())

    def _compilati(self, *, bozza: bool) -> tuple[list[Programma], dict[str, dict[int, Programma]]]:
        if bozza not in self._programmi:
            self._programmi[bozza] = (
                [programma(nome, testo, bozza=bozza) for nome, testo in self._sorgenti.items()],
                {
                    nome: compila_proprieta(nome, self._parti[nome], bozza)
                    for nome in PARTI
                    if nome in self._parti
                },
            )
        return self._programmi[bozza]

    @cached_property
    def _ferme(self) -> dict[str, Voce]:
        """Every part as it is, packed once; those that change are not."""
        vuota = voce("", b"")
        return {
            nome: vuota if nome in self._sorgenti else voce(nome, byte, 9)
            for nome, byte in self._parti.items()
        }

    def _da_rendere(self) -> list[str]:
        tipi = {
            str(uno.get("PartName", "")).lstrip("/"): uno.get("ContentType")
            for uno in leggi_xml(_TIPI, self._parti[_TIPI])
            if uno.get("PartName")
        }
        if tipi.get("word/document.xml") != _PRINCIPALE:
            raise ModelloNonValido(
                "Il file non è un documento di Word senza macro (.docx): salvarlo con quel formato."
            )
        return [nome for nome in self._parti if tipi.get(nome) in _DA_RENDERE]


def _sorgente(nome: str, byte: bytes) -> str:
    return da_xml(nome, etree.tostring(leggi_xml(nome, byte), encoding="unicode"))


def _rendi_parte(uno: Programma, contesto: Mapping[str, Any]) -> bytes:
    """Render a part and read it back strictly: it is written as it is unless it must be put right."""
    testo = (_INIZIO + uno.rendi(contesto)).encode()
    if len(testo) > XML_MASSIMO:
        raise RenderingInterrotto(
            f"Il documento supera {XML_MASSIMO // MEGABYTE} MB di testo: mettere i dati in un allegato."
        )
    try:
        radice = etree.fromstring(testo, lettore())
    except etree.XMLSyntaxError as errore:
        raise _illeggibile(uno.nome, errore) from errore
    if ripara(radice):
        return etree.tostring(radice, encoding="UTF-8", xml_declaration=True, standalone=True)
    return testo


def _illeggibile(nome: str, errore: etree.XMLSyntaxError) -> Exception:
    if "huge" in str(errore) or "Excessive depth" in str(errore):
        return DatoNonStampabile(
            "Un testo è troppo lungo per stare in un documento: metterlo in un allegato."
        )
    return ModelloNonValido(
        f"La parte «{nome}» del modello, con i dati dentro, non è più un documento di Word: un if o un for "
        "comincia in un paragrafo (o in una cella) e finisce in un altro. Usare {%p … %} o {%tr … %}, soli."
    )


_TENUTI: OrderedDict[str, Modello] = OrderedDict()
_CHIAVE = threading.Lock()


def compila(docx: bytes) -> Modello:
    """Return a template ready to be rendered; the same bytes are compiled once."""
    impronta = hashlib.sha256(docx).hexdigest()
    with _CHIAVE:
        if impronta in _TENUTI:
            _TENUTI.move_to_end(impronta)
            return _TENUTI[impronta]
    modello = Modello(docx)
    with _CHIAVE:
        _TENUTI[impronta] = modello
        while len(_TENUTI) > _MODELLI_TENUTI:
            _TENUTI.popitem(last=False)
    return modello
