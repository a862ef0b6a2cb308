"""Sum the movements of the enti asked for, by titolo and month: the memory does not grow with the file."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from crescere_kit.sources.siope import codes
from crescere_kit.sources.siope.collecting import Raccolta
from crescere_kit.sources.siope.months import MESI
from crescere_kit.sources.siope.stream import Pezzo

TITOLI = 10
NESSUNA = np.iinfo("int64").max  # the row of a sum without rows
_MESI = {testo: mese for mese in range(MESI) for testo in (f"{mese + 1}", f"{mese + 1:02d}")}
_IMPORTO = r"^-?0*\d{1,15}$"
_TROPPI_CODICI = 4_096  # those in force are about 900 a side
_SBAGLIATO, _ALTRO, _IGNOTO = -1, -1, -2


class Somme:
    """The sums of one side and year, by ente asked for, titolo and month, and what was met on the way.

    tutti: the codes of every ente of SIOPE; chiesti: those to sum, in the order of the sums.
    """

    def __init__(self, tutti: pd.Index, chiesti: pd.Index, lato: str, anno: int, raccolta: Raccolta):
        self._lato, self._anno, self._raccolta = lato, anno, raccolta
        forma = (len(chiesti), TITOLI, MESI)
        self.importi = np.zeros(forma, dtype="int64")
        self.prime = np.full(forma, NESSUNA)
        self.lette = self.di_altri = 0
        self.ignoti: dict[str, int] = {}
        self._tutti = pa.array(tutti, pa.string())
        self._posti = np.append(chiesti.get_indexer(tutti), _IGNOTO)
        self._codici: dict[str, int] = {}
        self._titoli: list[int] = []
        self._mosse = np.zeros((len(chiesti), 64), dtype="uint16")  # a bit for each month, by ente and codice

    def aggiungi(self, pezzo: Pezzo) -> None:
        """Add some rows: what is wrong in those of the enti asked for goes to the faults."""
        ente = self._enti(pezzo)
        quali = np.flatnonzero(ente >= 0)
        atteso = codes.atteso(self._lato, self._anno)
        anni = self._numeri(pezzo, "anno", quali, self._del_file, f"l'anno {self._anno}, come gli altri")
        mesi = self._numeri(pezzo, "mese", quali, self._mese, "un mese da 01 a 12")
        codici = self._numeri(pezzo, "codice_gestionale", quali, self._codice, atteso)
        importi, scritti = self._importi(pezzo, quali)
        buone = scritti & (np.minimum.reduce([anni, mesi, codici]) != _SBAGLIATO)
        quali, mesi, codici, importi = (serie[buone] for serie in (quali, mesi, codici, importi))
        nuove = self._mai_viste(pezzo, quali, ente[quali], codici, mesi)
        titoli = np.array(self._titoli, dtype="int64")[codici[nuove]]
        dove = np.ravel_multi_index((ente[quali[nuove]], titoli, mesi[nuove]), self.importi.shape)
        np.add.at(self.importi.reshape(-1), dove, importi[nuove])
        prime, righe = self.prime.reshape(-1), pezzo.righe[quali[nuove]]
        ancora = prime[dove] == NESSUNA
        prime[dove[ancora][::-1]] = righe[ancora][::-1]  # where two share a place the last one written stays

    def _enti(self, pezzo: Pezzo) -> np.ndarray:
        """Return the place of the ente of each row among those asked for; negative if it is not."""
        testi = pc.utf8_ltrim(pezzo.testi["codice_ente"], characters="0")
        posti = self._posti[pc.fill_null(pc.index_in(testi, self._tutti), -1).to_numpy()]
        posti[pc.equal(testi, "").to_numpy(zero_copy_only=False)] = _ALTRO  # an empty line
        ente = posti[pezzo.posti["codice_ente"]]
        self.lette += len(ente)
        self.di_altri += int((ente < 0).sum())
        volte = np.bincount(pezzo.posti["codice_ente"], minlength=len(testi))
        for posto in np.flatnonzero(posti == _IGNOTO):
            codice = testi[posto].as_py()
            self.ignoti[codice] = self.ignoti.get(codice, 0) + int(volte[posto])
        return ente

    def _numeri(
        self, pezzo: Pezzo, colonna: str, quali: np.ndarray, numero: Callable[[str], int], atteso: str
    ) -> np.ndarray:
        """Return the number that each text stands for; a text that stands for none is a fault."""
        testi, posti = pezzo.testi[colonna], pezzo.posti[colonna][quali]
        usati = np.unique(posti)  # a text that only other enti use is nobody's fault
        numeri = np.full(len(testi), _SBAGLIATO, dtype="int64")
        numeri[usati] = [numero(testo) for testo in testi.take(pa.array(usati)).to_pylist()]
        scelti = numeri[posti]
        sbagliati = np.flatnonzero(scelti == _SBAGLIATO)
        self._difetti(pezzo, quali[sbagliati], colonna, testi.take(pa.array(posti[sbagliati])), atteso)
        return scelti

    def _importi(self, pezzo: Pezzo, quali: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        testi = pc.utf8_trim_whitespace(pezzo.importi.take(pa.array(quali)))
        scritti = pc.match_substring_regex(testi, _IMPORTO)
        importi = pc.cast(pc.if_else(scritti, testi, "0"), pa.int64()).to_numpy()
        buoni = scritti.to_numpy(zero_copy_only=False)
        atteso = "un importo intero, in centesimi, come 000000000093132"
        self._difetti(pezzo, quali[~buoni], "importo", testi.filter(pc.invert(scritti)), atteso)
        return importi, buoni

    def _mai_viste(
        self, pezzo: Pezzo, quali: np.ndarray, enti: np.ndarray, codici: np.ndarray, mesi: np.ndarray
    ) -> np.ndarray:
        """Tell which rows are the first of their ente, codice and month; the others are faults."""
        while self._mosse.shape[1] < len(self._codici):
            self._mosse = np.pad(self._mosse, ((0, 0), (0, self._mosse.shape[1])))
        chiavi = np.ravel_multi_index((enti, codici, mesi), (*self._mosse.shape, MESI))
        nuove = np.zeros(len(chiavi), dtype=bool)
        nuove[np.unique(chiavi, return_index=True)[1]] = True
        bit = np.left_shift(1, mesi).astype("uint16")
        nuove &= (self._mosse[enti, codici] & bit) == 0
        np.add.at(self._mosse, (enti[nuove], codici[nuove]), bit[nuove])
        doppie = quali[~nuove]
        testi = pezzo.testi["codice_gestionale"].take(pa.array(pezzo.posti["codice_gestionale"][doppie]))
        atteso = "una riga sola per ente, mese e codice gestionale"
        self._difetti(pezzo, doppie, "codice_gestionale", testi, atteso)
        return nuove

    def _difetti(self, pezzo: Pezzo, quali: np.ndarray, colonna: str, testi: pa.Array, atteso: str) -> None:
        if len(quali):
            trovati = [f"«{testo}»" for testo in testi.to_pylist()]
            self._raccolta.aggiungi(pezzo.righe[quali], colonna, trovati, atteso)

    def _del_file(self, testo: str) -> int:
        return self._anno if testo == str(self._anno) else _SBAGLIATO

    def _mese(self, testo: str) -> int:
        return _MESI.get(testo, _SBAGLIATO)

    def _codice(self, testo: str) -> int:
        """Number the codici gestionali as they are met."""
        if testo not in self._codici:
            titolo = codes.titolo(self._lato, testo, self._anno)
            if titolo is None or len(self._codici) == _TROPPI_CODICI:
                return _SBAGLIATO
            self._codici[testo] = len(self._codici)
            self._titoli.append(int(titolo))
        return self._codici[testo]
