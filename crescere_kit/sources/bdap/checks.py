"""Totals that must agree: the official identities, and each summary with the rows it sums."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pandas as pd

from crescere_kit.accounts import Conti, discrepanze
from crescere_kit.euro import euro
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.maps import Mappe

_TITOLO = re.compile(r"\d")
_CHIAVE = ["istat", "anno", "lato", "codice", "fase"]
_DI_UN_TITOLO = re.compile(r"(entrate|spese), titolo (\d): (.+?) = ")
_DI_UN_PROSPETTO = re.compile(r"(equilibri|risultato): (.+?) = ")
# What is summed, how its code tells the summary it belongs to, and what it is called: (form, summary, words).
SOMME: tuple[tuple[str, Callable[[str], str], str], ...] = (
    (r"\d{5}", lambda codice: codice[0], "la somma delle tipologie"),
    (r"\d{3}", lambda codice: codice[0], "la somma dei macroaggregati"),
    (r"M\d\d\.\d\d\.\d", lambda codice: codice[-1], "la somma dei programmi"),
    (r"M\d\d\.\d\d\.\d", lambda codice: codice[:3], "la somma dei programmi"),
)


def totali(righe: pd.DataFrame, enti: pd.DataFrame, difetti: list[Difetto], mappe: Mappe) -> list[Difetto]:
    """Return the totals that do not agree, of the comuni whose rows could all be read."""
    illeggibili = {difetto.istat for difetto in difetti}
    rendiconto = righe[(righe["documento"] == "rendiconto") & ~righe["istat"].isin(illeggibili)]
    if rendiconto.empty:
        return []
    rotte = [_identita(rendiconto, enti)]
    if None not in illeggibili:  # a row that could not be split may be the one a sum lacks
        rotte += _somme(rendiconto)
    return _difetti(pd.concat(rotte, ignore_index=True), rendiconto, enti, mappe)


def tutti_a_zero(righe: pd.DataFrame, enti: pd.DataFrame) -> list[str]:
    """Return a sentence for each rendiconto filed with nothing but zeros: it is loaded, and says nothing."""
    rendiconto = righe[righe["documento"] == "rendiconto"]
    piene = (
        rendiconto["importo"].ne(0).groupby([rendiconto["istat"], rendiconto["anno"]], observed=True).any()
    )
    return [
        f"Il rendiconto {anno} di {enti['nome'].get(istat, istat)} ({istat}) ha tutti gli importi a zero: "
        "è caricato, ma i suoi indicatori sono n.c."
        for istat, anno in piene.index[~piene]
    ]


def _identita(rendiconto: pd.DataFrame, enti: pd.DataFrame) -> pd.DataFrame:
    """Return the broken identities with the row and column they speak of: lato, codice, fase."""
    dei_titoli = _con_forma(rendiconto, _TITOLO.pattern)
    prospetti = rendiconto["lato"].isin(["equilibri", "risultato"])
    presenti = rendiconto[dei_titoli | prospetti]
    rotte = discrepanze(Conti.da_righe(presenti, enti)) if len(presenti) else pd.DataFrame({"identita": []})
    luoghi = [_luogo(identita) for identita in rotte["identita"]]
    return rotte.join(pd.DataFrame(luoghi, columns=["lato", "codice", "fase"], index=rotte.index))


def _luogo(identita: str) -> tuple[str, str, str]:
    if titolo := _DI_UN_TITOLO.match(identita):
        return titolo[1], titolo[2], titolo[3].replace(" ", "_")
    prospetto = _DI_UN_PROSPETTO.match(identita)
    return prospetto[1], prospetto[2].replace(" ", "_"), "importo"


def _somme(rendiconto: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield the summaries that differ from the sum of their rows, where a comune has both for a fase."""
    for forma, di_chi, parole in SOMME:
        figlie = rendiconto[_con_forma(rendiconto, forma)]
        if len(figlie):
            madri = {
                codice: di_chi(codice)
                for codice in figlie["codice"].cat.categories
                if re.fullmatch(forma, codice)
            }
            yield _confronta(rendiconto, figlie, figlie["codice"].map(madri).astype("category"), parole)
    missioni = rendiconto[_con_forma(rendiconto, r"M\d\d")]
    if len(missioni):
        yield _confronta_il_totale(rendiconto, missioni)


