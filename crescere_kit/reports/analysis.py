"""The whole analysis of one comune and year as plain data: what the page shows, for another program."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from crescere_kit import indicators
from crescere_kit.reports import provenance
from crescere_kit.reports.fascicolo import Fascicolo


def come_dict(fascicolo: Fascicolo) -> dict[str, Any]:
    """Return indicators with their accounts, criticità, calendar and what is missing, as JSON types."""
    gruppo_di = {uno.codice: nome for nome, gruppo in indicators.GRUPPI.items() for uno in gruppo}
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
        "calendario": [scadenza.come_dict() for scadenza in fascicolo.prossime()],
        "da_caricare": [asdict(carico) for carico in fascicolo.carichi()],
    }
