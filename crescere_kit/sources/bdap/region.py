"""Read the OpenBDAP «Schemi di bilancio» and «Piano degli indicatori» of a region and year.

Seen in real files (Toscana 2019-2025, Lombardia 2022-2024, through code that reads them): the names of the
archives and of most tables; `;`, quotes, CRLF, the trailing empty column, the decimal point, UTF-8 with BOM
and cp1252; the columns that say who the row is of, the `ELCOMU` filter, the key provincia + comune;
`Codice Titolo`, `Codice Missione`, `Accertamenti`, `Impegni`, `Riscossioni in C/Competenza`,
`Pagamenti in C/Competenza`, the totals, the definitive previsioni, the typo `Fondo Puriennale`; codes 0491,
0495 and 0502 of allegato A; the columns of the indicatori sintetici; ZIP64; PDFs and «Voce di Riepilogo»
twins beside the tables.

Inferred, because no file could be had: every other column of residui, cassa and riaccertamento; the codes of
the other lines of allegato A; columns and codes of the equilibri and of the parametri; the tables by
macroaggregato and by piano dei conti. The maps say which row is which (`visto`): an inferred code never
decides alone, its label must agree. What a real file has and the maps have not stops the load, and is mended
by a row in `<dati>/mappe`.
"""

from __future__ import annotations

from pathlib import Path

from crescere_kit.sources import maps
from crescere_kit.sources.bdap import member, zips
from crescere_kit.sources.bdap.checks import totali, tutti_a_zero
from crescere_kit.sources.bdap.names import (
    NomeUfficiale,
    analizza,
    avviso_sconosciuti,
    da_leggere,
    trova_membro,
)
from crescere_kit.sources.bdap.zips import FileIllegibile, Membro
from crescere_kit.sources.enti import unisci_enti
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.long_rows import unisci_righe
from crescere_kit.sources.maps import Mappe


def leggi(percorso: Path, mappe: Mappe, escludi: frozenset[str] = frozenset()) -> Letto:
    """Read a zip of a region and year, or one table taken out of it."""
    if percorso.suffix.lower() == ".csv":
        return _insieme(percorso, [zips.da_solo(percorso)], mappe, escludi)
    with zips.apri(percorso) as (membri, difetti):
        if difetti:
            return Letto(difetti=difetti)
        return _insieme(percorso, membri, mappe, escludi)


def e_una_tabella(nome: str) -> bool:
    """Say whether a file has the name of an official table."""
    return da_leggere(nome) and trova_membro(analizza(nome), maps.carica()) is not None


def _insieme(percorso: Path, membri: list[Membro], mappe: Mappe, escludi: frozenset[str]) -> Letto:
    in_ordine = [membro for membro in sorted(membri, key=lambda m: m.nome) if da_leggere(membro.nome)]
    letti = {membro.nome: _tabella(percorso, membro, mappe, escludi) for membro in in_ordine}
    sconosciuti = [nome for nome, letto in letti.items() if letto is None]
    letti = [letto for letto in letti.values() if letto is not None]
    if not any(len(letto.righe) or letto.difetti for letto in letti):
        letti.append(Letto(difetti=[_nessun_prospetto(percorso)]))
    difetti = [difetto for letto in letti for difetto in letto.difetti]
    righe = unisci_righe(letto.righe for letto in letti)
    enti = unisci_enti(letto.enti for letto in letti)
    avvisi = list(dict.fromkeys(avviso for letto in letti for avviso in letto.avvisi))
    avvisi += [avviso_sconosciuti(percorso.name, sconosciuti, mappe)] if sconosciuti else []
    avvisi += tutti_a_zero(righe, enti)
    difetti += totali(righe, enti, difetti, mappe)
    regione = analizza(percorso.name).regione or next(iter(enti["regione"]), None)
    return Letto(righe, enti, difetti, avvisi, regione)


def _tabella(percorso: Path, membro: Membro, mappe: Mappe, escludi: frozenset[str]) -> Letto | None:
    """Read one table; None if nobody knows it."""
    nome = _nome_completo(analizza(membro.nome), analizza(percorso.name))
    ufficiale = trova_membro(nome, mappe)
    if ufficiale is None:
        return None
    if not ufficiale.letto:
        return Letto()
    file = percorso.name if membro.nome == percorso.name else zips.dove(percorso.name, membro.nome)
    try:
        contenuto = membro.leggi()
    except FileIllegibile as errore:
        return Letto(difetti=[errore.difetto])
    return member.leggi(contenuto, member.Contesto(file, ufficiale, nome, mappe, escludi))


def _nome_completo(del_membro: NomeUfficiale, dell_archivio: NomeUfficiale) -> NomeUfficiale:
    """Take from the archive's name the year and the region that the table's name does not say."""
    anno = del_membro.anno or dell_archivio.anno
    return NomeUfficiale(del_membro.titolo, anno, del_membro.regione or dell_archivio.regione)


def _nessun_prospetto(percorso: Path) -> Difetto:
    atteso = "i CSV degli «Schemi di bilancio» o del «Piano degli indicatori» di OpenBDAP"
    return Difetto(percorso.name, None, None, "nessun prospetto conosciuto", atteso)
