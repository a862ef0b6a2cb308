"""What a comune shares with the others: a notebook or a report, stripped of what is its own, with a card.

Each item is a folder of the community folder ($CRESCERE_COMUNITA) holding `scheda.toml` and one file, both
read-only once published. Whoever has a file copies it; nobody edits another's.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

from crescere_kit.accounts import slug
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.stripping import Contenuto, RapportoRifiutato, spoglia

SCHEDA = "scheda.toml"
_IDENTIFICATIVO = re.compile(r"[a-z0-9][a-z0-9-]*")
_SOLO_LETTURA_FILE, _SOLO_LETTURA_CARTELLA = 0o444, 0o555


class PubblicazioneRifiutata(ErroreSpiegato):
    """The item cannot be published or copied; the message says why and what to do."""


@dataclass(frozen=True)
class Scheda:
    """The card of a shared item."""

    id: str
    titolo: str
    nota: str
    autore: str
    comune: str
    data: date
    versione: str
    tipo: str
    file: str


def cartella_comune() -> Path:
    """Return the community folder: $CRESCERE_COMUNITA, else that of the hub here, else `comunita`."""
    hub = Path(os.environ.get("CRESCERE_HUB", "hub_stato")) / "comunita"
    return Path(os.environ.get("CRESCERE_COMUNITA") or (hub if hub.is_dir() else "comunita"))


def anteprima(file: Path) -> Contenuto:
    """Return what would be shared of this file: the stripped text and what was taken away, in words."""
    try:
        return spoglia(file)
    except RapportoRifiutato as rifiuto:
        raise PubblicazioneRifiutata(str(rifiuto)) from rifiuto


def pubblica(
    file: Path, *, titolo: str, nota: str, autore: str, comune: str, cartella: Path | None = None
) -> Scheda:
    """Copy the stripped file and its card into the community folder, all at once or not at all."""
    contenuto = anteprima(file)
    for nome, valore in (("titolo", titolo), ("nota", nota), ("autore", autore), ("comune", comune)):
        if not valore.strip():
            raise PubblicazioneRifiutata(f"Manca «{nome}»: chi legge deve sapere di che cosa si tratta.")
    cartella = cartella or cartella_comune()
    oggi = datetime.now(UTC).astimezone().date()
    scheda = Scheda(
        id=_identificativo(cartella, f"{oggi}-{slug(comune)}-{slug(titolo)[:60].strip('-')}"),
        titolo=titolo.strip(),
        nota=nota.strip(),
        autore=autore.strip(),
        comune=comune.strip(),
        data=oggi,
        versione=version("crescere"),
        tipo=contenuto.tipo,
        file=f"{slug(file.stem)}{file.suffix.lower()}",
    )
    _scrivi(cartella, scheda, contenuto.testo)
    return scheda


def elenco(cartella: Path | None = None) -> list[Scheda]:
    """Return the cards of what was shared, newest first; a folder without a readable card is left out."""
    cartella = cartella or cartella_comune()
    schede = [_leggi(percorso.parent) for percorso in cartella.glob(f"*/{SCHEDA}")]
    return sorted((s for s in schede if s), key=lambda scheda: (scheda.data, scheda.id), reverse=True)


def copia(id_: str, destinazione: Path, cartella: Path | None = None) -> Path:
    """Copy a shared item into a folder of one's own, without ever overwriting, and return the new file.

    A second copy gets a number in its name. Raises PubblicazioneRifiutata when there is no such item.
    """
    cartella = cartella or cartella_comune()
    scheda = _leggi(cartella / id_) if _IDENTIFICATIVO.fullmatch(id_) else None
    if scheda is None:
        raise PubblicazioneRifiutata(
            f"In comunità non c'è «{id_}»: forse è stato ritirato. Ricaricare l'elenco."
        )
    destinazione.mkdir(parents=True, exist_ok=True)
    testo = (cartella / id_ / scheda.file).read_bytes()
    nome = Path(scheda.file)
    for numero in range(1, 1000):
        copia_ = destinazione / (nome.name if numero == 1 else f"{nome.stem}-{numero}{nome.suffix}")
        try:
            with copia_.open("xb") as uscita:
                uscita.write(testo)
        except FileExistsError:
            continue
        return copia_
    raise PubblicazioneRifiutata(f"Nella cartella ci sono già troppe copie di «{nome}»: toglierne qualcuna.")


def _identificativo(cartella: Path, base: str) -> str:
    numero, id_ = 1, base
    while (cartella / id_).exists():
        numero += 1
        id_ = f"{base}-{numero}"
    return id_


def _scrivi(cartella: Path, scheda: Scheda, testo: str) -> None:
    cartella.mkdir(parents=True, exist_ok=True)
    provvisoria = Path(tempfile.mkdtemp(prefix=".pubblica-", dir=cartella))
    try:
        (provvisoria / scheda.file).write_text(testo, encoding="utf-8")
        (provvisoria / SCHEDA).write_text(_toml(scheda), encoding="utf-8")
        for file in provvisoria.iterdir():
            file.chmod(_SOLO_LETTURA_FILE)
        provvisoria.chmod(_SOLO_LETTURA_CARTELLA)
        provvisoria.rename(cartella / scheda.id)
    except BaseException:
        provvisoria.chmod(0o755)
        shutil.rmtree(provvisoria)
        raise


def _toml(scheda: Scheda) -> str:
    """Write the card as TOML; every field but the date is a basic string."""
    campi = {nome: getattr(scheda, nome) for nome in Scheda.__dataclass_fields__ if nome != "id"}
    return "".join(f"{nome} = {_valore(valore)}\n" for nome, valore in campi.items())


def _valore(valore: str | date) -> str:
    return valore.isoformat() if isinstance(valore, date) else _stringa(valore)


def _stringa(testo: str) -> str:
    """A TOML basic string: quotes, backslashes and control characters escaped."""
    sicuro = testo.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda m: f"\\u{ord(m.group()):04x}", sicuro) + '"'


def _leggi(cartella: Path) -> Scheda | None:
    try:
        campi = tomllib.loads((cartella / SCHEDA).read_text(encoding="utf-8"))
        scheda = Scheda(id=cartella.name, **campi)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError):
        return None
    sano = scheda.file == Path(scheda.file).name and isinstance(scheda.data, date)
    return scheda if sano and (cartella / scheda.file).is_file() else None
