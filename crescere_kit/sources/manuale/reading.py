"""Read the form back, cell by cell: everything that is right, or every fault of it."""

from __future__ import annotations

import pandas as pd

from crescere_kit.euro import euro
from crescere_kit.sources.enti import COLONNE, nessun_ente
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.manuale import cells, interest, invoices, lists, marker, places
from crescere_kit.sources.manuale.entries import Lettura, Valore, membro, righe
from crescere_kit.sources.manuale.layout import CODICI, LEGGIMI, Anni, Foglio, fogli
from crescere_kit.sources.manuale.marker import Testata
from crescere_kit.sources.spreadsheet import Foglio as FoglioLetto
from crescere_kit.sources.spreadsheet import Libro
from crescere_kit.sources.whose import Dichiarato, istat_di

_MUTUI, _CALCOLATI = "Mutui", "calcolati"


def leggi(libro: Libro, dichiarato: Dichiarato, noti: pd.DataFrame) -> Letto:
    """Read a form; `noti` are the enti already known, `dichiarato` what the person said of the file."""
    if libro.difetti:
        return Letto(difetti=list(libro.difetti))
    testata, difetti = marker.leggi(libro)
    if testata is None:
        return Letto(difetti=difetti)
    difetti = [*_di_altri(testata, dichiarato, noti, libro.file), *marker.fogli_assenti(libro, testata)]
    letture = {foglio.nome: _foglio(libro, foglio, testata) for foglio in fogli(testata.anni)}
    difetti += [difetto for lettura in letture.values() for difetto in lettura.difetti]
    if difetti:
        return Letto(difetti=difetti)
    valori, avvisi = _insieme(letture, testata.anni)
    avvisi = [*(avviso for lettura in letture.values() for avviso in lettura.avvisi), *avvisi]
    avvisi += _altri_fogli(libro, testata)
    tabelle = frozenset((testata.istat, anno, nome) for anno, nome in _tabelle(testata.anni))
    scheda = _scheda(testata, noti)
    return Letto(righe(valori, testata.istat, libro.file), scheda, avvisi=avvisi, tabelle=tabelle)


def _foglio(libro: Libro, foglio: Foglio, testata: Testata) -> Lettura:
    letto = libro.foglio(foglio.nome)
    if letto is None:  # said already, if the form had it
        return Lettura()
    posti = places.trova(letto, foglio, testata)
    if posti.difetti:
        return Lettura(difetti=posti.difetti)
    if foglio.genere == "fatture":
        return invoices.leggi(letto, posti, testata.anni)
    if foglio.genere == "tabella":
        return lists.leggi(letto, foglio, posti)
    return _celle(letto, foglio, posti)


def _celle(letto: FoglioLetto, foglio: Foglio, posti: places.Posti) -> Lettura:
    """Read the cells whose rows the form wrote; a row newer than the form is not there, and is unknown."""
    valori, difetti = [], []
    for riga in foglio.righe:
        for chiave, campo in riga.campi.items():
            if riga.chiave not in posti.righe or chiave not in posti.colonne:
                continue
            cella = letto.cella(posti.righe[riga.chiave], posti.colonne[chiave])
            valore, difetto = cells.leggi(cella, campo)
            if difetto:
                difetti.append(difetto)
            elif valore is not None:
                valori.append(Valore(campo.voce, campo.anno, valore, foglio.nome, campo.ruolo, cella.riga))
    return Lettura(valori, difetti)


def _insieme(letture: dict[str, Lettura], anni: Anni) -> tuple[list[Valore], list[str]]:
    """Put the sheets together: invoices prevail over totals, loans give the interest that was not written."""
    fatture = letture[invoices.FOGLIO].valori
    superate = {uno.voce for uno in fatture}
    valori = [
        uno
        for nome, lettura in letture.items()
        for uno in lettura.valori
        if nome == invoices.FOGLIO or uno.voce not in superate
    ]
    if any(uno.voce == interest.INTERESSI for uno in valori):
        return valori, []
    calcolati = _interessi(letture[_MUTUI].valori, anni)
    return [*valori, *calcolati], [_detto(calcolati)] if calcolati else []


def _interessi(mutui: list[Valore], anni: Anni) -> list[Valore]:
    prestiti: dict[str, dict[str, int | float]] = {}
    for uno in mutui:
        prestiti.setdefault(uno.voce.codice, {})[uno.voce.fase] = uno.valore
    somme = interest.calcolati(list(prestiti.values()), len(anni.triennio)) or ()
    return [
        Valore(interest.INTERESSI, anno, cents, _MUTUI, _CALCOLATI, mutui[0].riga)
        for anno, cents in zip(anni.triennio, somme, strict=False)
    ]


def _detto(calcolati: list[Valore]) -> str:
    per_anno = ", ".join(f"{euro(int(uno.valore))} nel {uno.anno}" for uno in calcolati)
    return (
        f"Foglio «{_MUTUI}»: gli interessi dei prestiti in essere sono calcolati dai piani di ammortamento "
        f"({per_anno}), perché nel foglio «Debito e cassa» la loro cella è vuota."
    )


def _tabelle(anni: Anni) -> set[tuple[int, str]]:
    """Return every table that a form of these years replaces, were it left empty."""
    dei_campi = {
        (campo.anno, membro(foglio.nome, campo.ruolo)) for foglio in fogli(anni) for campo in foglio.campi
    }
    delle_fatture = {(anni.rendiconto, membro(invoices.FOGLIO, invoices.RUOLO))}
    return dei_campi | delle_fatture | {(anno, membro(_MUTUI, _CALCOLATI)) for anno in anni.triennio}


def _di_altri(testata: Testata, dichiarato: Dichiarato, noti: pd.DataFrame, file: str) -> list[Difetto]:
    """Refuse a form of another comune or year than the person said."""
    difetti = []
    if dichiarato.anno not in {None, testata.anni.rendiconto}:
        trovato = f"il modulo del rendiconto {testata.anni.rendiconto}"
        difetti.append(Difetto(file, None, None, trovato, f"quello del {dichiarato.anno}, come indicato"))
    if dichiarato.comune is None:
        return difetti
    istat, sconosciuto = istat_di(dichiarato.comune.strip(), noti, file)
    if not sconosciuto and istat != testata.istat:
        trovato = f"il modulo di {testata.titolo}"
        difetti.append(Difetto(file, None, None, trovato, f"quello di «{dichiarato.comune}», come indicato"))
    return [*difetti, *sconosciuto]


def _altri_fogli(libro: Libro, testata: Testata) -> list[str]:
    noti = {foglio for foglio, _ in testata.scritte} | {LEGGIMI, CODICI, marker.NOME}
    altri = [foglio.nome for foglio in libro.fogli if foglio.nome not in noti]
    return [f"Il foglio «{nome}» non è del modulo: non è stato letto." for nome in altri]


def _scheda(testata: Testata, noti: pd.DataFrame) -> pd.DataFrame:
    """Return what is known of the ente; of one never heard of, the name that the form has."""
    if testata.istat in noti.index:
        return noti.reindex(index=pd.Index([testata.istat], name="istat"), columns=COLONNE)
    nessuno = nessun_ente()
    ignoto = nessuno.reindex(pd.Index([testata.istat], name="istat")).assign(nome=testata.comune)
    return ignoto.astype(nessuno.dtypes.to_dict())
