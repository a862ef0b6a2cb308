"""The office: what people do with a practice, from the draft to the archive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from crescere_kit.acts.register import freezing, intake
from crescere_kit.acts.register.events import Evento, detto, oggi
from crescere_kit.acts.register.intake import Controllo
from crescere_kit.acts.register.log import Proposto
from crescere_kit.acts.register.practice import NIENTE, Numero, Pratica, Scadenza
from crescere_kit.acts.register.reading import Lettura
from crescere_kit.acts.register.refusals import CambiatoNelFrattempo, RegistroRifiuta
from crescere_kit.acts.register.state import Stato


class Ufficio(Lettura):
    """The acts of one comune, in one folder. Every change is an event; `storia` tells them all."""

    # --- working on a practice

    def apri_bozza(
        self, codice: str, dati: Mapping[str, Any], chi: str, *, importati: Mapping[str, str] = NIENTE
    ) -> str:
        """Open a practice and return its identifier, such as «2026-0007».

        importati are the adopted acts it starts from, with the hash `importa` gave.
        """
        if not str(codice).strip():
            raise RegistroRifiuta("Manca il codice dell'atto: scegliere un atto del catalogo.")
        corpo = {"codice": str(codice), "importati": dict(importati), **self._in_corpo(dati)}

        def proponi(stato: Stato) -> Proposto:
            anno = oggi(self.registro.orologio()).year
            quante = sum(id_.startswith(f"{anno}-") for id_ in stato.pratiche)
            return Proposto("aperta", f"{anno}-{quante + 1:04d}", corpo)

        return self.registro.scrivi(chi, proponi).pratica

    def salva(self, id_: str, dati: Mapping[str, Any], chi: str, *, versione: int | None = None) -> int:
        """Keep new data of a practice and return its new version.

        versione is the one the person had read: raises CambiatoNelFrattempo when it is not the last.
        """
        corpo = self._in_corpo(dati)
        return self._scrivi(id_, chi, "salvata", corpo, versione).n

    def avanza(
        self,
        id_: str,
        stato: str,
        chi: str,
        *,
        esiti: Sequence[Controllo] | None = None,
        versione: int | None = None,
        **dati: Any,
    ) -> Pratica:
        """Take a practice to a state, or back to an earlier one while it is not adopted.

        esiti are the checks: needed for «proposta», and any that blocks and did not pass stops the practice.
        For «pubblicata» dati has dal, the first day at the albo; for «esecutiva» giorno, today when missing.
        """
        intake.controlla_esiti(stato, esiti, obbligatori=stato == "proposta")
        if stato == "pubblicata" and not isinstance(dati.get("dal"), date):
            raise RegistroRifiuta("Per pubblicare serve il primo giorno all'albo (dal).")
        if stato == "esecutiva":
            dati.setdefault("giorno", oggi(self.registro.orologio()))
        corpo = {**dati, "a": stato, "controlli": self._scheda(esiti)}
        self._scrivi(id_, chi, "avanzata", corpo, versione)
        return self.pratica(id_)

    def adotta(  # noqa: PLR0917 - who, when, what, from what, with what: an adoption has six data
        self,
        id_: str,
        chi: str,
        data: date,
        documenti: Mapping[str, bytes],
        contesto: Mapping[str, Any],
        versioni: Mapping[str, Any],
        *,
        organo: str | None = None,
        settore: str = "",
        esiti: Sequence[Controllo] | None = None,
        immediata: bool | None = None,
        numero: int | None = None,
        numero_ufficiale: str | None = None,
        scadenze: Iterable[Scadenza] = (),
        chiude: Iterable[tuple[str, str]] = (),
        versione: int | None = None,
    ) -> Numero:
        """Adopt an act: freeze it whole and give it the next number of its organ and year.

        numero is the one somebody typed: refused when it is not the next. numero_ufficiale is the one of the
        comune's own system. scadenze is what the act makes due, chiude what it answers: (practice, code).
        Nothing is numbered unless everything is on the disk.
        """
        intake.controlla_esiti("adottata", esiti, obbligatori=True)
        self._non_futura(data)
        corpo = self._congelato(documenti, contesto, versioni) | {
            "organo": intake.organo(organo, contesto),
            "settore": settore,
            "anno": data.year,
            "data": data,
            "immediata": intake.immediata(contesto) if immediata is None else immediata,
            "numero_ufficiale": intake.ufficiale(numero_ufficiale),
            "scadenze": [intake.voci_di(scadenza) for scadenza in scadenze],
            "chiude": [list(coppia) for coppia in chiude],
            "controlli": self._scheda(esiti),
        }

        def proponi(stato: Stato) -> Proposto:
            pratica = _attesa(stato.pratica(id_), versione)
            serie = stato.serie_di(Numero(corpo["organo"], data.year, 0, settore))
            dato = serie.prossimo if numero is None else int(numero)
            oggetto = intake.oggetto(contesto) or pratica.oggetto
            return Proposto("adottata", id_, corpo | {"numero": dato, "oggetto": oggetto})

        dati = self.registro.scrivi(chi, proponi).dati
        return Numero(dati["organo"], dati["anno"], dati["numero"], dati["settore"])

    def registra_ufficiale(self, id_: str, numero_ufficiale: str, chi: str) -> None:
        """Note the number that the comune's own system gave to an adopted act."""
        ufficiale = intake.ufficiale(numero_ufficiale)
        if ufficiale is None:
            raise RegistroRifiuta("Il numero ufficiale è vuoto: scriverlo come sta sul gestionale.")
        self._scrivi(id_, chi, "ufficiale", {"numero_ufficiale": ufficiale})

    # --- chained acts and what is due

    def collega(self, id_: str, altra: str, impronta: str, chi: str) -> None:
        """Bind a practice to the adopted act it starts from."""
        self._scrivi(id_, chi, "collegata", {"a": altra, "impronta": impronta})

    def aggiungi_scadenza(self, id_: str, scadenza: Scadenza, chi: str) -> None:
        """Note something that a practice makes due."""
        self._scrivi(id_, chi, "scadenza", intake.voci_di(scadenza))

    def chiudi_scadenza(self, di: str, codice: str, chi: str, *, con: str) -> None:
        """Close what the practice `di` made due: the practice `con` answered it."""
        self._scrivi(con, chi, "scadenza_chiusa", {"di": di, "codice": codice})

    # --- how it is written

    def _scrivi(
        self, id_: str, chi: str, cosa: str, dati: Mapping[str, Any], versione: int | None = None
    ) -> Evento:
        def proponi(stato: Stato) -> Proposto:
            _attesa(stato.pratica(id_), versione)
            return Proposto(cosa, id_, dict(dati))

        return self.registro.scrivi(chi, proponi)

    def _in_corpo(self, dati: Mapping[str, Any]) -> dict[str, Any]:
        return {"dati": self.registro.oggetti.metti_dati(dati), "oggetto": intake.oggetto(dati)}

    def _scheda(self, esiti: Sequence[Controllo] | None) -> str | None:
        return None if esiti is None else self.registro.oggetti.metti_dati(intake.scheda(esiti))

    def _congelato(
        self, documenti: Mapping[str, bytes], contesto: Mapping[str, Any], versioni: Mapping[str, Any]
    ) -> dict[str, Any]:
        freezing.controlla_nomi(documenti)
        contenuti = {nome: freezing.contenuto(nome, documento) for nome, documento in documenti.items()}
        oggetti = self.registro.oggetti
        return {
            "documenti": {
                nome: {"sha256": oggetti.metti(documento), "contenuto": contenuti[nome]}
                for nome, documento in documenti.items()
            },
            "contesto": oggetti.metti_dati(contesto),
            "versioni": oggetti.metti_dati(versioni),
        }

    def _non_futura(self, data: date) -> None:
        adesso = oggi(self.registro.orologio())
        if not isinstance(data, date) or data > adesso:
            raise RegistroRifiuta(
                f"La data di adozione, {intake.giorno(data)}, è dopo oggi, {adesso:%d/%m/%Y}: un numero dato "
                "a un giorno "
                "che deve venire fermerebbe gli atti fino ad allora. Controllare la data."
            )


def _attesa(pratica: Pratica, versione: int | None) -> Pratica:
    if versione is not None and versione != pratica.versione:
        raise CambiatoNelFrattempo(
            f"La pratica {pratica.id} l'ha cambiata {pratica.cambiata_da} {detto(pratica.cambiata_il)}: "
            "ricaricarla e "
            "rifare la modifica."
        )
    return pratica
