"""The national files of SIOPE built by hand, as siope.it publishes them: a few rows, or millions of them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np

ANAGRAFICHE = "SIOPE_ANAGRAFICHE.zip"
ENTRATE, USCITE = "SIOPE_ENTRATE.2025.zip", "SIOPE_USCITE.2025.zip"
TRIBUTI, TRASFERIMENTI, PERSONALE = "1.01.01.06.001", "2.01.01.01.001", "1.01.01.01.002"

ENTE = {
    "codice_ente": "000000000000701",
    "dal": "2010-01-01",
    "al": "9999-12-31",
    "codice_fiscale": "00900010001",
    "nome": "COMUNE DI BORGO ESEMPIO",
    "comune": "001",
    "provincia": "901",
    "popolazione": "00008000",
    "sottocomparto": "COMUNE",
}
PROVINCE = (("SUD", "99", "ESEMPIO", "901", "VALDORIA"), ("SUD", "99", "ESEMPIO", "902", "MONTALTO"))
ALTRE = ("ANAG_COMPARTI", "ANAG_SOTTOCOMPARTI", "ANAGRAFE_COMUNI", "ANAG_CODGEST_USCITE")
BORGO = ENTE["codice_ente"]


def ente(codice: str = BORGO, **altre: str) -> dict[str, str]:
    """Return an ente of the anagrafiche, Borgo Esempio unless said."""
    return ENTE | {"codice_ente": codice} | altre


def movimento(
    mese: str = "01", codice: str = TRIBUTI, cents: int | str = 100, ente: str = BORGO, anno: str = "2025"
) -> tuple[str, ...]:
    """Return a movement: 1.00 euro of tributes in January, of Borgo Esempio, unless said."""
    importo = f"{cents:015d}" if isinstance(cents, int) else cents
    return (ente, anno, mese, codice, importo)


def testo(righe: Iterable[Iterable[str]]) -> bytes:
    """Return rows as SIOPE writes them: commas, every field quoted, no header."""
    return "".join(",".join(f'"{campo}"' for campo in riga) + "\r\n" for riga in righe).encode("latin-1")


def zip_di(percorso: Path, membri: dict[str, bytes], **opzioni) -> Path:
    """Write a zip."""
    with zipfile.ZipFile(percorso, "w", zipfile.ZIP_DEFLATED) as archivio:
        for nome, contenuto in membri.items():
            with archivio.open(nome, "w", **opzioni) as aperto:
                aperto.write(contenuto)
    return percorso


def anagrafiche(cartella: Path, *enti: dict[str, str], data: str = ".D251101.H0102") -> Path:
    """Write SIOPE_ANAGRAFICHE.zip, with a date in the names of its tables as the real one has."""
    membri = {
        f"ANAG_ENTI_SIOPE{data}.csv": testo(uno.values() for uno in enti or (ente(),)),
        f"ANAG_REG_PROV{data}.csv": testo(PROVINCE),
    }
    return zip_di(cartella / ANAGRAFICHE, membri | {f"{nome}{data}.csv": b'"X","Y"\r\n' for nome in ALTRE})


def movimenti(cartella: Path, *righe: Iterable[str], nome: str = ENTRATE, **opzioni) -> Path:
    """Write SIOPE_ENTRATE.2025.zip, or another."""
    membro = nome.removeprefix("SIOPE_").removesuffix(".zip").replace(".", "_") + ".csv"
    return zip_di(cartella / nome, {membro: testo(righe)}, **opzioni)


def grande(percorso: Path, righe: int, enti: list[str], seme: int = 178) -> Path:
    """Write at least so many random movements of uscite, as many for each ente; no key comes twice.

    Every ente has other codes than the one before: few rows name as many codes as many rows do.
    """
    rng = np.random.default_rng(seme)
    codici = [f"{t}.{m:02d}.01.01.{k:03d}" for t in (1, 2, 4, 7) for m in range(1, 5) for k in range(1, 57)]
    per_ente = -(-righe // len(enti))
    chiavi = rng.permutation(len(codici) * 12).tolist()
    membro = percorso.name.removeprefix("SIOPE_").removesuffix(".zip").replace(".", "_") + ".csv"
    with (
        zipfile.ZipFile(percorso, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archivio,
        archivio.open(membro, "w", force_zip64=True) as aperto,
    ):
        for numero, ente_ in enumerate(enti):
            inizio = numero * per_ente % len(chiavi)
            sue = (chiavi[inizio:] + chiavi[:inizio])[:per_ente]
            importi = rng.integers(1, 10**8, per_ente).tolist()
            linee = (
                f'"{ente_}","2025","{chiave % 12 + 1:02d}","{codici[chiave // 12]}","{importo:015d}"\n'
                for chiave, importo in zip(sue, importi, strict=True)
            )
            aperto.write("".join(linee).encode())
    return percorso
