"""Variazioni di competenza della giunta (art. 175, c. 5-bis, TUEL): the letter says what they may move."""

from __future__ import annotations

from collections.abc import Iterator

from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.budget import letters, variation_checks
from crescere_kit.acts.budget.variation import Variazione
from crescere_kit.acts.checks import AVVISA, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.types import Giorno, Testo, TestoLungo


class VariazioneGiunta(Variazione, Delibera):
    """The data of the act (art. 175, c. 5-bis and 5-ter, TUEL)."""

    codice = "var_giunta"
    organo = "giunta"

    lettera: Testo | None = campo(
        "U",
        "Lettera del comma 5-bis",
        passo="Variazione",
        norma="tuel:175:5-bis",
        scelte=letters.GIUNTA,
    )
    motivi: TestoLungo | None = campo("U", "Motivi della variazione", passo="Motivi")
    comunicazione: Giorno | None = campo(
        "U",
        "Quando si comunica al Consiglio",
        passo="Motivi",
        obbligatorio=False,
        norma="tuel:175:5-ter",
        aiuto="Nei modi del regolamento di contabilità.",
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        quale = "" if self.lettera is None else f", lett. {self.lettera})"
        return f"Variazione al bilancio di previsione {self.triennio} (art. 175, comma 5-bis{quale}, TUEL)"

    @calcolato("D", "Che cosa permette la lettera", serve="lettera")
    def lettera_in_parole(self) -> str:
        """Che cosa permette la lettera scelta."""
        return letters.GIUNTA[self.lettera]


@controllo("VG-01", "tuel:175:5-bis", campo="lettera")
def righe_della_lettera(atto: VariazioneGiunta) -> Iterator[Trovato]:
    """Le righe sono di quelle che la lettera scelta permette di variare."""
    if atto.lettera is None or not atto.righe:
        return
    perche = letters.perche_non(letters.PROVE_GIUNTA, atto.lettera, letters.quadro(atto))
    if perche:
        altre = letters.adatte(letters.PROVE_GIUNTA, letters.quadro(atto))
        invece = f" Sono di quelle della lettera {' o '.join(altre)}." if altre else ""
        yield Violazione(
            f"Le righe non sono di quelle della lettera {atto.lettera}: {'; '.join(perche)}.{invece}"
        )


@controllo("VG-04", "tuel:175:5-ter", gravita=AVVISA, campo="comunicazione")
def comunicata(atto: VariazioneGiunta) -> Iterator[Trovato]:
    """La variazione è comunicata al Consiglio nei modi del regolamento di contabilità."""
    if atto.comunicazione is None:
        yield Violazione("Manca il giorno in cui la variazione si comunica al Consiglio.")


ATTO = Definizione(VariazioneGiunta, (*variation_checks.CONTROLLI, righe_della_lettera, comunicata))
