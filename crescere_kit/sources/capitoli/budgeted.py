"""The stanziamenti of each capitolo, and of which document: the budget as approved or as last changed."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from crescere_kit.sources import amounts, plain
from crescere_kit.sources.capitoli.layout import Forma
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.maps import Mappe

PREVISIONE, ASSESTATO = "previsione", "assestato"
_FORME = {
    "italiano": (amounts.cents_italiani, amounts.ATTESO_ITALIANO),
    "punto": (amounts.cents, amounts.ATTESO),
}
_INIZIALE, _CORRENTE = "iniziale", "corrente"
_PAROLE = {PREVISIONE: "come bilancio di previsione", ASSESTATO: "come bilancio assestato"}


@dataclass(frozen=True)
class Stanziamenti:
    """Cents by documento, one column per fase, index the row in the file; and what there is to say of it."""

    documenti: dict[str, pd.DataFrame] = field(default_factory=dict)
    difetti: list[Difetto] = field(default_factory=list)
    avvisi: list[str] = field(default_factory=list)

    def vivi(self, indice: pd.Index) -> pd.Series:
        """Tell the capitoli that have an amount anywhere."""
        vivi = pd.Series(False, index=indice)
        for importi in self.documenti.values():
            vivi |= importi.ne(0).any(axis=1)
        return vivi


def stanziamenti(dati: pd.DataFrame, forma: Forma, mappe: Mappe, file: str) -> Stanziamenti:
    """Read the amounts; a column that is zero in every row is one nobody filled in."""
    colonne, difetti, vuote = _colonne(dati, forma, file)
    tipi, difetti_tipo = _tipi(dati, forma, mappe, file)
    difetti += difetti_tipo
    piene = {chiave: importi for chiave, importi in colonne.items() if importi.ne(0).any()}
    if not piene and not difetti:
        difetti.append(Difetto(file, None, None, "ogni stanziamento a zero", "almeno uno stanziamento"))
    scelti, avvisi = _documenti({gruppo for gruppo, _ in piene}, tipi, file)
    documenti = {
        documento: pd.DataFrame({fase: i for (g, fase), i in piene.items() if g == gruppo})
        for documento, gruppo in scelti.items()
    }
    avvisi += _non_compilate(dati, forma, piene, set(scelti.values()), file)
    if vuote:
        avvisi.append(f"«{file}»: {vuote} caselle di stanziamento vuote sono lette come zero.")
    return Stanziamenti(documenti, difetti, avvisi)


def _colonne(
    dati: pd.DataFrame, forma: Forma, file: str
) -> tuple[dict[tuple[str, str], pd.Series], list[Difetto], int]:
    difetti: list[Difetto] = []
    colonne, vuote = {}, 0
    for posto, nota in forma.importi():
        testi = dati.iloc[:, posto]
        leggi, atteso = _FORME[nota["forma"]]
        importi, sbagliati = leggi(testi)
        difetti += plain.sbagliate(sbagliati, testi, file, atteso)
        negativi = importi.lt(0).fillna(False).astype(bool)
        difetti += plain.sbagliate(negativi, testi, file, "uno stanziamento che non sia negativo")
        vuote += int((importi.isna() & ~sbagliati).sum())
        colonne[nota["stanziamento"], nota["fase"]] = importi.fillna(0)
    return colonne, difetti, vuote


def _tipi(dati: pd.DataFrame, forma: Forma, mappe: Mappe, file: str) -> tuple[dict[str, str], list[Difetto]]:
    """Return the kinds of capitolo found and what each means; two meanings in one file are a fault."""
    posto = forma.posto("tipo")
    if posto is None:
        return {}, []
    note = [n for n in mappe.valori_capitoli if n["ruolo"] == "tipo" and n["lato"] == forma.lato]
    noti = {n["valore"]: n["significato"] for n in note if n["schema"] in ("*", forma.schema)}
    testi = dati.iloc[:, posto].str.strip()
    atteso = f"un tipo di capitolo della mappa «capitoli_valori.csv»: {' o '.join(noti)}"
    difetti = list(plain.sbagliate(~testi.isin(noti), testi, file, atteso))
    tipi = {tipo: noti[tipo] for tipo in testi.unique() if tipo in noti}
    if len(set(tipi.values())) > 1:
        trovato = f"capitoli di tipo {' e '.join(tipi)} insieme"
        difetti.append(
            Difetto(file, None, str(testi.name), trovato, "un file di soli capitoli dello stesso tipo")
        )
    return tipi, difetti


def _documenti(pieni: set[str], tipi: dict[str, str], file: str) -> tuple[dict[str, str], list[str]]:
    """Decide which document each group of columns is; a capitolo di previsione has no assestato."""
    di_previsione = PREVISIONE in tipi.values()
    if di_previsione or _CORRENTE not in pieni:
        documenti = {PREVISIONE: _CORRENTE if _CORRENTE in pieni else _INIZIALE} if pieni else {}
    else:
        documenti = {ASSESTATO: _CORRENTE} | ({PREVISIONE: _INIZIALE} if _INIZIALE in pieni else {})
    if documenti.get(ASSESTATO) and PREVISIONE in documenti:
        return documenti, []
    perche = []
    if di_previsione:
        perche.append(f"i capitoli sono di previsione ({', '.join(tipi)})")
    if _INIZIALE not in pieni:
        perche.append("le colonne dello stanziamento iniziale sono a zero")
    come = " e ".join(_PAROLE[documento] for documento in documenti)
    avviso = f"«{file}»: {' e '.join(perche)}: gli stanziamenti sono letti {come}."
    return documenti, [avviso] if perche and documenti else []


def _non_compilate(
    dati: pd.DataFrame, forma: Forma, piene: dict[tuple[str, str], pd.Series], letti: set[str], file: str
) -> list[str]:
    note = [(str(dati.columns[posto]), nota) for posto, nota in forma.importi()]
    a_zero = [
        nome for nome, n in note if n["stanziamento"] in letti and (n["stanziamento"], n["fase"]) not in piene
    ]
    if not a_zero:
        return []
    return [
        f"«{file}»: {', '.join(a_zero)} a zero in ogni riga: lette come colonne non compilate, non come zero."
    ]
