"""Read one file of the layout into long rows, collecting every fault on the way."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from crescere_kit.accounts.voci import righe_prospetto
from crescere_kit.euro import euro
from crescere_kit.sources import amounts, delimited, plain
from crescere_kit.sources.dpcm import checks, layout
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.long_rows import lunghe, unisci_righe
from crescere_kit.sources.maps import Mappe
from crescere_kit.sources.whose import Intestatario

# The tables are those of BDAP, whose copy takes the place of this one; the other way round is refused.
_MEMBRI = {
    "entrate": {"titolo": "entrate_titoli", "dettaglio": "entrate_tipologie"},
    "spese": {"titolo": "spese_titoli", "dettaglio": "spese_macroaggregati"},
}
_MISSIONI = "spese_missioni"


def leggi(contenuto: bytes, file: str, lato: str, chi: Intestatario, mappe: Mappe) -> Letto:
    """Read the bytes of the file of entrate or of spese of one ente and year."""
    tabella = delimited.leggi(contenuto, file, layout.SEPARATORE)
    if tabella.dati.empty:
        vuota = Difetto(file, None, None, "nessuna riga dopo l'intestazione", f"le righe delle {lato}")
        return Letto(difetti=[*chi.difetti, *(tabella.difetti or [vuota])])
    note = [nota for nota in mappe.colonne_dpcm if nota["lato"] == lato]
    colonne, difetti_colonne = layout.colonne(list(tabella.dati.columns), note, file)
    etichette = tabella.dati.iloc[:, [_posto(colonne, ruolo) for ruolo in ("titolo", "dettaglio")]]
    note = [nota for nota in mappe.righe_dpcm if nota["lato"] == lato]
    righe, difetti_righe = layout.righe(etichette, note, file)
    celle, difetti_importi = _celle(tabella.dati, colonne, righe, file)
    difetti = [*chi.difetti, *tabella.difetti, *difetti_colonne, *difetti_righe, *difetti_importi]
    # A total is compared when nothing that it sums was lost: else its fault would hide the true one.
    if not (tabella.difetti or difetti_righe):
        difetti += checks.per_colonna(celle, lato, file)
    if not difetti_colonne:
        difetti += checks.per_riga(celle, file)
    if difetti:
        return Letto(difetti=difetti)
    avvisi = [*chi.avvisi, *_non_caricate(celle, etichette, file)]
    return Letto(_lunghe(celle, lato, chi, file), chi.scheda, avvisi=avvisi)


def _posto(colonne: list[layout.Voce | None], ruolo: str) -> int:
    return next(posto for posto, colonna in enumerate(colonne) if colonna and colonna["ruolo"] == ruolo)


def _celle(
    dati: pd.DataFrame, colonne: list[layout.Voce | None], righe: pd.DataFrame, file: str
) -> tuple[pd.DataFrame, list[Difetto]]:
    """Return one row per amount, with what its row and its column are."""
    difetti: list[Difetto] = []
    tavole = []
    delle_righe = righe.rename(columns={"ruolo": "ruolo_riga"})
    for posto, colonna in enumerate(colonne):
        if colonna is None or not colonna["fase"]:
            continue
        testi = dati.iloc[:, posto]
        importi, sbagliati = amounts.cents_italiani(testi)
        difetti += plain.sbagliate(sbagliati, testi, file, amounts.ATTESO_ITALIANO)
        tavole.append(
            delle_righe.assign(importo=importi, posto=posto, **colonna | {"intestazione": testi.name})
        )
    return pd.concat(tavole).rename_axis("riga").reset_index(), difetti


def _lunghe(celle: pd.DataFrame, lato: str, chi: Intestatario, file: str) -> pd.DataFrame:
    totali = celle[(celle["ruolo"] == "totale") & (celle["voce"] != "")]
    tavole = {
        membro: totali[totali["ruolo_riga"] == ruolo].rename(columns={"codice": "_", "voce": "codice"})
        for ruolo, membro in _MEMBRI[lato].items()
    }
    tavole[_MISSIONI] = celle[(celle["ruolo"] == "missione") & (celle["ruolo_riga"] == "titoli")]
    return unisci_righe(
        _di_un_membro(tavola, chi, lato=lato, membro=membro, file=file)
        for membro, tavola in tavole.items()
        if len(tavola)
    )


def _di_un_membro(tavola: pd.DataFrame, chi: Intestatario, **costanti: str) -> pd.DataFrame:
    per_fase = tavola.pivot_table(
        index=["riga", "codice"], columns="fase", values="importo", aggfunc="first", dropna=False, sort=False
    )
    chiavi = per_fase.index.to_frame().set_index("riga")[["codice"]].assign(istat=chi.istat, anno=chi.anno)
    valori = {fase: per_fase[fase].astype("Int64") for fase in per_fase.columns}
    return lunghe(chiavi, valori, documento="rendiconto", **costanti)


def _non_caricate(celle: pd.DataFrame, etichette: pd.DataFrame, file: str) -> Iterator[str]:
    """Say every amount that has no voce in the panel: nothing is lost silently."""
    senza_voce = celle["ruolo_riga"].isin(["iniziale", "ignora"]) | (
        celle["ruolo_riga"].isin(["dettaglio", "titolo"]) & (celle["voce"] == "")
    )
    quali = (senza_voce & (celle["ruolo"] == "totale")) | (celle["ruolo"] == "ripiano")
    persi = celle[quali & celle["importo"].ne(0).fillna(False)]
    for riga, della_riga in persi.groupby("riga"):
        nome = " | ".join(filter(None, (testo.strip() for testo in etichette.loc[riga])))
        importi = ", ".join(f"{c.intestazione} {euro(c.importo)}" for c in della_riga.itertuples())
        yield f"«{file}», riga {riga}, «{nome}» ({importi}) non è tra i dati caricati: {_perche(della_riga)}."
    if "missione" in set(celle["ruolo"]):
        yield (
            f"«{file}»: di ogni missione il panel ha il totale; quanto ciascun macroaggregato "
            "vi spende resta nel file."
        )


def _perche(della_riga: pd.DataFrame) -> str:
    """A voce of another prospect comes from that prospect, which the archive replaces as a whole."""
    voce = della_riga["voce"].iloc[0]
    if della_riga["ruolo_riga"].iloc[0] != "iniziale" or not voce:
        return "il panel non ha questa voce"
    lato, codice = voce.split()
    return f"è «{righe_prospetto(lato)[codice]}» ({lato}), che si carica dal suo prospetto"
