"""The acts that Crescere prepares: one module and one TOML each. This list is the table of contents."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from crescere_kit.acts.definition import Definizione
from crescere_kit.errors import ErroreSpiegato

CODICI = (
    "var_urgenza",
    "var_ratifica",
    "var_consiglio",
    "var_giunta",
    "var_responsabile",
    "det_impegno",
    "det_liquidazione",
    "salvaguardia_assestamento",
    "riaccertamento",
    "rendiconto",
    "bilancio",
    "dup_semplificato",
    "piano_flussi_cassa",
    "fgdc",
    "prelevamento_fr",
    "anticipazione_tesoreria",
    "cassa_vincolata",
    "debito_fuori_bilancio",
    "rendicontazione",
    "det_accertamento",
    "tari",
    "imu",
    "ripiano_disavanzo",
    "prfp",
    "piao",
    "addizionale_irpef",
    "somma_urgenza",
    "convenzione",
    "avviso",
    "peg",
    "consolidato",
)


class AttoSconosciuto(ErroreSpiegato, KeyError):
    """Somebody asked for an act that is not in the catalogue."""

    def __str__(self) -> str:
        return str(self.args[0])


@cache
def definizione(codice: str) -> Definizione:
    """Return an act of the catalogue; raise AttoSconosciuto when there is none with that code."""
    if codice not in CODICI:
        raise AttoSconosciuto(f"«{codice}» non è un atto del catalogo. Ci sono: {', '.join(CODICI)}.")
    trovata = import_module(f"{__name__}.{codice}").ATTO
    assert isinstance(trovata, Definizione)
    return trovata


def tutte() -> list[Definizione]:
    """Return every act of the catalogue."""
    return [definizione(codice) for codice in CODICI]
