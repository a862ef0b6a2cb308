"""What the official OpenBDAP files of a year look like, from the maps: members, columns, spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from crescere_kit.accounts import classifications
from crescere_kit.sources import maps

_RUOLI = {
    "titolo": r"[1-9]",
    "tipologia": r"\d{5}",
    "missione": r"\d\d",
    "programma": r"\d\d",
    "macroaggregato": r"\d{3}",
    "pdc": r"[EU]\..+",
    "voce": r".+",
}


@dataclass(frozen=True)
class Membro:
    """One official csv: its name, its zip, the accounts it holds, its columns (intestazione, ruolo, fase)."""

    chiave: str
    nome: str
    archivio: str
    documento: str
    lato: str
    codice: str
    colonne: tuple[tuple[str, str, str], ...]

    def scomponi(self, codice: str) -> dict[str, str] | None:
        """Return the parts of one of our codes («M01.03.1»: missione, programma, titolo), or None."""
        trovato = re.fullmatch(_espressione(self.codice), codice)
        return trovato.groupdict() if trovato else None


def membri(anno: int) -> list[Membro]:
    """Return the members that the official zips of this year have, in the order of the map."""
    scelti: dict[str, Membro] = {}
    for riga in _in_vigore("bdap_membri.csv", anno):
        if riga["letto"] == "si" and riga["membro"] not in scelti:
            colonne = tuple(_intestazioni(riga["membro"], anno))
            parti = (riga[c] for c in ("membro", "nome", "archivio", "documento", "lato", "codice"))
            scelti[riga["membro"]] = Membro(*parti, colonne)
    return list(scelti.values())


def parti_ufficiali(membro: Membro, codice: str) -> dict[str, str]:
    """Return the official spelling of each part of one of our codes, and its label."""
    parti = membro.scomponi(codice) or {}
    ufficiali = {nome: parte.zfill(2) for nome, parte in parti.items()}
    ufficiale, etichetta = _voci(membro.chiave).get(codice, (codice, ""))
    if "voce" in parti and membro.lato == "sintetici":
        tipologia, _, indicatore = ufficiale.partition(".")
        ufficiali |= {"tipologia_indicatore": tipologia, "indicatore": indicatore}
    elif "voce" in parti or "pdc" in parti:
        ufficiali |= {"voce": ufficiale, "pdc": ufficiale}
    return ufficiali | {"etichetta": etichetta or _nome_ufficiale(membro.lato, codice)}


def _nome_ufficiale(lato: str, codice: str) -> str:
    programma = codice.rpartition(".")[0] if codice.count(".") == 2 else codice
    esiste = lato in ("entrate", "spese") and classifications.esiste(lato, programma)
    return classifications.nome(lato, programma) if esiste else ""


def _intestazioni(membro: str, anno: int) -> Iterator[tuple[str, str, str]]:
    """Yield the columns of a member; of synonyms, the first that was seen in a real file, else the first."""
    righe = [r for r in _in_vigore("bdap_colonne.csv", anno) if r["membro"] in ("*", membro)]
    viste = sorted(righe, key=lambda r: r["visto"] != "si")
    scelte = {(r["ruolo"], r["fase"]): r["intestazione"] for r in reversed(viste) if r["ruolo"] != "ignora"}
    for riga in righe:
        ruolo, fase, intestazione = riga["ruolo"], riga["fase"], riga["intestazione"]
        if scelte.get((ruolo, fase), intestazione) == intestazione and (
            ruolo != "ignora" or riga["visto"] == "si"
        ):
            yield intestazione, ruolo, fase


def _espressione(modello: str) -> str:
    return re.sub(r"\\\{(\w+)\\\}", lambda m: f"(?P<{m[1]}>{_RUOLI[m[1]]})", re.escape(modello))


def _in_vigore(mappa: str, anno: int) -> list[dict[str, str]]:
    return [r for r in _leggi(mappa) if int(r["dal"] or 0) <= anno <= int(r["al"] or 9999)]


@cache
def _voci(membro: str) -> dict[str, tuple[str, str]]:
    """Return {our voce: (official code, official label)}; of several spellings the first."""
    righe = [r for r in _leggi("bdap_voci.csv") if r["membro"] == membro and r["voce"]]
    return {r["voce"]: (r["codice"], r["etichetta"].rstrip("*")) for r in reversed(righe)}


@cache
def _leggi(mappa: str) -> list[dict[str, str]]:
    return maps.righe(mappa)
