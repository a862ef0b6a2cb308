"""From the official codes of a row to our code, and the lines that are in no classification and no map."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from crescere_kit.accounts import classifications
from crescere_kit.sources.faults import vicini
from crescere_kit.sources.maps import Membro, VoceUfficiale, corrisponde, normale

_ZERI_FINALI = re.compile(r"(\.0+)+$")
_PIANO_DEI_CONTI = re.compile(r"[EU]\.\d(\.\d{2}){0,3}(\.\d{3})?")


@dataclass(frozen=True)
class Codifica:
    """Our code for each distinct official code: «» is a line known and not needed, None an error."""

    codici: list[str | None]
    errori: dict[int, tuple[str, str]]


def codifica(ufficiali: pd.DataFrame, membro: Membro, voci: list[VoceUfficiale]) -> Codifica:
    """Translate distinct official codes: a column per ruolo, and `etichetta` for lines of a prospect."""
    codici: list[str | None] = []
    errori = {}
    for numero, riga in enumerate(ufficiali.to_dict("records")):
        try:
            codici.append(_traduci({ruolo: testo.strip() for ruolo, testo in riga.items()}, membro, voci))
        except _CodiceErrato as errore:
            codici.append(None)
            errori[numero] = errore.args
    return Codifica(codici, errori)


def conto_che_serve(codice: str, voci: list[VoceUfficiale]) -> str:
    """Return the voce, among those needed, that an account of the piano dei conti belongs to, or «»."""
    return next((v.voce for v in voci if codice == v.voce or codice.startswith(f"{v.voce}.")), "")


class _CodiceErrato(Exception):
    """An official code that cannot be translated: (found, expected)."""


def _traduci(parti: dict[str, str], membro: Membro, voci: list[VoceUfficiale]) -> str:
    etichetta = parti.pop("etichetta", "")
    if membro.codice == "{voce}":
        return _voce(parti, etichetta, membro, voci)
    codice = membro.codice.format(**_parti_normali(parti))
    corretta = next((voce for voce in voci if voce.codice == codice), None)
    if membro.codice == "{pdc}":
        return _del_piano_dei_conti(codice, voci)
    if corretta:
        return corretta.voce
    if classifications.esiste(membro.lato, codice):
        return codice
    trovato = " ".join(f"{ruolo} «{testo}»" for ruolo, testo in parti.items())
    raise _CodiceErrato(
        trovato, f"un codice della classificazione di {membro.lato}{_forse_codice(membro, codice)}"
    )


def _forse_codice(membro: Membro, codice: str) -> str:
    livelli = {"{titolo}": "titolo", "{tipologia}": "tipologia", "{macroaggregato}": "macroaggregato"}
    livello = livelli.get(membro.codice, "missione" if membro.codice.count("{") == 1 else "programma")
    cercato = codice.rpartition(".")[0] if livello == "programma" else codice
    vicino = vicini(cercato, classifications.codici(membro.lato, livello))
    return f" (forse {vicino} {classifications.nome(membro.lato, vicino.strip('«»'))})" if vicino else ""


def _voce(parti: dict[str, str], etichetta: str, membro: Membro, voci: list[VoceUfficiale]) -> str:
    """Match a line of a prospect: a code seen in real files decides, any other only if its label agrees."""
    codice = (
        ".".join(parte.zfill(2) for parte in parti.values()) if len(parti) > 1 else next(iter(parti.values()))
    )
    cercata = normale(etichetta)
    per_codice = next(
        (v for v in voci if v.codice == codice and (v.vista or membro.lato == "sintetici")), None
    )
    per_nome = next((v for v in voci if cercata and corrisponde(cercata, v.etichetta)), None)
    if per_codice and per_nome and per_codice.voce != per_nome.voce:
        raise _CodiceErrato(
            f"il codice «{codice}» con la descrizione «{etichetta}»",
            f"la descrizione «{per_codice.etichetta}» o il codice «{per_nome.codice}»",
        )
    trovata = per_codice or per_nome
    if trovata is None:
        simile = vicini(etichetta or codice, [v.etichetta.rstrip("*") for v in voci if v.etichetta != "*"])
        atteso = "una voce del prospetto ufficiale" + (f" (forse {simile})" if simile else "")
        raise _CodiceErrato(f"la voce «{codice}» «{etichetta}»", atteso)
    return trovata.voce


def _parti_normali(parti: dict[str, str]) -> dict[str, str]:
    """Bring the spellings of a code to one: «01» is titolo 1, «0101» of titolo 1 is tipologia 10101."""
    titolo = parti.get("titolo", "").lstrip("0")
    return {ruolo: _FORME.get(ruolo, _di_due_cifre)(testo.upper(), titolo) for ruolo, testo in parti.items()}


def _di_due_cifre(testo: str, _titolo: str) -> str:
    """Write missioni and programmi; «0103», programma 3 of missione 1, keeps what is its own."""
    return testo.zfill(2)[-2:] if len(testo) in (1, 4) else testo


_FORME = {
    "titolo": lambda _, titolo: titolo or "0",
    "tipologia": lambda testo, titolo: testo[:5] if len(testo) > 4 else titolo + testo.zfill(4),
    "macroaggregato": lambda testo, titolo: testo.lstrip("0") if len(testo) > 2 else titolo + testo.zfill(2),
    "pdc": lambda testo, _: _ZERI_FINALI.sub("", testo),
}


def _del_piano_dei_conti(codice: str, voci: list[VoceUfficiale]) -> str:
    if not _PIANO_DEI_CONTI.fullmatch(codice):
        raise _CodiceErrato(f"«{codice}»", "un codice del piano dei conti, come E.1.01.01.06.001")
    return codice if conto_che_serve(codice, voci) else ""
