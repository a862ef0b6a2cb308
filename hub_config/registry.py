"""The registry: which comuni the hub serves, who the people are, who may do what, where and until when.

Three CSV files that an office can edit. Every fault is listed at once, because a registry half read
would let somebody in, or leave somebody out, without anybody knowing.
"""

import csv
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hub_config import registry_faults
from hub_config.registry_faults import GRUPPO_DEL_RUOLO, RUOLI_SENZA_COMUNE, periodo

COLONNE = {
    "comuni.csv": ("slug", "nome", "istat", "provincia", "uid", "quota_mb", "stato"),
    "persone.csv": ("username", "cf_hash", "nome"),
    "incarichi.csv": ("persona", "comune", "ruolo", "dal", "al"),
}


class RegistroErrato(ValueError):
    """A registry with faults; its text is one line per fault, for the person who edits the files."""

    def __init__(self, difetti: list[str]):
        self.difetti = difetti
        super().__init__("Il registro non si può usare:\n" + "\n".join(f"- {difetto}" for difetto in difetti))


@dataclass(frozen=True)
class Comune:
    slug: str
    nome: str
    istat: str
    provincia: str


@dataclass(frozen=True)
class Persona:
    username: str
    nome: str


@dataclass(frozen=True)
class Incarico:
    persona: str
    comune: str
    ruolo: str
    dal: date
    al: date

    @property
    def gruppo(self) -> str:
        return f"{GRUPPO_DEL_RUOLO[self.ruolo]}:{self.comune}" if self.comune else self.ruolo

    def vale(self, giorno: date) -> bool:
        return self.dal <= giorno <= self.al


@dataclass(frozen=True)
class Registro:
    comuni: tuple[Comune, ...]
    persone: tuple[Persona, ...]
    incarichi: tuple[Incarico, ...]

    def gruppi(self, giorno: date) -> dict[str, set[str]]:
        """Every group there can be, with who is in it on that day."""
        membri: dict[str, set[str]] = {nome: set() for nome in self._nomi_dei_gruppi()}
        for incarico in self.incarichi:
            if incarico.vale(giorno) and incarico.gruppo in membri:
                membri[incarico.gruppo].add(incarico.persona)
        return membri

    def _nomi_dei_gruppi(self) -> list[str]:
        plurali = GRUPPO_DEL_RUOLO.values()
        return [f"{plurale}:{c.slug}" for c in self.comuni for plurale in plurali] + [*RUOLI_SENZA_COMUNE]


def oggi() -> date:
    """Today as the offices count it, whatever the clock of the machine is set to."""
    return datetime.now(ZoneInfo("Europe/Rome")).date()


def leggi(cartella: Path) -> Registro:
    """Read the three files, or refuse with every fault they have."""
    difetti: list[str] = []
    righe = {nome: _righe(cartella / nome, COLONNE[nome], difetti) for nome in COLONNE}
    if difetti:
        raise RegistroErrato(difetti)
    difetti = registry_faults.trova(*righe.values())
    if difetti:
        raise RegistroErrato(difetti)
    return Registro(
        comuni=tuple(
            Comune(r["slug"], r["nome"], r["istat"], r["provincia"])
            for r in righe["comuni.csv"]
            if r["stato"] == "attivo"
        ),
        persone=tuple(Persona(r["username"], r["nome"]) for r in righe["persone.csv"]),
        incarichi=tuple(
            Incarico(r["persona"], r["comune"], r["ruolo"], *periodo(r)) for r in righe["incarichi.csv"]
        ),
    )


def _righe(percorso: Path, colonne: tuple[str, ...], difetti: list[str]) -> list[dict[str, str]]:
    if not percorso.exists():
        difetti.append(f"{percorso.name}: il file manca nella cartella {percorso.parent}.")
        return []
    try:
        lettore = csv.DictReader(percorso.read_text("utf-8-sig").splitlines(), restkey="…", restval="")
    except UnicodeDecodeError:
        difetti.append(
            f"{percorso.name}: il file non è scritto in UTF-8; salvarlo di nuovo scegliendo «CSV UTF-8»."
        )
        return []
    if tuple(lettore.fieldnames or ()) != colonne:
        difetti.append(
            f"{percorso.name}: le colonne devono essere {', '.join(colonne)}, separate da virgole; "
            f"trovate {', '.join(lettore.fieldnames or ()) or 'nessuna'}."
        )
        return []
    righe = [{**riga, "riga": f"{percorso.name}, riga {lettore.line_num}"} for riga in lettore]
    difetti += [f"{riga['riga']}: ha più valori che colonne." for riga in righe if "…" in riga]
    return [{nome: str(valore or "").strip() for nome, valore in riga.items()} for riga in righe]
