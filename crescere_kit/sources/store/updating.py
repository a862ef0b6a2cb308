"""Change an archive: put a load into it, or take one comune out into an archive of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pandas as pd

from crescere_kit.sources.bdap.names import stessa_regione
from crescere_kit.sources.enti import enti_di, unisci_schede
from crescere_kit.sources.faults import Difetto, FileRifiutato
from crescere_kit.sources.loading import Caricamento, Fonte
from crescere_kit.sources.long_rows import nessuna_riga, unisci_righe
from crescere_kit.sources.names import con_slug
from crescere_kit.sources.store import ledger, partitions
from crescere_kit.sources.store.ledger import FonteCaricata, Registro
from crescere_kit.sources.store.partitions import Sostituzione

TUTTE_LE_REGIONI = "tutte"
_RESTANO = (
    "i totali del bilancio per titolo restano quelli che l'archivio ha già da OpenBDAP; "
    "dei capitoli è caricato il resto."
)
PIU_RICCO = "bdap"  # the layout whose tables have every column of the official prospect


def aggiungi(cartella: Path, caricamento: Caricamento, regione: str | None) -> Caricamento:
    """Put a load into the archive; return it with what there is to say about what it replaced."""
    with ledger.uno_alla_volta(cartella):
        registro = ledger.leggi(cartella)
        _controlla_regioni(registro, caricamento.fonti, regione)
        caricamento = _senza_gia_di_bdap(cartella, registro, caricamento)
        _controlla_perdite(cartella, registro, caricamento)
        ledger.pulisci(cartella, registro)
        avvisi = _gia_caricate(registro, caricamento.fonti)
        scritti: dict[int, str | None] = dict(registro.anni)
        for anno in _anni_toccati(registro, caricamento):
            scritti[anno], sostituzione = _scrivi_anno(cartella, registro, anno, caricamento)
            avvisi += _detto(anno, sostituzione)
        anni = {anno: file for anno, file in scritti.items() if file}
        confini = _confini(cartella, registro, caricamento.confini)
        nuovo = registro.con(anni=anni, fonti=_fonti(registro, caricamento), confini=confini)
        ledger.scrivi(cartella, _con_enti(cartella, nuovo, caricamento))
    tutti = [*caricamento.avvisi, *avvisi]
    return Caricamento(caricamento.righe, caricamento.schede, caricamento.fonti, tutti)


def estrai(cartella: Path, istat: str, destinazione: Path) -> Path:
    """Write an archive that holds one comune only, in place of whatever the destination held."""
    origine = ledger.leggi(cartella)
    enti = partitions.leggi_enti(cartella, origine.enti).loc[[istat]]
    schede = partitions.leggi_schede(cartella, origine.schede)
    with ledger.uno_alla_volta(destinazione):
        ledger.pulisci(destinazione, ledger.leggi(destinazione))
        anni, impronte = {}, set()
        for anno, percorso in origine.anni.items():
            righe = partitions.leggi(cartella / percorso, anno, [istat])
            if len(righe):
                anni[anno] = _nuovo_anno(destinazione, anno, righe)
                impronte |= set(righe["sha256"])
        fonti = tuple(fonte for fonte in origine.fonti if fonte.sha256 in impronte)
        registro = Registro(anni=anni, fonti=fonti)
        ledger.scrivi(destinazione, _con_tabelle(destinazione, registro, enti, schede.loc[[istat]]))
    return destinazione


def riprendi(cartella: Path, vecchia: Path, gia_note: frozenset[str]) -> list[str]:
    """Put back into an archive what another one had loaded on its own: the sources nobody else knows.

    `gia_note` are the SHA-256 that come from elsewhere and may have been superseded there. A table that the
    archive has is not touched. Returns the names of the files put back.
    """
    attuale = ledger.leggi(cartella)
    origine = ledger.leggi(vecchia)
    proprie = [fonte for fonte in origine.fonti if fonte.sha256 not in gia_note]
    impronte = {fonte.sha256 for fonte in proprie}
    sue = unisci_righe(
        _proprie(vecchia / percorso, anno, impronte, _membri(cartella, attuale, anno))
        for anno, percorso in origine.anni.items()
    )
    if sue.empty:
        return []
    schede = partitions.leggi_schede(vecchia, origine.schede)
    tenute = set(sue["sha256"])
    fonti = [Fonte(f.nome, f.sha256, f.formato, f.regione) for f in proprie if f.sha256 in tenute]
    aggiungi(cartella, Caricamento(sue, schede[:0], fonti), TUTTE_LE_REGIONI)
    return [fonte.nome for fonte in fonti]


def _proprie(percorso: Path, anno: int, impronte: set[str], esclusi: set[str]) -> pd.DataFrame:
    righe = partitions.leggi(percorso, anno)
    sue = righe["sha256"].astype("str").isin(impronte) & ~righe["membro"].astype("str").isin(esclusi)
    return righe[sue]


def _membri(cartella: Path, registro: Registro, anno: int) -> set[str]:
    if anno not in registro.anni:
        return set()
    return set(partitions.leggi(cartella / registro.anni[anno], anno)["membro"].astype("str"))


def _anni_toccati(registro: Registro, caricamento: Caricamento) -> list[int]:
    """Return the years with new rows, or that lose the old ones of a table that is now empty."""
    svuotati = {anno for _, anno, _ in caricamento.tabelle if anno in registro.anni}
    return sorted({*map(int, caricamento.righe["anno"].unique()), *svuotati})


def _scrivi_anno(
    cartella: Path, registro: Registro, anno: int, caricamento: Caricamento
) -> tuple[str | None, Sostituzione | None]:
    """Write a year anew; None when nothing is left of it."""
    nuove = caricamento.righe[caricamento.righe["anno"] == anno]
    vecchie = nessuna_riga()
    if anno in registro.anni:
        vecchie = partitions.leggi(cartella / registro.anni[anno], anno)
    anche = [(istat, membro) for istat, di_anno, membro in caricamento.tabelle if di_anno == anno]
    righe, sostituzione = partitions.sostituisci(vecchie, nuove, anche)
    if nuove.empty and sostituzione is None:
        return registro.anni[anno], None
    return _nuovo_anno(cartella, anno, righe) if len(righe) else None, sostituzione


def _nuovo_anno(cartella: Path, anno: int, righe: pd.DataFrame) -> str:
    return ledger.nuovo_file(
        cartella, f"conti/anno={anno}", lambda percorso: partitions.scrivi(righe, percorso)
    )


def _confini(cartella: Path, registro: Registro, nuovi: dict[str, bytes]) -> dict[str, str]:
    """Return the files of the boundaries; a newer copy takes the place of the older one."""
    scritti = {
        regioni: ledger.nuovo_file(cartella, "riferimenti", partial(_scrivi_byte, contenuto), "topo.json")
        for regioni, contenuto in nuovi.items()
    }
    return registro.confini | scritti


def _scrivi_byte(contenuto: bytes, percorso: Path) -> None:
    percorso.write_bytes(contenuto)


def _con_enti(cartella: Path, registro: Registro, caricamento: Caricamento) -> Registro:
    """Return the register with the enti known now; a slug once given to a comune never changes."""
    schede = unisci_schede([partitions.leggi_schede(cartella, registro.schede), caricamento.schede])
    prima = partitions.leggi_enti(cartella, registro.enti)
    con_conti = prima.index.union(caricamento.righe["istat"].astype("str").unique())
    enti = con_slug(enti_di(schede).loc[con_conti.sort_values()], prima["slug"])
    return _con_tabelle(cartella, registro, enti, schede)


def _con_tabelle(cartella: Path, registro: Registro, enti: pd.DataFrame, schede: pd.DataFrame) -> Registro:
    return registro.con(
        enti=ledger.nuovo_file(cartella, "enti", enti.to_parquet),
        schede=ledger.nuovo_file(cartella, "schede", schede.to_parquet),
    )


def _fonti(registro: Registro, caricamento: Caricamento) -> tuple[FonteCaricata, ...]:
    """Return the sources with the new ones at the end; one that is loaded again keeps one line."""
    quando = datetime.now(UTC).isoformat(timespec="seconds")
    righe = caricamento.righe["sha256"].value_counts()
    nuove = [
        FonteCaricata(f.nome, f.sha256, f.formato, f.regione, quando, int(righe.get(f.sha256, 0)))
        for f in caricamento.fonti
    ]
    impronte = {fonte.sha256 for fonte in nuove}
    return (*(fonte for fonte in registro.fonti if fonte.sha256 not in impronte), *nuove)


def _controlla_regioni(registro: Registro, fonti: list[Fonte], regione: str | None) -> None:
    """Refuse the accounts of a region that is not of this archive, unless it was asked for by name."""
    note = sorted({fonte.regione for fonte in registro.fonti if fonte.regione})
    note = note or sorted({fonte.regione for fonte in fonti if fonte.regione})[:1]
    ammesse = [*note, *([regione] if regione else [])]
    difetti = [
        Difetto(
            fonte.nome,
            None,
            "Descrizione Regione",
            f"la regione {fonte.regione}",
            f"la regione {' o '.join(note)} di questo archivio (per aggiungerne un'altra, indicarla: "
            f"«regione {fonte.regione}»)",
        )
        for fonte in fonti
        if fonte.regione and not _ammessa(fonte.regione, ammesse)
    ]
    if difetti:
        raise FileRifiutato(difetti)


def _controlla_perdite(cartella: Path, registro: Registro, caricamento: Caricamento) -> None:
    """Refuse another layout in the place of a table of BDAP: what only BDAP has would be lost."""
    formati = {fonte.sha256: fonte.formato for fonte in (*registro.fonti, *caricamento.fonti)}
    difetti = []
    for anno, nuove in caricamento.righe.groupby("anno"):
        altre = nuove[nuove["sha256"].astype("str").map(formati) != PIU_RICCO]
        if altre.empty or anno not in registro.anni:
            continue
        vecchie = partitions.leggi(cartella / registro.anni[anno], int(anno), sorted(set(altre["istat"])))
        ricche = vecchie[vecchie["sha256"].astype("str").map(formati) == PIU_RICCO]
        for istat, file in _tabelle_in_comune(altre, ricche):
            trovato = f"il rendiconto {anno} di {istat}, che l'archivio ha già da OpenBDAP"
            atteso = "un anno che manca: qui residui e previsioni non ci sono, e andrebbero persi"
            difetti.append(Difetto(file, None, None, trovato, atteso, istat))
    if difetti:
        raise FileRifiutato(difetti)


def _senza_gia_di_bdap(cartella: Path, registro: Registro, caricamento: Caricamento) -> Caricamento:
    """Leave out the totals of capitoli that BDAP has too: the official ones stay, the rest is more detail."""
    formati = {f.sha256: f.formato for f in (*registro.fonti, *caricamento.fonti)}
    dei_capitoli = caricamento.righe["sha256"].astype("str").map(formati).str.startswith("capitoli")
    dei_capitoli = dei_capitoli.fillna(False).astype(bool)
    tenute, avvisi = pd.Series(True, index=caricamento.righe.index), []
    for anno, nuove in caricamento.righe[dei_capitoli].groupby("anno"):
        if anno not in registro.anni:
            continue
        vecchie = partitions.leggi(cartella / registro.anni[anno], int(anno), sorted(set(nuove["istat"])))
        ricche = vecchie[vecchie["sha256"].astype("str").map(formati) == PIU_RICCO]
        chiavi = pd.MultiIndex.from_frame(ricche[["istat", "membro"]].astype("str")).unique()
        doppie = pd.MultiIndex.from_frame(nuove[["istat", "membro"]].astype("str")).isin(chiavi)
        tenute[nuove.index[doppie]] = False
        avvisi += [f"{anno}: {_RESTANO}"] if doppie.any() else []
    righe = caricamento.righe[tenute].reset_index(drop=True)
    return replace(caricamento, righe=righe, avvisi=[*caricamento.avvisi, *avvisi])


def _tabelle_in_comune(nuove: pd.DataFrame, vecchie: pd.DataFrame) -> list[tuple[str, str]]:
    """Return comune and file of the new tables that the old rows also hold."""
    chiave = ["istat", "membro"]
    testi = dict.fromkeys([*chiave, "file"], "str")
    doppie = nuove[[*chiave, "file"]].astype(testi).merge(vecchie[chiave].astype("str").drop_duplicates())
    # «Rend. 2024.xlsx » Equilibri»: one refusal is enough for all the sheets of a workbook.
    file = doppie["file"].str.split(" » ").str[0]
    return sorted(set(zip(doppie["istat"], file, strict=True)))


def _ammessa(regione: str, ammesse: list[str]) -> bool:
    return any(una == TUTTE_LE_REGIONI or stessa_regione(una, regione) for una in ammesse)


def _gia_caricate(registro: Registro, fonti: list[Fonte]) -> list[str]:
    prima = {fonte.sha256: fonte for fonte in registro.fonti}
    return [
        f"«{fonte.nome}» era già nell'archivio dal {prima[fonte.sha256].caricata[:10]}: è lo stesso file."
        for fonte in fonti
        if fonte.sha256 in prima
    ]


def _detto(anno: int, sostituzione: Sostituzione | None) -> list[str]:
    if sostituzione is None or not sostituzione.cambiati:
        return []
    da = ", ".join(f"«{nome}»" for nome in sostituzione.vecchi_file)
    quanti = f"{sostituzione.comuni} comuni, {sostituzione.cambiati} importi cambiati"
    return [f"Anno {anno}: i dati presi da {da} sono sostituiti da quelli nuovi ({quanti})."]
