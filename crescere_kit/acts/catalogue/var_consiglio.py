"""Variazione di bilancio del consiglio: the ordinary one, with avanzo, a tied revenue, a grant or a loan."""

from __future__ import annotations

from collections.abc import Iterator

from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.budget import variation_checks
from crescere_kit.acts.budget.rows import ENTRATE, SPESE
from crescere_kit.acts.budget.variation import Variazione
from crescere_kit.acts.checks import Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.types import Cup, Euro, EuroPositivo, Riferimento, SiNo, Testo, TestoLungo

GENERI = {
    "generica": "variazione ordinaria",
    "avanzo": "applicazione di avanzo",
    "vincolata": "nuova entrata vincolata",
    "contributo": "contributo PNRR o di coesione",
    "indebitamento": "nuovo indebitamento",
}


class VariazioneConsiglio(Variazione, Delibera):
    """The data of the act (art. 175, c. 1-3, art. 187, TUEL)."""

    codice = "var_consiglio"
    organo = "consiglio"

    genere: Testo = campo(
        "U",
        "Genere di variazione",
        passo="Variazione",
        predefinito="generica",
        stampa=False,
        scelte=GENERI,
    )
    motivi: TestoLungo | None = campo("U", "Motivi della variazione", passo="Motivi", norma="tuel:175:1")
    cup: Cup | None = campo(
        "U",
        "CUP",
        passo="Motivi",
        obbligatorio=False,
        norma="l3-2003:11",
        aiuto="Per contributi e investimenti: senza, l'atto è nullo.",
    )
    cup_non_dovuto: Testo | None = campo(
        "U",
        "Perché il CUP non serve",
        passo="Motivi",
        obbligatorio=False,
        stampa=False,
        aiuto="Solo se le righe di investimento non sono un progetto di investimento pubblico.",
    )
    interessi_nuovi: EuroPositivo | None = campo(
        "U",
        "Interessi annui del nuovo prestito",
        passo="Motivi",
        obbligatorio=False,
        norma="tuel:204",
        aiuto="Solo se la variazione iscrive un prestito.",
    )
    ref_dup: Riferimento | None = campo(
        "A", "Delibera che approva il DUP", passo="Bilancio", obbligatorio=False
    )
    dup_aggiornato: TestoLungo | None = campo(
        "U",
        "Come cambia il DUP o il programma triennale",
        passo="Motivi",
        obbligatorio=False,
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        quale = "" if self.genere == "generica" else f": {GENERI[self.genere]}"
        return f"Variazione al bilancio di previsione {self.triennio}{quale}"

    @calcolato("D", "Che cosa è la variazione")
    def genere_in_parole(self) -> str:
        """Il genere della variazione, in parole."""
        return GENERI[self.genere]

    def _aumenta(self, lato: str, *titoli: str) -> bool:
        return any(
            una.lato == lato and una.competenza > 0 and una.letto.titolo in titoli for una in self.righe
        )

    @calcolato("D", "Generi di variazione secondo le righe", serve="righe", stampa=False)
    def generi(self) -> list[Testo]:
        """Indebitamento se aumentano le entrate del titolo 6, avanzo se se ne applica, entrata vincolata se
        aumenta un'entrata con un vincolo; altrimenti variazione ordinaria.
        """
        trovati = {
            "indebitamento": self._aumenta(ENTRATE, "6"),
            "avanzo": bool(self.avanzo),
            "vincolata": any(
                una.lato == ENTRATE and una.competenza > 0 and una.vincolo for una in self.righe
            ),
        }
        return [genere for genere, vero in trovati.items() if vero] or ["generica"]

    @calcolato("D", "Finanzia un investimento", serve="righe", norma="l3-2003:11", stampa=False)
    def investe(self) -> SiNo:
        """Vero se aumentano le spese in conto capitale o le entrate che le pagano (titoli 4 e 6), se applica
        avanzo per investimenti o se iscrive un contributo PNRR o di coesione.
        """
        return (
            self._aumenta(SPESE, "2")
            or self._aumenta(ENTRATE, "4", "6")
            or any(uno.in_conto_capitale for uno in self.avanzo)
            or self.genere in ("contributo", "indebitamento")
        )

    @calcolato("R", "Interessi che si possono ancora assumere", norma="tuel:204")
    def margine_interessi(self) -> Euro | None:
        """Limite dell'art. 204 TUEL sulle entrate correnti accertate nel penultimo anno, meno gli interessi
        già previsti.
        """
        return self.fatti.indicatore("DEB_MARGINE", self.anno_esercizio)


@controllo("VC-01", "l3-2003:11", campo="cup")
def cup_del_contributo(atto: VariazioneConsiglio) -> Iterator[Trovato]:
    """Una variazione che finanzia un investimento o iscrive un contributo PNRR o di coesione porta il CUP."""
    if atto.investe and atto.cup is None and not atto.cup_non_dovuto:
        yield Violazione("Manca il CUP: senza, l'atto che finanzia un investimento è nullo.")


@controllo("VC-04", "tuel:175:1", campo="genere")
def genere_delle_righe(atto: VariazioneConsiglio) -> Iterator[Trovato]:
    """Il genere della variazione è uno di quelli che le righe dicono."""
    generi = atto.generi or ()
    se_contributo = atto.genere == "contributo" and any(una.lato == ENTRATE for una in atto.righe)
    if atto.righe and atto.genere not in generi and not se_contributo:
        quali = " o ".join(f"«{GENERI[uno]}»" for uno in generi)
        yield Violazione(f"Il genere è «{GENERI[atto.genere]}»: le righe sono di {quali}.")


@controllo("VC-02", "tuel:203", "tuel:204", campo="interessi_nuovi")
def limite_indebitamento(atto: VariazioneConsiglio) -> Iterator[Trovato]:
    """Con il nuovo indebitamento gli interessi non superano il limite dell'art. 204 TUEL."""
    if atto.genere != "indebitamento" and "indebitamento" not in (atto.generi or ()):
        return
    if atto.interessi_nuovi is None:
        yield Violazione("Mancano gli interessi annui del nuovo prestito.", "interessi_nuovi")
    elif atto.margine_interessi is None:
        yield Ignoto("Il limite dell'art. 204 non si calcola: mancano gli interessi o le entrate.")
    elif atto.interessi_nuovi > atto.margine_interessi:
        yield Violazione(
            f"Il nuovo prestito costa {in_euro(atto.interessi_nuovi)} di interessi l'anno: entro il limite "
            f"dell'art. 204 se ne possono assumere ancora {in_euro(atto.margine_interessi)}.",
            "interessi_nuovi",
            {"interessi": atto.interessi_nuovi, "margine": atto.margine_interessi},
        )


@controllo("VC-03", "tuel:187:2", campo="avanzo")
def avanzo_indicato(atto: VariazioneConsiglio) -> Iterator[Trovato]:
    """Una variazione che applica avanzo dice quale quota e per che cosa."""
    if atto.genere == "avanzo" and not atto.avanzo:
        yield Violazione("La variazione applica avanzo ma non dice quale quota, quanto e per che cosa.")


ATTO = Definizione(
    VariazioneConsiglio,
    (
        *variation_checks.CONTROLLI,
        cup_del_contributo,
        genere_delle_righe,
        limite_indebitamento,
        avanzo_indicato,
    ),
)
