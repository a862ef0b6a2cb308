"""A projection as one JSON document: amounts in euro, shares in percentage points."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from crescere_kit.projection import rows
from crescere_kit.projection.probability import MOSTRATI
from crescere_kit.projection.projection import Proiezione
from crescere_kit.projection.rows import Riga, Saldo

SALDI = {
    "O": "Equilibrio di parte corrente previsto",
    "W": "Equilibrio finale previsto",
    "E": "Parte disponibile del risultato di amministrazione (lettera E)",
    "cassa": "Fondo cassa al 31 dicembre",
}


def come_dict(proiezione: Proiezione, istat: str | None = None) -> dict[str, Any]:
    """Return all that a projection says of one comune, in plain JSON types."""
    uno = proiezione.uno(istat)
    istat, (base, *anni) = uno.istat[0], uno.anni()
    return {
        "base": base,
        "anni": anni,
        "scenario": scenario(uno),
        "avvertenze": uno.avvertenze(),
        "saldi": {
            codice: {"nome": SALDI[codice], "anni": [_saldo(saldo) for saldo in saldi]}
            for codice, saldi in uno.saldi().items()
        },
        "linee": [_riga(riga) for riga in uno.righe()],
        "movimenti": {
            anno: [{"voce": voce, "importo": importo / 100} for voce, importo in uno.movimenti(istat, anno)]
            for anno in anni
        },
        "cassa": _cassa(uno),
        "indicatori": {anno: _indicatori(uno, istat, anno) for anno in anni},
        "criticita": {anno: [voce.come_dict() for voce in uno.rilievi(istat, anno)] for anno in anni},
    }


def scenario(proiezione: Proiezione) -> dict[str, Any]:
    """Return the scenario with every decision and its reason."""
    scelto = proiezione.scenario
    decise = (*scelto.forzature, *scelto.variazioni)
    return {
        "nome": scelto.nome,
        "descrizione": scelto.descrizione,
        "ipotesi": asdict(scelto.ipotesi),
        "leve": dict(scelto.leve),
        "decisioni": [asdict(una) | {"importo": una.importo / 100} for una in decise],
    }


def _cassa(uno: Proiezione) -> dict[str, Any]:
    """The balances of the months in euro, None where they are not known, with the worst of each year."""
    mesi, scoperto = uno.cassa(), uno.scoperto()
    return {
        "perche": mesi.perche[0],
        "saldi": [_euro(rows.cents(valore)) for valore in mesi.saldi[0, 0]],
        "minimo": [_euro(rows.cents(valore)) for valore in scoperto.minimo[0, 0]],
        "mese_del_minimo": [rows.cents(valore) for valore in scoperto.mese[0, 0]],
        "anticipazione_massima": [_euro(rows.cents(valore)) for valore in scoperto.massima[0, 0]],
        "anticipazione_giorni": [rows.cents(valore) for valore in scoperto.giorni[0, 0]],
    }


def _indicatori(uno: Proiezione, istat: str, anno: int) -> list[dict[str, Any]]:
    return [
        uno.indicatori.valore(istat, anno, codice).come_dict()
        | {"probabilita_oltre": uno.probabilita(istat, codice, anno)}
        for codice in MOSTRATI
    ]


def _saldo(saldo: Saldo) -> dict[str, Any]:
    return {
        "anno": saldo.anno,
        "valore": _euro(saldo.valore),
        "gap": _euro(saldo.gap),
        "bande": {livello: [estremo / 100 for estremo in banda] for livello, banda in saldo.bande.items()},
    }


def _riga(riga: Riga) -> dict[str, Any]:
    return {
        "codice": riga.codice,
        "nome": riga.nome,
        "lato": riga.lato,
        "titolo": riga.titolo,
        "natura": list(riga.natura),
        "base": _euro(riga.base),
        "valori": [_euro(valore) for valore in riga.valori],
        "bande": {
            livello: [[estremo / 100 for estremo in banda] for banda in per_anno]
            for livello, per_anno in riga.bande.items()
        },
        "perche": riga.perche,
        "errore": riga.errore,
        "motivo": riga.motivo,
    }


def _euro(cents: int | None) -> float | None:
    return None if cents is None else cents / 100
