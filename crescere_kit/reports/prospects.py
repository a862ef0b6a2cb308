"""The prospects a ragioniera knows, filled from the panel; what is missing says why."""

from __future__ import annotations

from collections.abc import Iterable

from crescere_kit.accounts import classifications, voci
from crescere_kit.reports.documents import Quadro
from crescere_kit.tables import Cella, Tabella, importo

_ENTRATE = {
    "Previsioni definitive": "previsioni_competenza",
    "Accertamenti": "accertamenti",
    "Riscossioni": "riscossioni",
    "Residui al 31/12": "residui_finali",
}
_SPESE = {
    "Previsioni definitive": "previsioni_competenza",
    "Impegni": "impegni",
    "Pagamenti": "pagamenti",
    "Residui al 31/12": "residui_finali",
}
_RESIDUI = {
    "Al 1° gennaio": "residui_iniziali",
    "Riscossi o pagati": "{mossa}_residui",
    "Riaccertamento": "riaccertamento",
    "Da anni precedenti": "residui_da_residui",
    "Nati nell'anno": "residui_da_competenza",
    "Al 31 dicembre": "residui_finali",
}
_CONCLUSIVE = {"G", "O1", "O2", "O3", "Z1", "Z2", "Z3", "W1", "W2", "W3"} | {
    "fondo_cassa",
    "risultato",
    "accantonata",
    "vincolata",
    "destinata",
    "disponibile",
}


def entrate(quadro: Quadro) -> Tabella:
    """Return the entrate by titolo: what was forecast, what was accertato, what came in."""
    return _per_titolo(f"Entrate {quadro.anno} per titolo", quadro, ("rendiconto", "entrate"), _ENTRATE)


def spese(quadro: Quadro) -> Tabella:
    """Return the spese by titolo: what was forecast, what was impegnato, what was paid."""
    return _per_titolo(f"Spese {quadro.anno} per titolo", quadro, ("rendiconto", "spese"), _SPESE)


def residui(quadro: Quadro, lato: str) -> Tabella:
    """Return the life of residui attivi or passivi during the year, by titolo."""
    nome, mossa = ("attivi", "riscossioni") if lato == "entrate" else ("passivi", "pagamenti")
    fasi = {titolo: fase.format(mossa=mossa) for titolo, fase in _RESIDUI.items()}
    return _per_titolo(f"Residui {nome} {quadro.anno}", quadro, ("rendiconto", lato), fasi)


def cassa(quadro: Quadro, lato: str) -> Tabella:
    """Return the year's cash by titolo, as the treasurer told SIOPE."""
    nome = "Incassi" if lato == "entrate" else "Pagamenti"
    return _per_titolo(f"{nome} {quadro.anno} (SIOPE)", quadro, ("siope", lato), {nome: "cassa"})


def previsione(quadro: Quadro, lato: str) -> Tabella:
    """Return the bilancio di previsione by titolo: three years of competenza, one of cassa."""
    fasi = {f"Competenza {quadro.anno + n}": f"competenza_{n + 1}" for n in range(3)} | {
        f"Cassa {quadro.anno}": "cassa_1"
    }
    nome = "Entrate" if lato == "entrate" else "Spese"
    return _per_titolo(f"{nome} previste {quadro.anno}-{quadro.anno + 2}", quadro, ("previsione", lato), fasi)


def equilibri(quadro: Quadro) -> Tabella:
    """Return the whole prospetto degli equilibri, letter by letter, as it was filed."""
    return _prospetto(f"Prospetto degli equilibri {quadro.anno}", quadro, "equilibri")


def risultato(quadro: Quadro) -> Tabella:
    """Return the risultato di amministrazione (allegato a), as it was filed."""
    return _prospetto(f"Risultato di amministrazione {quadro.anno}", quadro, "risultato")


def _per_titolo(titolo: str, quadro: Quadro, dove: tuple[str, str], fasi: dict[str, str]) -> Tabella:
    perche = quadro.perche_manca(dove[0])
    noti = quadro.noti
    codici = _titoli(noti, *dove)
    voci = [[(*dove, codice, fase) for fase in fasi.values()] for codice in codici]
    righe: list[tuple[Cella, ...]] = [
        (_nome_titolo(dove[1], codice), *(importo(noti.get(v), perche, quadro.origine(v)) for v in riga))
        for codice, riga in zip(codici, voci, strict=True)
    ]
    totali = [_somma(noti.get(voce) for voce in colonna) for colonna in zip(*voci, strict=True)]
    di_tutti = "Somma dei titoli di questa colonna."
    righe.append(("Totale", *(importo(v, f"il totale non si fa: {perche}", di_tutti) for v in totali)))
    return Tabella(titolo, ("Titolo", *fasi), tuple(righe), evidenti=frozenset({len(righe) - 1}))


def _prospetto(titolo: str, quadro: Quadro, lato: str) -> Tabella:
    perche = quadro.perche_manca("rendiconto")
    nomi = voci.righe_prospetto(lato)
    noti = quadro.noti
    righe = tuple(
        (
            nome if lato == "risultato" or "_" in codice else f"{codice}  {nome}",
            importo(noti.get(voce), perche, quadro.origine(voce)),
        )
        for codice, nome in nomi.items()
        for voce in [("rendiconto", lato, codice, "importo")]
    )
    evidenti = frozenset(i for i, codice in enumerate(nomi) if codice in _CONCLUSIVE)
    return Tabella(titolo, ("Voce", "Importo"), righe, evidenti=evidenti)


def _titoli(noti: dict[tuple[str, str, str, str], int | float], documento: str, lato: str) -> list[str]:
    """The law's titoli; of SIOPE those that moved, because it lists movements and «0» are not yet named."""
    mossi = sorted({codice for doc, di, codice, _ in noti if (doc, di) == ("siope", lato)})
    if documento == "siope" and mossi:
        return mossi
    return classifications.titoli("entrate" if lato == "entrate" else "spese")


def _nome_titolo(lato: str, codice: str) -> str:
    if codice == "0":
        return "Da regolarizzare"
    return f"{codice}  {classifications.nome('entrate' if lato == 'entrate' else 'spese', codice)}"


def _somma(valori: Iterable[int | None]) -> int | None:
    valori = list(valori)
    return None if None in valori else sum(valori)
