"""The files that the bench of the readers reads: the invented region's, and those of the tests."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Collection
from pathlib import Path

import capitoli
import rendiconto_bdap
import siope_nazionale

from crescere_kit.accounts import classifications
from crescere_kit.sources import demo, leggi, maps

ANAGRAFE = "anagrafe_comuni.csv"
ANNO = 2025
COMUNE_DEL_WORKBOOK, ANNO_DEL_WORKBOOK = "Esempio", 2023  # those of the example of the tests
CAPITOLI = 1_000
COMUNI = 7_900
ALTRI_ENTI = 2_500  # beside the comuni, in the national files
_TESTA_SIOPE = "codice_ente_siope,comune,popolazione,anno,lato,codice_titolo,titolo,importo_eur"


def scrivi(cartella: Path, quali: Collection[str], comuni: int, righe: int) -> None:
    """Write the files of each format in a folder of its own."""
    regione = cartella / "regione"
    file = demo.scrivi(regione, comuni=comuni, anni=[ANNO])
    shutil.move(regione / ANAGRAFE, cartella / ANAGRAFE)
    scrittori = {
        "bdap": lambda dove: [shutil.copy(f, dove) for f in file if f"{ANNO}_Rendiconto - Schemi" in f.name],
        "siope": lambda dove: _siope(dove, cartella / ANAGRAFE),
        "siope_mensile": lambda dove: [shutil.copy(f, dove) for f in file if "SIOPE" in f.name],
        "siope_quarto": lambda dove: _nazionale(dove, righe // 4),
        "siope_nazionale": lambda dove: _nazionale(dove, righe),
        "dpcm": _dpcm,
        "capitoli": _capitoli,
        "workbook": _workbook,
    }
    for quale in quali:
        (cartella / quale).mkdir()
        scrittori[quale](cartella / quale)


def di_aiuto(percorso: Path) -> bool:
    """Say whether a file only tells whose the others are: it is read with them but not measured."""
    return percorso.name == siope_nazionale.ANAGRAFICHE


def aperto(percorso: Path) -> int:
    """Return the bytes of a file once it is out of its zip."""
    if percorso.suffix != ".zip":
        return percorso.stat().st_size
    with zipfile.ZipFile(percorso) as archivio:
        return sum(voce.file_size for voce in archivio.infolist())


def _siope(cartella: Path, anagrafe: Path) -> None:
    """Write the table by titolo of the comuni, with thirty invented years to make it long."""
    enti = leggi([anagrafe]).enti
    linee = [
        f"{istat},{ente.nome},{ente.popolazione},{anno},{lato},{titolo},x,{1000 + anno}.25"
        for istat, ente in zip(enti.index, enti.itertuples(), strict=True)
        for anno in range(ANNO - 30, ANNO)
        for lato, di in (("entrate", "entrate"), ("uscite", "spese"))
        for titolo in classifications.titoli(di)
    ]
    (cartella / "siope.csv").write_text("\n".join([_TESTA_SIOPE, *linee, ""]), encoding="utf-8")


def _nazionale(cartella: Path, righe: int) -> None:
    """Write movements of all Italy's comuni and of others, with the anagrafiche that tell them apart."""
    comuni, altri = (
        [f"{i:015d}" for i in range(da, da + quanti)] for da, quanti in ((1, COMUNI), (20_000, ALTRI_ENTI))
    )
    siope_nazionale.grande(cartella / f"SIOPE_USCITE.{ANNO}.zip", righe, [*comuni, *altri])
    schede = [
        siope_nazionale.ente(codice, nome=f"COMUNE DI NUMERO {i}", comune=f"{i % 999 + 1:03d}",
                             provincia=f"{901 + i // 999}", codice_fiscale=f"{i:011d}")
        for i, codice in enumerate(comuni)
    ]  # fmt: skip
    schede += [siope_nazionale.ente(codice, sottocomparto="ASL") for codice in altri]
    siope_nazionale.anagrafiche(cartella, *schede)


def _dpcm(cartella: Path) -> None:
    """Write entrate and spese of a comune: every line that the map knows, at zero, so that totals agree."""
    mappe = maps.carica()
    colonne = [c for c in mappe.colonne_dpcm if c["lato"] == "spese" and c["visto"] == "si"]
    teste = {
        "entrate": "Titolo;Tipologia;Accertamenti;Riscossioni",
        "spese": ";".join(colonna["intestazione"] for colonna in colonne),
    }
    for lato, testa in teste.items():
        note = [riga for riga in mappe.righe_dpcm if riga["lato"] == lato]
        zeri = ["0,00"] * (testa.count(";") - 1)
        righe = [";".join([riga["titolo"], riga["dettaglio"].rstrip("*"), *zeri]) for riga in note]
        testo = "\r\n".join([testa, *righe, ""])
        (cartella / f"rendiconto_{lato}_{ANNO}.csv").write_bytes(testo.encode("latin-1"))


def _capitoli(cartella: Path) -> None:
    righe = [capitoli.IMU | {"NUMERO_CAPITOLO": str(numero)} for numero in range(10, 10 + CAPITOLI)]
    capitoli.scrivi(cartella, "entrate", *righe)


def _workbook(cartella: Path) -> None:
    (cartella / f"Rend. {ANNO_DEL_WORKBOOK}.xlsx").write_bytes(rendiconto_bdap.scrivi())
