"""Read SIOPE as a long table: a row per ente, side and titolo, with SIOPE's own codes of the enti."""

from __future__ import annotations

import pandas as pd

from crescere_kit.sources import delimited, plain
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.plain import Schema
from crescere_kit.sources.siope import enti as enti_siope
from crescere_kit.sources.siope.titoli import righe_di_cassa, titoli_errati

SCHEMA = Schema(
    nome="SIOPE per titolo",
    separatore=",",
    servono=("codice_ente_siope", "comune", "popolazione", "anno", "lato", "codice_titolo", "importo_eur"),
)


def leggi(contenuto: bytes, file: str, anagrafe: pd.DataFrame, escludi: frozenset[str]) -> Letto:
    """Read the bytes of the table; enti without an ISTAT code are looked up in `anagrafe`."""
    tabella = delimited.leggi(contenuto, file, SCHEMA.separatore)
    difetti = [*tabella.difetti, *plain.mancanti(tabella.dati, SCHEMA, file)]
    if difetti:
        return Letto(difetti=difetti)
    dati = tabella.dati.apply(lambda colonna: colonna.str.strip())
    enti, ignoti = enti_siope.identifica(dati, anagrafe, file)
    dati = dati.assign(istat=dati["codice_ente_siope"].map(enti["istat"]), codice=dati["codice_titolo"])
    dati = dati[~dati["istat"].isin(escludi)]
    anno = dati["anno"].str.fullmatch(r"\d{4}")
    difetti += [*ignoti, *plain.sbagliate(~anno, dati["anno"], file, "un anno di quattro cifre")]
    difetti += titoli_errati(dati, ("lato", "codice_titolo"), file)
    dati = dati[anno & dati["istat"].notna()]
    doppie = dati.duplicated(["istat", "anno", "lato", "codice"])
    atteso = "una riga sola per ente, anno, lato e titolo"
    difetti += plain.sbagliate(doppie, dati["codice_titolo"], file, atteso)
    righe, sbagliati = righe_di_cassa(dati[~doppie], "importo_eur", file)
    presenti = enti[~enti["istat"].isin(escludi)].drop_duplicates("istat").set_index("istat")
    return Letto(righe, presenti, difetti + sbagliati)
