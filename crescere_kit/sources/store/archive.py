"""The archive of accounts: Parquet by year, with the source of each number, under `$CRESCERE_DATI`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from crescere_kit.accounts import Conti, nome_voce, trova
from crescere_kit.accounts.voci import LIVELLI, Voce
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.sources import maps, reading
from crescere_kit.sources.enti import enti_di
from crescere_kit.sources.loading import Caricamento
from crescere_kit.sources.store import ledger, partitions, updating
from crescere_kit.sources.store.ledger import Registro
from crescere_kit.sources.whose import Dichiarato

COLONNE_STATO = ["anno", "documento", "comuni", "importi"]


class ArchivioVuoto(ErroreSpiegato):
    """There is nothing to read; the message says how to load something."""


class SenzaProvenienza(ErroreSpiegato):
    """The archive does not hold this number."""


class Archivio:
    """The accounts loaded so far, in a folder."""

    def __init__(self, cartella: Path | str | None = None):
        self.cartella = Path(cartella or os.environ.get("CRESCERE_DATI") or "dati")

    def importa(
        self,
        percorsi: Iterable[Path | str],
        escludi: Sequence[str] = (),
        regione: str | None = None,
        comune: str | None = None,
        anno: int | None = None,
    ) -> Caricamento:
        """Load official files, all or none; a newer copy of a table replaces the older one.

        `escludi`: ISTAT codes to leave out. `regione`: a region to add to that of the archive, or «tutte».
        `comune`, `anno`: whose are the files that do not say it (the open data of DPCM 22/9/2014).
        Raises FileRifiutato, having written nothing, when any file has faults.
        """
        mappe = maps.carica(self.cartella / "mappe")
        di_chi = Dichiarato(comune, anno)
        caricamento = reading.leggi(
            percorsi, escludi, self.anagrafe(), mappe, di_chi, con_conti=self.enti().index
        )
        return updating.aggiungi(self.cartella, caricamento, regione)

    def conti(self, comuni: Iterable[str] | None = None, anni: Iterable[int] | None = None) -> Conti:
        """Return the panel of all or some comuni (by ISTAT code, slug or name) and all or some years."""
        registro = self._registro()
        enti = self._enti(registro)
        istat = None if comuni is None else [trova(enti, comune) for comune in comuni]
        scelti = [anno for anno in sorted(registro.anni) if anni is None or anno in set(anni)]
        if not scelti:
            raise ArchivioVuoto(self._senza_conti(registro))
        righe = partitions.leggi_anni({anno: self.cartella / registro.anni[anno] for anno in scelti}, istat)
        return Conti.da_righe(righe, enti if istat is None else enti.loc[istat])

    def enti(self) -> pd.DataFrame:
        """Return the comuni that have accounts: index istat, nome, slug, provincia, regione, popolazione."""
        return self._enti(self._registro())

    def anagrafe(self) -> pd.DataFrame:
        """Return every comune the archive has heard of, with accounts or without."""
        registro = self._registro()
        return enti_di(partitions.leggi_schede(self.cartella, registro.schede))

    def confini(self) -> dict[str, dict[str, Any]]:
        """Return the boundaries of the comuni (TopoJSON, joined on `com_istat_code`), by codes of regions."""
        return {
            regioni: json.loads((self.cartella / file).read_text(encoding="utf-8-sig"))
            for regioni, file in self._registro().confini.items()
        }

    def stato(self) -> pd.DataFrame:
        """Return how many comuni and amounts there are, by year and document."""
        registro = self._registro()
        righe = [
            {"anno": anno, **conteggio}
            for anno in sorted(registro.anni)
            for conteggio in partitions.conta(self.cartella / registro.anni[anno])
        ]
        return pd.DataFrame(righe, columns=COLONNE_STATO)

    def fonti(self) -> pd.DataFrame:
        """Return the official files that were loaded, the last one last."""
        return pd.DataFrame([vars(fonte) for fonte in self._registro().fonti])

    def provenienza(self, istat: str, anno: int, voce: Sequence[str]) -> tuple[str, str, int]:
        """Return where a number comes from: the official file, its SHA-256 and the row in it."""
        voce = Voce(*voce)
        registro = self._registro()
        if anno in registro.anni:
            riga = partitions.trova(self.cartella / registro.anni[anno], anno, istat, voce)
            if riga is not None:
                return str(riga["file"]), str(riga["sha256"]), int(riga["riga"])
        raise SenzaProvenienza(f"L'archivio non ha, per {istat} nel {anno}: {nome_voce(voce)}.")

    def provenienze(self, istat: str, anno: int) -> dict[Voce, tuple[str, str, int]]:
        """Return file, SHA-256 and row of every number of one comune and year."""
        registro = self._registro()
        if anno not in registro.anni:
            return {}
        righe = partitions.leggi(self.cartella / registro.anni[anno], anno, [istat])
        voci, luoghi = (
            zip(*(righe[nome].tolist() for nome in nomi), strict=True)
            for nomi in (LIVELLI, ["file", "sha256", "riga"])
        )
        return dict(zip(map(Voce._make, voci), luoghi, strict=True))

    def estrai(self, istat: str, cartella: Path | str) -> Archivio:
        """Write, in another folder, an archive that holds this comune only; return it."""
        return Archivio(updating.estrai(self.cartella, trova(self.enti(), istat), Path(cartella)))

    def riprendi(self, vecchio: Archivio, di_altri: Archivio) -> list[str]:
        """Take back from an older archive what was loaded there and not in a third; return the files' names.

        A comune loads data of its own into the archive that is taken for it from the region's: when the
        region's changes, what is its own must not be lost.
        """
        note = frozenset(fonte.sha256 for fonte in ledger.leggi(di_altri.cartella).fonti)
        return updating.riprendi(self.cartella, vecchio.cartella, note)

    def _registro(self) -> Registro:
        return ledger.leggi(self.cartella)

    def _enti(self, registro: Registro) -> pd.DataFrame:
        return partitions.leggi_enti(self.cartella, registro.enti)

    def _senza_conti(self, registro: Registro) -> str:
        if registro.anni:
            presenti = ", ".join(str(anno) for anno in sorted(registro.anni))
            return f"L'archivio «{self.cartella}» non ha conti degli anni chiesti; ha quelli del {presenti}."
        return (
            f"L'archivio «{self.cartella}» è vuoto: caricare i conti con «crescere dati importa FILE», "
            "oppure provare con la regione inventata di «crescere demo»."
        )
