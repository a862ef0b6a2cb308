"""The names of the accounts: a voce is (documento, lato, codice, fase)."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from crescere_kit.accounts import classifications

ENTRATE_CORRENTI = ("1", "2", "3")
TITOLI_ENTRATE = ("1", "2", "3", "4", "5", "6", "7", "9")
TITOLI_SPESE = ("1", "2", "3", "4", "5", "7")
CASSA_MENSILE = tuple(f"cassa_{mese:02d}" for mese in range(1, 13))  # fasi of SIOPE, January first

MANUALE = "manuale"  # the documento that the ente writes itself

_CODICE_DELL_ENTE = re.compile(r"[^\s*](.{0,58}[^\s])?")
_PIANO_DEI_CONTI = re.compile(r"[EU]\.\d(\.\d{2}){1,3}(\.\d{3})?")
_CODICI_LIBERI = {
    "sintetici": re.compile(r"\d{1,2}\.\d{1,2}"),
    "parametri": re.compile(r"P[1-8]"),
    "siope": re.compile(r"[0-9]"),
}


class VoceSconosciuta(KeyError):
    """A name of account that no official scheme knows."""

    def __str__(self) -> str:
        return self.args[0]


class Voce(NamedTuple):
    """One column of the panel."""

    documento: str
    lato: str
    codice: str
    fase: str


LIVELLI = list(Voce._fields)


class VoceManuale(NamedTuple):
    """What the ente writes in its own form because no open file holds it.

    codice is `*` where each row has a name of the ente's own (a loan, a lawsuit). anno says which year the
    value is of: «rendiconto», the last one closed, or «bilancio», the first of the bilancio di previsione.
    """

    lato: str
    codice: str
    fase: str
    unita: str
    anno: str
    nome: str


def fasi(documento: str, lato: str) -> dict[str, str]:
    """Return the fasi of one side of a document with their Italian names."""
    return {fase: nome for (doc, la, fase), (nome, _) in _fasi().items() if (doc, la) == (documento, lato)}


def manuali() -> tuple[VoceManuale, ...]:
    """Return what the ente itself writes in its own form, in the order of the form."""
    return tuple(_manuali().values())


def righe_prospetto(lato: str) -> dict[str, str]:
    """Return codes and names of the rows of a prospect (equilibri, risultato, fpv), in official order."""
    return {codice: nome for (la, codice), nome in _righe().items() if la == lato}


def unita(voce: Voce) -> str:
    """Return «euro» (integer cents), «percentuale» (points), «giorni», «numero», «data» (AAAAMMGG) or «si_no»
    (1 or 0).
    """
    controlla(voce)
    if voce.documento == MANUALE:
        return _manuale(voce).unita
    return _fasi()[voce.documento, voce.lato, voce.fase][1]


@cache
def controlla(voce: Voce) -> None:
    """Raise VoceSconosciuta unless the official schemes have this voce."""
    documento, lato, codice, fase = voce
    if documento == MANUALE:
        if _manuale(voce) is None:
            raise VoceSconosciuta(f"Il modulo dell'ente non ha «{codice}», «{fase}» in «{lato}».")
        return
    if (documento, lato, fase) not in _fasi():
        raise VoceSconosciuta(f"Nessuno schema ha la fase «{fase}» in «{documento}/{lato}».")
    if not _codice_esiste(documento, lato, codice):
        raise VoceSconosciuta(f"«{codice}» non è un codice di «{documento}/{lato}».")


def nome_voce(voce: Voce) -> str:
    """Write a voce in words: «accertamenti del titolo 1 (rendiconto)»."""
    documento, lato, codice, fase = voce
    if documento == MANUALE:
        return _nome_manuale(voce)
    if lato in _PROSPETTI:
        return f"{_righe()[lato, codice]} ({_PROSPETTI[lato]})"
    if documento == "indicatori":
        cosa = f"indicatore {codice}" if lato == "sintetici" else f"parametro {codice}"
        return f"{cosa} dichiarato dall'ente"
    nome_fase = _fasi()[documento, lato, fase][0]
    return f"{nome_fase}: {_nome_codice(lato, codice)} ({documento})"


_PROSPETTI = {
    "equilibri": "prospetto degli equilibri",
    "risultato": "allegato a, risultato di amministrazione",
    "fpv": "composizione del fondo pluriennale vincolato",
    "equilibri_previsti": "equilibri del bilancio di previsione",
    "opencivitas": "OpenCivitas",
    "irpef": "statistiche IRPEF del MEF",
}


def _nome_codice(lato: str, codice: str) -> str:
    lato = "spese" if lato == "uscite" else lato
    if len(codice) == 1:
        return f"titolo {codice} di {'entrata' if lato == 'entrate' else 'spesa'}"
    if classifications.esiste(lato, codice):
        return f"{codice} {classifications.nome(lato, codice)}"
    return codice


def _nome_manuale(voce: Voce) -> str:
    nome = _manuale(voce).nome
    della_riga = "" if (voce.lato, voce.codice, voce.fase) in _manuali() else f" di «{voce.codice}»"
    return f"{nome}{della_riga} (modulo dell'ente)"


def _codice_esiste(documento: str, lato: str, codice: str) -> bool:
    if lato in _PROSPETTI:
        return (lato, codice) in _righe()
    libero = _CODICI_LIBERI.get("siope" if documento == "siope" else lato)
    if libero:
        return bool(libero.fullmatch(codice))
    iniziale = {"entrate": "E", "spese": "U"}[lato]
    if _PIANO_DEI_CONTI.fullmatch(codice):
        return codice.startswith(iniziale)
    return classifications.esiste(lato, codice)


@cache
def _fasi() -> dict[tuple[str, str, str], tuple[str, str]]:
    return {(r["documento"], r["lato"], r["fase"]): (r["nome"], r["unita"]) for r in _leggi("fasi.csv")}


@cache
def _righe() -> dict[tuple[str, str], str]:
    return {(r["lato"], r["codice"]): r["nome"] for r in _leggi("righe_prospetti.csv")}


def _manuale(voce: Voce) -> VoceManuale | None:
    _, lato, codice, fase = voce
    libera = _manuali().get((lato, "*", fase)) if _CODICE_DELL_ENTE.fullmatch(codice) else None
    return _manuali().get((lato, codice, fase), libera)


@cache
def _manuali() -> dict[tuple[str, str, str], VoceManuale]:
    voci = (VoceManuale(**riga) for riga in _leggi("manuale.csv"))
    return {(voce.lato, voce.codice, voce.fase): voce for voce in voci}


def _leggi(nome: str) -> list[dict[str, str]]:
    testo = files(__package__).joinpath("classificazioni", nome).read_text(encoding="utf-8")
    return list(csv.DictReader(testo.splitlines(), delimiter=";"))
