"""Acts by who adopts them: a deliberazione of giunta or consiglio, a determinazione of a responsabile."""

from __future__ import annotations

from datetime import date

from crescere_kit.acts.act import DELIBERE, Atto
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.people import FINANZIARIO, PRESIDENTE, SEGRETARIO, SINDACO
from crescere_kit.acts.types import Giorno, Parere, Persona, Presenza, SiNo, Testo, TestoLungo, Votazione

_SEDUTA, _PARERI, _VOTO = "Seduta", "Pareri", "Votazione"
DELLA_RIUNIONE = frozenset({_SEDUTA, _VOTO})  # the steps of the form that a proposal has not yet
DELLA_SEDUTA = DELLA_RIUNIONE | {_PARERI}
MODALITA = ["in presenza", "mista", "in videoconferenza"]


class ConPareri(Atto):
    """An act that carries the opinions of others."""

    pareri: list[Parere] = campo(
        "U", "Pareri", passo=_PARERI, obbligatorio=False, predefinito=list, norma="tuel:49"
    )

    def parere(self, tipo: str) -> Parere | None:
        """Return the opinion of a kind, None while nobody gave it."""
        return next((uno for uno in self.pareri if uno.tipo == tipo), None)

    @calcolato("D", "Parere di regolarità tecnica", stampa=False)
    def pt(self) -> Parere | None:
        """Il parere PT fra quelli resi."""
        return self.parere("PT")

    @calcolato("D", "Parere di regolarità contabile", stampa=False)
    def pc(self) -> Parere | None:
        """Il parere PC fra quelli resi."""
        return self.parere("PC")

    @calcolato("D", "Parere dell'organo di revisione", stampa=False)
    def rev(self) -> Parere | None:
        """Il parere REV fra quelli resi."""
        return self.parere("REV")


class Delibera(ConPareri):
    """A deliberazione of giunta or consiglio (artt. 42, 48, 49, 124, 134 TUEL)."""

    seduta_data: Giorno | None = campo("U", "Data della seduta", passo=_SEDUTA)
    seduta_ora: Testo | None = campo(
        "U", "Ora", passo=_SEDUTA, obbligatorio=False, aiuto="Per esempio 18:30."
    )
    seduta_luogo: Testo | None = campo("U", "Luogo", passo=_SEDUTA, obbligatorio=False, stampa=False)
    modalita: Testo = campo(
        "U", "Modalità", passo=_SEDUTA, obbligatorio=False, predefinito=MODALITA[0], stampa=False
    )
    convocazione: Testo | None = campo(
        "U",
        "Convocazione",
        passo=_SEDUTA,
        obbligatorio=False,
        stampa=False,
        aiuto="Per il Consiglio: ordinaria o straordinaria, prima o seconda.",
    )
    presenze: list[Presenza] = campo("U", "Presenze", passo=_SEDUTA, predefinito=list, norma="tuel:38:2")
    votazione: Votazione | None = campo("U", "Votazione", passo=_VOTO)
    immediata: SiNo = campo(
        "U",
        "Immediatamente eseguibile",
        passo=_VOTO,
        obbligatorio=False,
        predefinito=False,
        norma="tuel:134:4",
    )
    immediata_motivo: TestoLungo | None = campo(
        "U", "Perché è urgente", passo=_VOTO, obbligatorio=False, stampa=False
    )
    immediata_votazione: Votazione | None = campo(
        "U", "Votazione separata sull'immediata eseguibilità", passo=_VOTO, obbligatorio=False, stampa=False
    )

    @property
    def giorno(self) -> date:
        """The day of the session, else that on which the act is prepared."""
        return self.seduta_data or super().giorno

    @calcolato("D", "Organo")
    def nome_organo(self) -> str:
        """L'organo competente secondo il catalogo."""
        return DELIBERE[self.organo]

    @calcolato("A", "Chi presiede")
    def presidente(self) -> Persona | None:
        """Il sindaco; per il consiglio il suo presidente, se c'è."""
        anagrafica, giorno = self.fatti.anagrafica, self.giorno
        del_consiglio = anagrafica.uno(PRESIDENTE, giorno) if self.organo == "consiglio" else None
        return del_consiglio or anagrafica.uno(SINDACO, giorno)

    @calcolato("A", "Segretario comunale")
    def segretario(self) -> Persona | None:
        """Dall'anagrafica, chi è in carica il giorno della seduta."""
        return self.fatti.anagrafica.uno(SEGRETARIO, self.giorno)

    @calcolato("A", "Responsabile del servizio finanziario", stampa=False)
    def responsabile_finanziario(self) -> Persona | None:
        """Dall'anagrafica, chi è in carica il giorno della seduta."""
        return self.fatti.anagrafica.uno(FINANZIARIO, self.giorno)

    @calcolato("D", "Presenti", serve="presenze", stampa=False)
    def presenti(self) -> int:
        """Quanti componenti sono presenti."""
        return sum(uno.esito == "presente" for uno in self.presenze)

    @calcolato("D", "Votanti", serve="votazione", stampa=False)
    def votanti(self) -> int:
        """Favorevoli, contrari e astenuti."""
        return _votanti(self.votazione)

    @calcolato("D", "Esito della votazione", serve="votazione presenze", stampa=False)
    def esito_votazione(self) -> str:
        """Unanimità o maggioranza, con i numeri."""
        voto = self.votazione
        if not voto.contrari and not voto.astenuti:
            return f"con voti unanimi favorevoli, espressi in forma {voto.forma}"
        return (
            f"con voti favorevoli {voto.favorevoli}, contrari {voto.contrari}, "
            f"astenuti {voto.astenuti}, espressi in forma {voto.forma}"
        )


class Determinazione(ConPareri):
    """A determinazione of a responsabile (artt. 107, 183, 184 TUEL)."""

    organo = "responsabile"

    data_atto: Giorno | None = campo("U", "Data della determinazione", passo="Atto")
    servizio: Testo | None = campo("U", "Servizio o settore", passo="Atto")
    responsabile: Persona | None = campo("U", "Responsabile che firma", passo="Atto")
    rup: Persona | None = campo(
        "U", "Responsabile del procedimento", passo="Atto", obbligatorio=False, stampa=False
    )

    @property
    def giorno(self) -> date:
        """The day of the determinazione, else that on which it is prepared."""
        return self.data_atto or super().giorno

    @calcolato("D", "Visto di copertura finanziaria", stampa=False)
    def visto(self) -> Parere | None:
        """Il visto VC fra i pareri resi."""
        return self.parere("VC")

    @calcolato("A", "Responsabile del servizio finanziario", stampa=False)
    def responsabile_finanziario(self) -> Persona | None:
        """Dall'anagrafica, chi è in carica il giorno dell'atto."""
        return self.fatti.anagrafica.uno(FINANZIARIO, self.giorno)


def _votanti(voto: Votazione) -> int:
    return voto.favorevoli + voto.contrari + voto.astenuti
