"""Variazioni del responsabile (art. 175, c. 5-quater, TUEL): a determinazione, without other organs."""

from __future__ import annotations

from collections.abc import Iterator

from crescere_kit.acts.bodies import Determinazione
from crescere_kit.acts.budget import letters, variation_checks
from crescere_kit.acts.budget.variation import Variazione
from crescere_kit.acts.checks import Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.types import Testo, TestoLungo


class VariazioneResponsabile(Variazione, Determinazione):
    """The data of the act (art. 175, c. 5-quater, TUEL)."""

    codice = "var_responsabile"
    termine_delle_variazioni = "variazioni_peg"

    lettera: Testo | None = campo(
        "U",
        "Lettera del comma 5-quater",
        passo="Variazione",
        norma="tuel:175:5-quater",
        scelte=letters.RESPONSABILE,
    )
    motivi: TestoLungo | None = campo("U", "Motivi della variazione", passo="Motivi")

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        quale = "" if self.lettera is None else f", lett. {self.lettera})"
        return f"Variazione al bilancio di previsione {self.triennio} (art. 175, comma 5-quater{quale}, TUEL)"

    @calcolato("D", "Che cosa permette la lettera", serve="lettera")
    def lettera_in_parole(self) -> str:
        """Che cosa permette la lettera scelta."""
        return letters.RESPONSABILE[self.lettera]


@controllo("VG-01", "tuel:175:5-quater", campo="lettera")
def righe_della_lettera(atto: VariazioneResponsabile) -> Iterator[Trovato]:
    """Le righe sono di quelle che la lettera scelta permette di variare."""
    if atto.lettera is None or not atto.righe:
        return
    perche = letters.perche_non(letters.PROVE_RESPONSABILE, atto.lettera, letters.quadro(atto))
    if perche:
        yield Violazione(f"Le righe non sono di quelle della lettera {atto.lettera}: {'; '.join(perche)}.")


ATTO = Definizione(VariazioneResponsabile, (*variation_checks.CONTROLLI, righe_della_lettera))
