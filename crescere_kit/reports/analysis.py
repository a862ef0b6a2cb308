"""The whole analysis of one comune and year as plain data: what the page shows, for another program."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from crescere_kit import indicators
from crescere_kit.reports import provenance
from crescere_kit.reports.fascicolo import Fascicolo


def come_dict(fascicolo: Fascicolo) -> dict[str, Any]:
    """Return indicators with their accounts, criticità, doubtful data, peers and calendar, as JSON.

    The quartiles of the peers are in the unit of the panel: cents for euro, points for shares.
    """
    gruppo_di = {uno.codice: nome for nome, gruppo in indicators.GRUPPI.items() for uno in gruppo}
    unita_di = {uno.codice: uno.unita for uno in indicators.TUTTI}
    return {
        "indicatori": [
            {
                "gruppo": gruppo_di[valore.codice],
                **valore.come_dict(),
                "conti": provenance.come_lista(fascicolo.storia(valore.codice), fascicolo.luoghi),
            }
            for valore in fascicolo.valori()
        ],
        "criticita": [voce.come_dict() for voce in fascicolo.voci_critiche()],
        "qualita": [anomalia.come_dict() for anomalia in fascicolo.anomalie()],
        "pari": [asdict(uno) | {"unita": unita_di[uno.codice]} for uno in fascicolo.confronti],
        "calendario": [scadenza.come_dict() for scadenza in fascicolo.prossime()],
        "da_caricare": [asdict(carico) for carico in fascicolo.carichi()],
    }
