"""Read SIOPE_ANAGRAFICHE.zip: which ente is behind each code of the national files.

Seen in real files (2013-2026, through code that reads them): the seven tables of the zip, named with a date
(`ANAG_ENTI_SIOPE.D160624.H0102.csv`) or without; no header, commas, quotes, latin-1; the nine columns of the
enti and the five of the provinces; dates of validity up to 9999-12-31; `COMUNE` as sottocomparto, of the
comparto PRO; a population of 1 or «N.A.» where it is not known; commissari with the tax code of the comune;
province of Sardinia that are not those of ISTAT. Inferred: nothing that is read. Only the enti and the
provinces are read; the map `siope_anagrafiche.csv` has all the columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from crescere_kit.sources import delimited, plain
from crescere_kit.sources.bdap import zips
from crescere_kit.sources.bdap.zips import FileIllegibile, Membro
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.maps import Mappe

FORMATO = "siope anagrafiche"
DA_SOLA = (
    "L'anagrafe di SIOPE da sola non porta conti: va importata insieme a SIOPE_ENTRATE e SIOPE_USCITE "
    "di un anno."
)
ENTI, PROVINCE = "ANAG_ENTI_SIOPE", "ANAG_REG_PROV"
COMUNE = "COMUNE"
_DATA = r"\d{4}-\d{2}-\d{2}"


@dataclass(frozen=True)
class Anagrafiche:
    """The enti (index: row in the file) and the provinces, as texts."""

    enti: pd.DataFrame = field(default_factory=pd.DataFrame)
    province: pd.DataFrame = field(default_factory=pd.DataFrame)
    difetti: list[Difetto] = field(default_factory=list)

    @property
    def per_provincia(self) -> pd.DataFrame:
        """Return the provinces by their SIOPE code."""
        return self.province.drop_duplicates("provincia").set_index("provincia")

    def comuni(self, anno: int) -> pd.DataFrame:
        """Return the comuni by SIOPE code, as they were in a year: codes without the zeros before them.

        A code that had expired keeps its last ente: if it moves money it must not be lost.
        """
        comuni = self.enti[self.enti["sottocomparto"].str.upper() == COMUNE]
        vivi = (comuni["dal"] <= f"{anno}-12-31") & (comuni["al"] >= f"{anno}-01-01")
        ultimi = comuni.assign(vivo=vivi).sort_values(["vivo", "dal"], kind="stable")
        return ultimi.drop_duplicates("codice_ente", keep="last").set_index("codice_ente").sort_index()


def leggi(percorsi: Iterable[Path], mappe: Mappe) -> Anagrafiche:
    """Read the zip; of several the last one is believed. Its faults come with whatever could be read."""
    lette = Anagrafiche()
    for percorso in percorsi:
        with zips.apri(percorso) as (membri, difetti):
            tabelle = [_tabella(percorso, membri, nome, mappe) for nome in (ENTI, PROVINCE)]
        if difetti:
            return Anagrafiche(difetti=difetti)
        (enti, nei_enti), (province, nelle_province) = tabelle
        lette = Anagrafiche(_puliti(enti), province, [*nei_enti, *nelle_province])
        if not lette.enti.empty:
            lette = replace(lette, difetti=[*lette.difetti, *_date(enti, percorso)])
    return lette


def e_suo(nome: str) -> bool:
    """Say whether a zip, or a file in it, has the name of the anagrafiche."""
    return nome.upper().startswith(("SIOPE_ANAGRAFICHE", "ANAG_"))


def _tabella(
    percorso: Path, membri: list[Membro], nome: str, mappe: Mappe
) -> tuple[pd.DataFrame, list[Difetto]]:
    """Read a table without a header, as texts with the number of the row."""
    righe = [riga for riga in mappe.anagrafiche_siope if riga["membro"] == nome]
    posti = {riga["campo"]: int(riga["posizione"]) - 1 for riga in reversed(righe)}
    trovati = [membro for membro in membri if membro.nome.upper().startswith(nome)]
    if len(trovati) != 1:
        trovato = "nessuna tabella con questo nome" if not trovati else f"{len(trovati)} tabelle «{nome}»"
        vuota = pd.DataFrame({campo: pd.Series(dtype="str") for campo in posti})
        if not membri:
            return vuota, []
        return vuota, [Difetto(percorso.name, None, None, trovato, f"una tabella «{nome}» nello zip")]
    file = zips.dove(percorso.name, trovati[0].nome)
    colonne = [f"c{numero}" for numero in range(max(posti.values()) + 1)]
    try:
        contenuto = trovati[0].leggi()
    except FileIllegibile as errore:
        return pd.DataFrame({campo: pd.Series(dtype="str") for campo in posti}), [errore.difetto]
    tabella = delimited.leggi(",".join(colonne).encode() + b"\n" + contenuto, file, ",")
    dati = tabella.dati.set_axis(tabella.dati.index - 1)
    difetti = [_senza_intestazione(difetto, len(colonne)) for difetto in tabella.difetti]
    scelti = {campo: dati[colonne[posto]].str.strip() for campo, posto in posti.items()}
    return pd.DataFrame(scelti), difetti or _vuota(dati, file)


def _senza_intestazione(difetto: Difetto, colonne: int) -> Difetto:
    riga = difetto.riga and difetto.riga - 1
    return replace(difetto, riga=riga, atteso=f"{colonne} colonne, senza intestazione")


def _vuota(dati: pd.DataFrame, file: str) -> list[Difetto]:
    return [Difetto(file, None, None, "un file vuoto", "una riga per ente")] if dati.empty else []


def _puliti(enti: pd.DataFrame) -> pd.DataFrame:
    abitanti = pd.to_numeric(enti["popolazione"], errors="coerce").round()
    return enti.assign(
        codice_ente=enti["codice_ente"].str.lstrip("0"),
        popolazione=abitanti.where(abitanti > 1).astype("Int64"),
    )


def _date(enti: pd.DataFrame, percorso: Path) -> Iterable[Difetto]:
    """Yield the dates of comuni that are not dates: they say which ente has the code in a year."""
    comuni = enti[enti["sottocomparto"].str.upper() == COMUNE]
    for colonna in ("dal", "al"):
        sbagliate = ~comuni[colonna].str.fullmatch(_DATA)
        file = zips.dove(percorso.name, ENTI)
        yield from plain.sbagliate(sbagliate, comuni[colonna], file, "una data, come 2024-12-31")