def _confronta(rendiconto: pd.DataFrame, figlie: pd.DataFrame, madri: pd.Series, parole: str) -> pd.DataFrame:
    figlie = figlie.assign(figlia=figlie["codice"], codice=madri)
    sommate = _somma(_complete(figlie), _CHIAVE)
    riepilogo = _somma(rendiconto[rendiconto["codice"].isin(set(madri))], _CHIAVE)
    return _diverse(pd.DataFrame({"trovato": riepilogo, "atteso": sommate}).dropna(), parole)


def _complete(figlie: pd.DataFrame) -> pd.DataFrame:
    """Keep the fasi in which every row of a summary has its amount: one that is missing is not zero."""
    gruppo = ["istat", "anno", "codice"]
    attese = figlie.groupby(gruppo, observed=True)["figlia"].transform("nunique")
    presenti = figlie.groupby([*gruppo, "fase"], observed=True)["figlia"].transform("size")
    return figlie[attese == presenti]


def _confronta_il_totale(rendiconto: pd.DataFrame, missioni: pd.DataFrame) -> pd.DataFrame:
    """Compare all the missioni with all the titoli; the fault is shown on the first missione."""
    titoli = rendiconto[_con_forma(rendiconto, _TITOLO.pattern) & (rendiconto["lato"] == "spese")]
    somme = [_somma(_complete(r.assign(figlia=r["codice"], codice="")), _CHIAVE) for r in (missioni, titoli)]
    rotte = _diverse(
        pd.DataFrame(dict(zip(("trovato", "atteso"), somme, strict=True))).dropna(), "il totale dei titoli"
    )
    prime = missioni.drop_duplicates(["istat", "anno", "fase"]).set_index(["istat", "anno", "fase"])["codice"]
    prime = prime.astype("str").reindex(pd.MultiIndex.from_frame(rotte[["istat", "anno", "fase"]]))
    return rotte.assign(codice=prime.to_numpy())


def _somma(righe: pd.DataFrame, chiave: list[str]) -> pd.Series:
    return righe.groupby(chiave, observed=True, sort=False)["importo"].sum()


def _diverse(coppie: pd.DataFrame, parole: str) -> pd.DataFrame:
    return coppie[coppie["trovato"] != coppie["atteso"]].reset_index().assign(identita=parole)


def _con_forma(righe: pd.DataFrame, forma: str) -> pd.Series:
    return righe["codice"].isin([c for c in righe["codice"].cat.categories if re.fullmatch(forma, c)])


def _difetti(
    rotte: pd.DataFrame, rendiconto: pd.DataFrame, enti: pd.DataFrame, mappe: Mappe
) -> list[Difetto]:
    if rotte.empty:
        return []
    dove = rendiconto.drop_duplicates(_CHIAVE).astype(dict.fromkeys(_CHIAVE[:1] + _CHIAVE[2:], "str"))
    righe = rotte.merge(dove[[*_CHIAVE, "membro", "file", "riga"]], on=_CHIAVE, how="left")
    difetti = []
    for rotta in righe.itertuples():
        colonna = _intestazione(mappe, rotta)
        trovato = (
            f"{euro(rotta.trovato)} di {enti['nome'].get(rotta.istat, '')} ({rotta.istat}, {rotta.codice})"
        )
        atteso = f"{euro(rotta.atteso)}: {rotta.identita}"
        difetti.append(Difetto(rotta.file, int(rotta.riga), colonna, trovato, atteso, rotta.istat))
    return difetti


def _intestazione(mappe: Mappe, rotta: tuple) -> str:
    colonne = mappe.colonne(rotta.membro, rotta.anno)
    return next((c.intestazione for c in colonne if c.fase == rotta.fase), rotta.fase)
