"""Write accounts as the official OpenBDAP zips, name by name and quote by quote.

The demo region and the tests enter through these files, so that the reader is exercised on the layout it will
meet. Names of members, columns and voci come from the same maps the reader uses; what those maps mark
`dedotto` was never seen in an official file.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa

from crescere_kit.sources.bdap import layout_text as text
from crescere_kit.sources.bdap.layout_map import Membro, membri, parti_ufficiali

ANNO_UTF8 = 2022  # both encodings are met in official files: from this year on we write the other one
_PERSONALE = "101"
_DA_FPV = {"entrata_101": "fpv_entrata", "spesa_101": "fpv"}
_PROSPETTO = ["documento", "lato"]
_CHIAVI = ["istat", "codice", "fase"]
_RIEPILOGATI = ("entrate_titoli", "spese_titoli")
_ALTRI = (  # other subjects that file their accounts beside the comuni, and must not be read as comuni
    ("REREGI", "Regioni e province autonome", "REGIONE {regione}"),
    ("ELPROV", "Province", "PROVINCIA DI {provincia}"),
    ("ELUNCO", "Unioni di comuni", "UNIONE DEI COMUNI DI {nome}"),
)
_PDF = b"%PDF-1.4\n%%EOF\n"


def scrivi_zip(
    righe: pd.DataFrame, enti: pd.DataFrame, cartella: Path | str, regione: str = "ESEMPIO"
) -> list[Path]:
    """Write long rows (`Conti.da_righe`, money in cents) as official zips, one per region, year and subject.

    `enti` has index istat and at least nome and provincia. Rows of no official member are refused.
    """
    cartella = Path(cartella)
    cartella.mkdir(parents=True, exist_ok=True)
    scritti = []
    for anno, righe_anno in righe.groupby("anno", observed=True):
        testi: dict[str, dict[str, bytes]] = {}
        for membro, tavola in _tavole(righe_anno, int(anno)):
            interni = testi.setdefault(f"{anno}_{membro.archivio}_{regione}.zip", {})
            interni.update(_interni(membro, tavola, enti, int(anno), regione))
        for nome, interni in testi.items():
            scritti.append(_comprimi(cartella / nome, interni))
    return sorted(scritti)


def _tavole(righe: pd.DataFrame, anno: int) -> Iterator[tuple[Membro, pd.DataFrame]]:
    """Yield, for each member, one row per istat and codice with its fasi as columns."""
    prospetti = _per_prospetto(righe)
    senza_posto = {
        (*chiave, codice) for chiave, gruppo in prospetti.items() for codice in gruppo["codice"].unique()
    }
    for membro in membri(anno):
        gruppo = prospetti.get((membro.documento, membro.lato), righe[:0])
        nostri = {codice for codice in gruppo["codice"].unique() if membro.scomponi(codice)}
        senza_posto -= {(membro.documento, membro.lato, codice) for codice in nostri}
        if nostri:
            yield membro, _per_fase(gruppo[gruppo["codice"].isin(nostri)])
    if senza_posto:
        esempi = ", ".join(" ".join(voce) for voce in sorted(senza_posto)[:5])
        raise ValueError(f"Nessun file ufficiale del {anno} ha posto per: {esempi}.")


def _per_prospetto(righe: pd.DataFrame) -> dict[tuple[str, str], pd.DataFrame]:
    """Split rows by document and side; the FPV of staff is among the spese, as in the official files."""
    gruppi = righe.groupby(_PROSPETTO, observed=True)
    prospetti = {tuple(map(str, chiave)): gruppo for chiave, gruppo in gruppi}
    fpv = prospetti.pop(("rendiconto", "fpv"), None)
    if fpv is not None:
        fpv = fpv.assign(fase=fpv["codice"].astype("str").map(_DA_FPV), codice=_PERSONALE)
        spese = prospetti.get(("rendiconto", "spese"), righe[:0])
        spese = spese[~((spese["codice"] == _PERSONALE) & (spese["fase"] == "fpv"))]  # the same figure
        prospetti["rendiconto", "spese"] = pd.concat([spese, fpv], ignore_index=True)
    return prospetti


def _per_fase(righe: pd.DataFrame) -> pd.DataFrame:
    valore = "rapporto" if righe["fase"].iloc[0] == "percentuale" else "importo"
    chiavi = [
        pd.Categorical(righe[chiave].astype("category")).remove_unused_categories() for chiave in _CHIAVI
    ]
    tavola = pd.Series(righe[valore].array, index=pd.MultiIndex.from_arrays(chiavi, names=_CHIAVI))
    return tavola.unstack("fase").sort_index()  # noqa: PD010 unstack refuses two rows for one key


def _interni(
    membro: Membro, tavola: pd.DataFrame, enti: pd.DataFrame, anno: int, regione: str
) -> dict[str, bytes]:
    """Return the csv of a member and, for the summaries, the «Voce di Riepilogo» twin and a page in PDF."""
    corpo = _testo(membro, tavola, enti, anno, regione)
    interni = {f"{anno}_{membro.nome}_{regione}.csv": corpo}
    if membro.chiave in _RIEPILOGATI:
        interni[f"{anno}_{membro.nome} - Voce di Riepilogo_{regione}.csv"] = corpo
        interni[f"{anno}_{membro.nome}_{regione}.pdf"] = _PDF
    return interni


def _testo(membro: Membro, tavola: pd.DataFrame, enti: pd.DataFrame, anno: int, regione: str) -> bytes:
    (chi, cosa), (di_chi, di_cosa) = tavola.index.levels, tavola.index.codes
    anagrafica = text.soggetti(enti.loc[chi.astype("str")], anno, regione)
    parti = [parti_ufficiali(membro, codice) for codice in cosa]
    colonne = {}
    for intestazione, ruolo, fase in membro.colonne:
        if ruolo in ("importo", "rapporto", "si_no"):
            colonne[intestazione] = text.valori(tavola, fase, ruolo)
        elif intestazione in anagrafica.columns:
            colonne[intestazione] = text.scelti(anagrafica[intestazione], di_chi)
        else:
            colonne[intestazione] = text.scelti([parte.get(ruolo, "") for parte in parti], di_cosa)
    tabella = pa.table(colonne)
    del_primo = tabella.slice(0, int((di_chi == di_chi[0]).sum()))
    estranee = [_estranea(del_primo, altro, enti.loc[chi[di_chi[0]]], regione) for altro in _ALTRI]
    codifica = "utf-8-sig" if anno >= ANNO_UTF8 else "latin-1"
    return text.in_csv(pa.concat_tables([*estranee, tabella]), codifica)


def _estranea(tabella: pa.Table, altro: tuple[str, str, str], ente: pd.Series, regione: str) -> pa.Table:
    """Return the same rows as if another subject, seated in the same comune, had filed them."""
    tipo, descrizione, nome = altro
    nome = nome.format(nome=ente["nome"], provincia=ente["provincia"], regione=regione)
    nuovi = {
        "Codice Tipologia Soggetto": tipo,
        "Descrizione Tipologia Soggetto": descrizione,
        "Codice BDAP": f"9{tipo}",
        "Denominazione Soggetto": nome.upper(),
    }
    for intestazione, testo in nuovi.items():
        posizione = tabella.column_names.index(intestazione)
        tabella = tabella.set_column(posizione, intestazione, pa.array([testo] * tabella.num_rows))
    return tabella


def _comprimi(percorso: Path, interni: dict[str, bytes]) -> Path:
    """Write a zip whose bytes depend on its content only, so that its SHA-256 is a name for the data."""
    with zipfile.ZipFile(percorso, "w") as archivio:
        for nome, contenuto in interni.items():
            scheda = zipfile.ZipInfo(nome, date_time=(1980, 1, 1, 0, 0, 0))
            archivio.writestr(scheda, contenuto, zipfile.ZIP_DEFLATED, compresslevel=1)
    return percorso
