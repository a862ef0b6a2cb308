"""One attempt at one archive: what is missing goes into `<name>.parte`, and only a whole one comes out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import requests

from crescere_kit.sources.bdap import zips
from crescere_kit.sources.download import manifest
from crescere_kit.sources.download.catalogue import Richiesta
from crescere_kit.sources.download.manifest import Scheda, Versione
from crescere_kit.sources.download.outcome import Impossibile, Interrotto, misura
from crescere_kit.sources.download.site import Sito, controlla_stato

Avanza = Callable[[str, int, int | None], None]  # name, bytes so far, bytes in all when the site says so
_TRATTO = re.compile(r"bytes (\d{1,15})-\d{1,15}/(\d{1,15})")
_RIMEDIO = "aprire l'indirizzo con il browser per vedere che cosa risponde il sito, e riprovare più tardi"


@dataclass(frozen=True)
class Impresa:
    """An archive to be had: from which site, into which folder, and what of it is there already."""

    sito: Sito
    cartella: Path
    richiesta: Richiesta
    intero: Scheda | None
    avanza: Avanza

    @property
    def parte(self) -> Path:
        """Where what has arrived is kept until it is whole."""
        return self.cartella / f"{self.richiesta.nome}.parte"

    def butta(self, perche: Exception) -> Exception:
        """Remove what has arrived, which is of no use, and give back the reason to raise."""
        self.parte.unlink(missing_ok=True)
        return perche


def tenta(impresa: Impresa) -> Versione | None:
    """Ask once; return the version now whole in `.parte`, or None when ours is still the published one."""
    ripresa = _ripresa(impresa)
    gia = impresa.parte.stat().st_size if ripresa else 0
    with impresa.sito.chiedi(impresa.richiesta.indirizzo, _intestazioni(impresa, ripresa, gia)) as risposta:
        arrivata = manifest.versione(impresa.richiesta.indirizzo, risposta.headers)
        if impresa.intero and _invariato(risposta, arrivata, impresa.intero.versione):
            return None
        if risposta.status_code == 416 and ripresa:
            raise impresa.butta(Interrotto("il sito non ha più la stessa versione"))
        controlla_stato(risposta)
        if risposta.status_code == 206:
            totale = _resto(impresa, risposta, arrivata, ripresa, gia)
        else:
            gia, totale = 0, _lunghezza(risposta)
            _annota(impresa, arrivata)
        _riversa(impresa, risposta, gia, totale)
    _controlla(impresa, totale)
    return arrivata if arrivata.condizioni() else ripresa or arrivata


def _ripresa(impresa: Impresa) -> Versione | None:
    """Return the version of what has already arrived, if the rest of it can be asked for."""
    versione = manifest.leggi(impresa.cartella).parti.get(impresa.richiesta.nome)
    if versione is None or versione.indirizzo != impresa.richiesta.indirizzo or not versione.ripresa:
        return None
    return versione if impresa.parte.is_file() and impresa.parte.stat().st_size else None


def _intestazioni(impresa: Impresa, ripresa: Versione | None, gia: int) -> dict[str, str]:
    if ripresa and ripresa.ripresa:
        return {"Range": f"bytes={gia}-", "If-Range": ripresa.ripresa}
    return impresa.intero.versione.condizioni() if impresa.intero else {}


def _invariato(risposta: requests.Response, arrivata: Versione, nostra: Versione) -> bool:
    """Say whether ours is still the published one, even when a site ignores the question and sends it all."""
    return risposta.status_code == 304 or (
        risposta.status_code == 200 and arrivata.etag is not None and arrivata == nostra
    )


def _resto(
    impresa: Impresa, risposta: requests.Response, arrivata: Versione, ripresa: Versione | None, gia: int
) -> int:
    """Return the whole length, once sure that this is the rest of what has already arrived."""
    tratto = _TRATTO.fullmatch(risposta.headers.get("Content-Range", ""))
    altra = ripresa is None or (arrivata.ripresa is not None and arrivata.ripresa != ripresa.ripresa)
    if altra or not tratto or int(tratto[1]) != gia:
        raise impresa.butta(Interrotto("il sito ha mandato il resto di un'altra versione"))
    return int(tratto[2])


def _lunghezza(risposta: requests.Response) -> int | None:
    testo = risposta.headers.get("Content-Length", "")
    return int(testo) if re.fullmatch(r"\d{1,15}", testo) else None


def _annota(impresa: Impresa, versione: Versione) -> None:
    """Write which version is about to arrive before it does: whoever resumes must not mix two.

    The partial file goes first, so that the old bytes never stand beside the new name.
    """
    impresa.parte.unlink(missing_ok=True)
    registro = manifest.leggi(impresa.cartella)
    manifest.scrivi(impresa.cartella, registro.con_parte(impresa.richiesta.nome, versione))


def _riversa(impresa: Impresa, risposta: requests.Response, gia: int, totale: int | None) -> None:
    limite = impresa.sito.cortesia.byte
    _non_oltre(impresa, totale or 0, limite)
    with impresa.parte.open("ab") as aperto:
        for pezzo in impresa.sito.pezzi(risposta):
            gia += len(pezzo)
            _non_oltre(impresa, gia, limite if totale is None else totale)
            aperto.write(pezzo)
            impresa.avanza(impresa.richiesta.nome, gia, totale)
    if totale is not None and gia < totale:
        raise Interrotto(f"ne sono arrivati {misura(gia)} su {misura(totale)}")


def _non_oltre(impresa: Impresa, byte: int, limite: int) -> None:
    if byte > limite:
        motivo = f"il sito manda più dei {misura(limite)} che il file può avere"
        raise impresa.butta(Impossibile(motivo, "controllare --base: non è l'archivio ufficiale"))


def _controlla(impresa: Impresa, totale: int | None) -> None:
    """Read every file of the zip; ask again for one cut short, if the site did not say how long it is."""
    with zips.apri(impresa.parte) as (membri, difetti):
        trovati = [difetto.trovato for difetto in difetti] or _illeggibili(membri)
    if not trovati:
        return
    if totale is None and _comincia_da_zip(impresa.parte):
        raise impresa.butta(Interrotto("lo zip è arrivato tronco o rovinato"))
    raise impresa.butta(Impossibile(f"non è uno zip leggibile ({trovati[0]})", _RIMEDIO))


def _comincia_da_zip(percorso: Path) -> bool:
    with percorso.open("rb") as aperto:
        return aperto.read(2) == b"PK"


def _illeggibili(membri: list[zips.Membro]) -> list[str]:
    if not membri:
        return ["uno zip vuoto"]
    for membro in membri:
        try:
            membro.leggi()
        except zips.FileIllegibile as errore:
            return [errore.difetto.trovato]
    return []
