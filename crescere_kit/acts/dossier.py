"""What the package of an act is made of, and why what is not there is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crescere_kit.acts import norms
from crescere_kit.acts.outputs import agid
from crescere_kit.acts.outputs.akn import akoma_ntoso
from crescere_kit.acts.outputs.akn_meta import Estremi
from crescere_kit.acts.outputs.albo import VersioneAlbo
from crescere_kit.acts.outputs.package import Copia, Pacco
from crescere_kit.acts.production import Lavoro
from crescere_kit.acts.register import Pratica
from crescere_kit.errors import ErroreSpiegato

_TIPI = {
    "giunta": ("Deliberazione", "Giunta comunale", "Deliberazione di Giunta"),
    "consiglio": ("Deliberazione", "Consiglio comunale", "Deliberazione di Consiglio"),
    "determinazione": ("Determinazione", "Responsabile del servizio", "Determinazione"),
}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BOZZA = "L'atto è una bozza: si scrive quando ha il suo numero."


class SenzaNumero(ErroreSpiegato, ValueError):
    """The act has no number yet, and this file would name it."""


@dataclass(frozen=True)
class Fascicolo:
    """An act as it stands: its practice (None when nobody opened one), its documents, its data."""

    lavoro: Lavoro
    pratica: Pratica | None
    docx: bytes
    pdf: bytes | None
    scheda: bytes
    contesto: Any
    versioni: dict[str, str]
    albo: Callable[[], tuple[bytes, VersioneAlbo]]

    def pacco(self) -> Pacco:
        """Return what goes in the package: what cannot be made is left out, and the index says why."""
        assenti = {} if self.pdf else {"pdf": "Il PDF non è stato fatto."}
        fatti = {
            nome: self._prova(nome, fai, assenti)
            for nome, fai in (("albo", self._albo), ("agid", self._agid), ("akn", self._akn))
        }
        return Pacco(
            self._nome(),
            self.docx,
            self.contesto,
            self.scheda,
            self.versioni,
            pdf=self.pdf,
            **fatti,
            assenti=assenti,
        )

    @staticmethod
    def _prova(nome: str, fai: Callable[[], Any], assenti: dict[str, str]) -> Any:
        try:
            return fai()
        except ErroreSpiegato as errore:
            assenti[nome] = str(errore)
            return None

    def _nome(self) -> str:
        if self.pratica is None:
            return f"bozza-{self.lavoro.definizione.codice}"
        if self.pratica.numero is None:
            return f"bozza-{self.pratica.id}"
        numero = self.pratica.numero
        return f"{numero.organo}-{numero.anno}-{numero.numero}"

    def _albo(self) -> Copia:
        copia, versione = self.albo()
        return Copia(copia, omissis=versione.omissis, da_rivedere=versione.da_rivedere)

    def _agid(self) -> bytes:
        pratica, ente = self.pratica, self.lavoro.atto.ente
        if pratica is None or pratica.numero is None or pratica.data is None:
            raise SenzaNumero(_BOZZA)
        numero = pratica.numero
        registro = " ".join(filter(None, (numero.organo.upper(), numero.settore)))
        descritto = agid.Documento(
            contenuto=self.pdf or self.docx,
            identificativo=f"{ente.codice_ipa}-{pratica.id}",
            nome=f"{self._nome()}.{'pdf' if self.pdf else 'docx'}",
            formato="application/pdf" if self.pdf else _WORD,
            tipologia=_TIPI[numero.organo][2],
            oggetto=str(self.contesto["titolo"]),
            registro=agid.Registro(registro, numero.numero, pratica.data),
            ente=agid.Amministrazione(ente.denominazione, ente.codice_ipa),
            allegati=self._allegati(),
            software=("Crescere", self.versioni["crescere"], ""),
        )
        return agid.metadati(descritto)

    def _allegati(self) -> tuple[agid.FileAllegato, ...]:
        allegati = self.lavoro.atto.allegati
        senza = ", ".join(f"«{uno.titolo}»" for uno in allegati if uno.sha256 is None)
        if senza:
            raise agid.MetadatiIncompleti(
                "I metadati AgID dell'atto non si possono scrivere: manca l'impronta SHA-256 degli allegati "
                f"{senza}. Scriverla nei dati dell'atto."
            )
        return tuple(
            agid.FileAllegato(uno.file or f"allegato-{n}", uno.titolo, sha256=uno.sha256 or "")
            for n, uno in enumerate(allegati, 1)
        )

    def _akn(self) -> bytes:
        pratica, ente = self.pratica, self.lavoro.atto.ente
        if pratica is None or pratica.numero is None or pratica.data is None:
            raise SenzaNumero(_BOZZA)
        tipo, organo, _ = _TIPI[pratica.numero.organo]
        estremi = Estremi(
            istat=ente.istat,
            ente=ente.denominazione,
            organo=pratica.numero.settore or organo,
            tipo=tipo,
            numero=pratica.numero.numero,
            data=pratica.data,
            oggetto=str(self.contesto["titolo"]),
            pubblicato_dal=pratica.pubblicata_dal,
            esecutivo_dal=pratica.esecutiva_dal,
        )
        return akoma_ntoso(self.docx, estremi, norms.urn_delle_citazioni())
