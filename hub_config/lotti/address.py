"""Where the service keeps its plans: an address in hub.toml, its password in a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from sqlalchemy import URL

    from hub_config.settings import Impostazioni

POSTGRES = ("postgresql+psycopg", "postgresql", "postgres")  # one driver, however the address calls it
SEGRETO = "banca_dati_relazioni"  # the file among the secrets, named as the setting


def difetto(indirizzo: str) -> str:
    """Say what is wrong with the setting; its own words are not repeated, a password may be among them."""
    try:
        parti = urlsplit(indirizzo)
        con_password = bool(parti.password) or bool({"password", "sslpassword"} & set(parse_qs(parti.query)))
        riconosciuto = not indirizzo or _riconosciuto(parti.scheme, parti.path, parti.port)
    except ValueError:  # a port or a bracket that cannot be read
        con_password, riconosciuto = False, False
    if con_password:
        return (
            f"«{SEGRETO}» non deve contenere la password: scriverla, da sola, nel file segreti/{SEGRETO} "
            "della cartella di stato e toglierla da qui."
        )
    if not riconosciuto:
        return (
            f"«{SEGRETO}» deve essere vuoto, oppure un indirizzo come "
            "postgresql+psycopg://utente@macchina:5432/nome_della_banca_dati."
        )
    return ""


def _riconosciuto(tipo: str, percorso: str, _porta: int | None) -> bool:
    return tipo in (*POSTGRES, "sqlite") and len(percorso) > 1


def di(impostazioni: Impostazioni) -> URL:
    """Return the address to open, password included: whoever prints it sees asterisks."""
    from sqlalchemy import URL, make_url

    if not impostazioni.banca_dati_relazioni:
        return URL.create("sqlite", database=str(impostazioni.stato / "programmate.sqlite"))
    indirizzo = make_url(impostazioni.banca_dati_relazioni)
    if indirizzo.drivername not in POSTGRES:
        return indirizzo
    segreto = impostazioni.segreti / SEGRETO
    password = segreto.read_text("utf-8").strip() if segreto.exists() else ""
    return indirizzo.set(drivername=POSTGRES[0], password=password or None)
