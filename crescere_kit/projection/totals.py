"""The projected lines summed as a bilancio sums them: by titolo, and the current side as a whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crescere_kit.accounts import Conti, classifications
from crescere_kit.projection.lines import FONDI, del_titolo
from crescere_kit.projection.projection import Proiezione
from crescere_kit.projection.rows import Banda, bande_tra

ENTRATE_CORRENTI, IMPEGNI_CORRENTI, SPESE_CORRENTI = "EC", "T1", "SC"
_CORRENTI = ("1", "2", "3")
_FUORI = ("compresa", "n.c.")  # natures that say nothing of how a sum was had


@dataclass(frozen=True)
class Totale:
    """A sum of lines: cents, None where one of them is not known; assenti names the lines that are missing.

    nature: how its lines were had, the heaviest first. corrente marks the sums that conclude.
    """

    codice: str
    nome: str
    base: int | None
    valori: tuple[int | None, ...]
    bande: dict[int, Banda]
    nature: tuple[str, ...]
    assenti: tuple[str, ...] = ()
    conclude: bool = False


def totali(proiezione: Proiezione, istat: str | None = None) -> list[Totale]:
    """Return entrate and spese by titolo, with the sums of the current side, in the order of the bilancio."""
    uno = proiezione.uno(istat)
    gruppi = [_titolo("entrate", titolo) for titolo in _CORRENTI]
    gruppi += [(ENTRATE_CORRENTI, "Entrate correnti", del_titolo("entrate", *_CORRENTI))]
    gruppi += [_titolo("entrate", titolo) for titolo in "456"]
    gruppi += [(IMPEGNI_CORRENTI, "Spese correnti, senza i fondi", del_titolo("spese", "1"))]
    gruppi += [("fondi", "Fondi accantonati", FONDI)]
    gruppi += [(SPESE_CORRENTI, "Spese correnti, con i fondi", (*del_titolo("spese", "1"), *FONDI))]
    gruppi += [_titolo("spese", titolo) for titolo in "234"]
    gruppi += [("AA", "Disavanzo da recuperare", ("disavanzo",))]
    return [_totale(uno, *gruppo) for gruppo in gruppi]


def _titolo(lato: str, titolo: str) -> tuple[str, str, tuple[str, ...]]:
    nome = f"{titolo}  {classifications.nome(lato, titolo)}"
    return f"{lato} {titolo}", nome, del_titolo(lato, titolo)


def _totale(uno: Proiezione, codice: str, nome: str, linee: tuple[str, ...]) -> Totale:
    centrali = sum(uno.futuro.linee[linea] for linea in linee)[0, 0]
    percorsi = sum(uno.campioni.linee[linea] for linea in linee)[0]
    note = [linea for linea in linee if not np.isnan(uno.futuro.linee[linea]).any()]
    incerti = not np.isnan(centrali).any() and np.ptp(np.atleast_2d(percorsi), axis=0).max() >= 1
    nomi = {riga.codice: riga.nome for riga in uno.righe()} if len(note) < len(linee) else {}
    return Totale(
        codice=codice,
        nome=nome,
        base=_base(uno, codice, linee),
        valori=tuple(None if np.isnan(valore) else round(float(valore)) for valore in centrali),
        bande=bande_tra(centrali, percorsi) if incerti else {},
        nature=_nature(uno, linee),
        assenti=tuple(nomi[linea] for linea in linee if linea not in note),
        conclude=codice in (ENTRATE_CORRENTI, SPESE_CORRENTI),
    )


def _nature(uno: Proiezione, linee: tuple[str, ...]) -> tuple[str, ...]:
    pesi: dict[str, float] = {}
    for linea in linee:
        natura = str(uno.futuro.nature[linea][0, -1])
        peso = abs(float(np.nan_to_num(uno.futuro.linee[linea][0, 0, -1])))
        if peso and natura not in _FUORI:
            pesi[natura] = pesi.get(natura, 0.0) + peso
    return tuple(sorted(pesi, key=lambda natura: -pesi[natura]))


def _base(uno: Proiezione, codice: str, linee: tuple[str, ...]) -> int | None:
    """Return what the last rendiconto says; funds are read where they are set aside."""
    equilibri = {"fondi": "accantonate_correnti", "AA": "AA"}
    if codice in equilibri:
        return _prospetto(uno, equilibri[codice])
    lette = [uno.motore.partenza[linea][0] for linea in linee if linea in uno.motore.partenza]
    noti = [valore for valore in lette if not np.isnan(valore)]
    if codice != SPESE_CORRENTI:
        return round(sum(noti)) if noti else None
    fondi = _prospetto(uno, equilibri["fondi"])
    return None if fondi is None or not noti else round(sum(noti)) + fondi


def _prospetto(uno: Proiezione, riga: str) -> int | None:
    conti: Conti = uno.motore.conti
    letto = uno.motore.orizzonte.prendi(conti, conti.voce("rendiconto", "equilibri", riga, "importo"))[0]
    return None if np.isnan(letto) else round(float(letto))
