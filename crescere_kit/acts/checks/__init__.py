"""The legal checks of an act: code with the norm, the numbers and a sentence."""

from crescere_kit.acts.checks.engine import (
    AVVISA,
    BLOCCA,
    Controllo,
    Esito,
    Ignoto,
    Violazione,
    controllo,
    esamina,
)

__all__ = ["AVVISA", "BLOCCA", "Controllo", "Esito", "Ignoto", "Violazione", "controllo", "esamina"]
