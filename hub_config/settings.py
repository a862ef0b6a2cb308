"""The settings of the hub: a small file of known names, and the folder that holds the hub's state."""

import os
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path

from hub_config.lotti import address
from hub_config.places import PACCHETTO


class ImpostazioniErrate(ValueError):
    """A settings file that cannot be used, with every reason."""


def cartella_stato() -> Path:
    return Path(os.environ.get("CRESCERE_HUB", "hub_stato")).resolve()


@dataclass(frozen=True)
class Impostazioni:
    titolo: str = "Crescere"
    indirizzo: str = "127.0.0.1"
    porta: int = 8000
    ore_di_lavoro: int = 8
    giorni_di_cookie: int = 1
    password_minima: int = 12
    tentativi_di_accesso: int = 5
    minuti_di_blocco: int = 20
    avvii_insieme: int = 8
    secondi_di_avvio: int = 60
    secondi_di_memoria: int = 30
    minuti_inattivita_pagina: int = 15
    relazioni_insieme: int = 2
    minuti_per_relazione: int = 15
    megabyte_per_relazione: int = 2048
    relazioni_conservate: int = 12
    banca_dati_relazioni: str = ""
    stato: Path = field(default_factory=cartella_stato)

    @property
    def registro(self) -> Path:
        return self.stato / "registro"

    @property
    def segreti(self) -> Path:
        return self.stato / "segreti"

    @property
    def comunita(self) -> Path:
        return self.stato / "comunita"

    @property
    def banca_dati(self) -> str:
        return f"sqlite:///{self.stato / 'jupyterhub.sqlite'}"

    def comune(self, slug: str) -> Path:
        return self.stato / "comuni" / slug


def leggi(stato: Path | None = None) -> Impostazioni:
    """Read hub.toml from the state folder, or the one that comes with the package."""
    stato = stato or cartella_stato()
    proprio = stato / "hub.toml"
    return da_testo((proprio if proprio.exists() else PACCHETTO / "hub.toml").read_text("utf-8"), stato)


def da_testo(testo: str, stato: Path) -> Impostazioni:
    try:
        valori = tomllib.loads(testo)
    except tomllib.TOMLDecodeError as errore:
        raise ImpostazioniErrate(f"hub.toml non è un file TOML valido ({errore}).") from errore
    difetti = _difetti(valori)
    if difetti:
        raise ImpostazioniErrate("hub.toml: " + " ".join(difetti))
    return Impostazioni(**valori, stato=stato)


def _difetti(valori: dict) -> list[str]:
    noti = {campo.name: campo.type for campo in fields(Impostazioni) if campo.name != "stato"}
    ignoti = [
        f"«{nome}» non è un'impostazione: le impostazioni sono {', '.join(noti)}."
        for nome in valori
        if nome not in noti
    ]
    sbagliati = [
        f"«{nome}» deve essere {'un numero intero' if noti[nome] is int else 'un testo'}, non {valore!r}."
        for nome, valore in valori.items()
        if nome in noti and type(valore) is not noti[nome]
    ]
    negativi = [
        f"«{nome}» deve essere maggiore di zero."
        for nome, valore in valori.items()
        if noti.get(nome) is int and type(valore) is int and valore <= 0
    ]
    indirizzo = valori.get(address.SEGRETO)
    chiusi = [address.difetto(indirizzo)] if isinstance(indirizzo, str) else []
    return ignoti + sbagliati + negativi + [difetto for difetto in chiusi if difetto]
