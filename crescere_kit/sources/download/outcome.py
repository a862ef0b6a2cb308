"""What became of each archive, in a sentence; and why an attempt stopped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from crescere_kit.sources.download.catalogue import Richiesta

SCARICATO, AGGIORNATO, INVARIATO = "scaricato", "aggiornato", "già scaricato"
ASSENTE, FALLITO = "non ancora pubblicato", "non riuscito"
_PLURALI = {
    SCARICATO: "scaricati",
    AGGIORNATO: "aggiornati",
    INVARIATO: "già scaricati",
    ASSENTE: "non ancora pubblicati",
    FALLITO: "non riusciti",
}


class Interrotto(Exception):
    """An attempt that stopped and may be made again.

    `dopo`: the seconds the site asks to wait. `per_tutti`: the other files would meet the same obstacle.
    """

    def __init__(self, motivo: str, *, dopo: float | None = None, per_tutti: bool = False):
        super().__init__(motivo)
        self.dopo = dopo
        self.per_tutti = per_tutti


class Impossibile(Exception):
    """An attempt that is not worth repeating: the reason, and what to do."""

    def __init__(self, motivo: str, rimedio: str):
        super().__init__(motivo)
        self.rimedio = rimedio


class NonPubblicato(Exception):
    """The site does not have this archive."""


@dataclass(frozen=True)
class Esito:
    """One archive: what became of it, and the sentence that says so."""

    nome: str
    stato: str
    frase: str

    @property
    def presente(self) -> bool:
        """Say whether the archive is in the folder, whole and as it is published now."""
        return self.stato in {SCARICATO, AGGIORNATO, INVARIATO}

    @property
    def riuscito(self) -> bool:
        """Say whether nothing went wrong: an archive that is not published yet is nobody's fault."""
        return self.stato != FALLITO


def avuto(richiesta: Richiesta, stato: str, byte: int) -> Esito:
    """Say that the archive is in the folder."""
    return Esito(richiesta.nome, stato, f"«{richiesta.nome}»: {stato} ({misura(byte)}).")


def assente(richiesta: Richiesta) -> Esito:
    """Say that the archive is not published; a name never seen may also be written otherwise there."""
    dubbio = (
        ""
        if richiesta.nome_certo
        else " (il nome di questa regione non è stato verificato: se manca ogni anno, "
        "controllare come lo scrive OpenBDAP e correggerlo in «openbdap.toml» nelle mappe dell'archivio)"
    )
    return Esito(richiesta.nome, ASSENTE, f"«{richiesta.nome}»: {ASSENTE}{dubbio}.")


def fallito(richiesta: Richiesta, motivo: str, rimedio: str) -> Esito:
    """Say what was not downloaded, from where, why, and what to do."""
    dove = f"«{richiesta.nome}» non è stato scaricato da «{richiesta.indirizzo}»"
    return Esito(richiesta.nome, FALLITO, f"{dove}: {motivo}; {rimedio}.")


def riassunto(esiti: list[Esito], cartella: Path) -> str:
    """Count the outcomes: «3 scaricati, 1 non riuscito, nella cartella «…».»."""
    conti = Counter(esito.stato for esito in esiti)
    parti = [
        f"{conti[stato]} {_PLURALI[stato] if conti[stato] > 1 else stato}"
        for stato in _PLURALI
        if conti[stato]
    ]
    return f"{', '.join(parti)}, nella cartella «{cartella}»."


def misura(byte: int) -> str:
    """Write a size as people read it."""
    if byte < 1_000_000:
        return f"{max(1, byte // 1000)} kB"
    return f"{byte / 1_000_000:,.1f} MB".translate(str.maketrans(",.", ".,"))
