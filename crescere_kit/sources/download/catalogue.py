"""What OpenBDAP publishes and where, as `mappe/openbdap.toml` says; what a person may ask of it."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote, urlsplit

from crescere_kit.errors import ErroreSpiegato
from crescere_kit.sources.faults import vicini
from crescere_kit.sources.maps import normale

PREVISIONE = "previsione"
_FILE = "openbdap.toml"
_ANNI = re.compile(r"\s*(\d{4})\s*(?:[-–]\s*(\d{4})\s*)?")


class RichiestaErrata(ErroreSpiegato):
    """What was asked cannot be downloaded, or the catalogue cannot be read; the message says why."""


@dataclass(frozen=True)
class Cortesia:
    """How patient and how wary a download is; seconds, except the last two."""

    tentativi: int
    attesa: float
    attesa_massima: float
    pausa: float
    silenzio: float
    finestra: float
    byte_al_secondo: int
    byte: int


@dataclass(frozen=True)
class Documento:
    """A kind of archive that is published every year."""

    nome: str
    percorso: str
    dal: int


@dataclass(frozen=True)
class Richiesta:
    """One official archive: its name and its whole address."""

    nome: str
    indirizzo: str
    nome_certo: bool  # False when the region's name in it was never seen in a real file


@dataclass(frozen=True)
class Catalogo:
    """The addresses, the regions and the manners."""

    base: str
    intestazioni: dict[str, str]
    documenti: tuple[Documento, ...]
    regioni: dict[str, bool]
    cortesia: Cortesia

    def regione(self, scritta: str) -> str:
        """Return a region as OpenBDAP writes it, or raise RichiestaErrata with the nearest names."""
        trovata = next((nome for nome in self.regioni if _essenza(nome) == _essenza(scritta)), None)
        if trovata:
            return trovata
        simili = vicini(scritta.upper(), self.regioni, 3)
        rimedio = f"Forse: {simili}." if simili else f"Le regioni sono: {', '.join(self.regioni)}."
        raise RichiestaErrata(f"La regione «{scritta}» non esiste. {rimedio}")

    def richieste(self, regione: str, anni: list[int], previsione: bool = True) -> list[Richiesta]:
        """Return every archive of a region and some years, year by year."""
        regione = self.regione(regione)
        documenti = [d for d in self.documenti if previsione or d.nome != PREVISIONE]
        trovate = [self._richiesta(d, anno, regione) for anno in anni for d in documenti if anno >= d.dal]
        if not trovate:
            primo = min(documento.dal for documento in documenti)
            raise RichiestaErrata(f"OpenBDAP pubblica i conti dal {primo}: indicare con --anni dal {primo}.")
        return trovate

    def _richiesta(self, documento: Documento, anno: int, regione: str) -> Richiesta:
        percorso = documento.percorso.format(anno=anno, regione=regione)
        nome = percorso.rpartition("/")[2]
        return Richiesta(nome, f"{self.base}/{quote(percorso)}", self.regioni[regione])


def carica(base: str | None = None, cartella: Path | None = None) -> Catalogo:
    """Load the catalogue: the archive's own if it has one, with another base address when one is given."""
    proprio = (cartella or Path(os.environ.get("CRESCERE_DATI") or "dati") / "mappe") / _FILE
    risorsa = proprio if proprio.is_file() else files("crescere_kit.sources").joinpath("mappe", _FILE)
    try:
        tavola = tomllib.loads(risorsa.read_text(encoding="utf-8"))
        return _catalogo(tavola, _base(base or tavola["base"]))
    except (ValueError, KeyError, TypeError, AttributeError) as errore:
        raise RichiestaErrata(
            f"Il catalogo «{risorsa}» non si legge ({errore}): correggerlo, "
            "o toglierlo per usare quello di Crescere."
        ) from errore


def anni(testo: str, ultimo: int) -> list[int]:
    """Read «2022-2024» or «2022,2024»; no year may come after `ultimo`."""
    trovati: set[int] = set()
    for parte in testo.split(","):
        capi = _ANNI.fullmatch(parte)
        if not capi:
            raise RichiestaErrata(
                f"Gli anni «{testo}» non si leggono: scriverli come «2022-2024» o «2022,2024»."
            )
        primo, fine = int(capi[1]), int(capi[2] or capi[1])
        if primo > fine:
            raise RichiestaErrata(f"Negli anni «{testo}» il {primo} viene dopo il {fine}: scambiarli.")
        if fine > ultimo:
            raise RichiestaErrata(
                f"Il {fine} non è ancora pubblicato da nessuno: indicare anni fino al {ultimo}."
            )
        trovati.update(range(primo, fine + 1))
    return sorted(trovati)


def _catalogo(tavola: dict, base: str) -> Catalogo:
    return Catalogo(
        base=base,
        intestazioni={nome: testo.format(base=base) for nome, testo in tavola["richiesta"].items()},
        documenti=tuple(Documento(**documento) for documento in tavola["documenti"]),
        regioni={nome: visto == "si" for nome, visto in tavola["regioni"].items()},
        cortesia=Cortesia(**tavola["cortesia"]),
    )


def _base(indirizzo: str) -> str:
    """Refuse what is not the address of a site; a user or a password in it would end in the register."""
    try:
        parti = urlsplit(indirizzo.strip())
        valido = parti.scheme in ("http", "https") and parti.hostname and parti.port != 0
    except ValueError:
        valido = False
    if not valido or "@" in parti.netloc or parti.query or parti.fragment:
        raise RichiestaErrata(
            f"L'indirizzo «{indirizzo}» non è quello di un sito: scriverlo come «https://openbdap.rgs.mef.gov.it»."
        )
    return indirizzo.strip().rstrip("/")


def _essenza(nome: str) -> str:
    return normale(nome.replace("’", "'")).replace(" ", "")
