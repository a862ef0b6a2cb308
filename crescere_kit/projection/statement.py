"""The voci of the two projected years: rendiconto, bilancio and form, as they would be filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.voci import MANUALE, TITOLI_ENTRATE, TITOLI_SPESE
from crescere_kit.projection.flows import Righe, somma
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.lines import CONTI, FONDI
from crescere_kit.projection.treasury.annual import Movimenti

# Codes that an indicator reads and that move with the account they are in: (lato, code, the account).
_SEGUONO = (
    ("entrate", "E.4.03.01", "4"),
    ("entrate", "E.4.03.04", "4"),
    ("spese", "U.1.02.01.01", "102"),
    ("spese", "U.1.03.02.12", "103"),
    ("spese", "204", "2"),
)
_DI_MORA_E_ANTICIPAZIONE = ("U.1.07.06.02", "U.1.07.06.04")
_FONDI_DEL_BILANCIO = {"M20.01.1": ("riserva",), "M20.02.1": ("fcde",)}
_MESSO_DA_PARTE = {"riserva": "riserva", "fgdc": "fgdc", "obiettivi_fp": "obiettivi_fp"}
_SOTTO_IL_CENTESIMO = 3  # digits of a cent that are noise of the arithmetic
_FASE = {"entrate": "accertamenti", "spese": "impegni"}


@dataclass(frozen=True)
class Base:
    """What the last rendiconto says and the lines do not: by (lato, code), (n, 1, 1) cents or shares."""

    importi: dict[tuple[str, str], np.ndarray]
    cassa_prevista: dict[tuple[str, str], np.ndarray]
    dei_tributi: dict[str, np.ndarray]  # share of tipologia 101 in what titolo 1 collects, by fase
    fpv_101: np.ndarray
    personale: np.ndarray


def base(conti: Conti, orizzonte: Orizzonte) -> Base:
    """Read what stays as it is, or follows the account it is in."""

    def prendi(documento: str, lato: str, codice: str, fase: str) -> np.ndarray:
        return orizzonte.prendi(conti, conti.voce(documento, lato, codice, fase))[:, None, None]

    titoli = [("entrate", t) for t in TITOLI_ENTRATE] + [("spese", t) for t in TITOLI_SPESE]
    codici = [(lato, codice) for lato, codice, _ in _SEGUONO]
    codici += [(lato, conto) for lato, _, conto in _SEGUONO]
    codici += [("spese", codice) for codice in ("107", *_DI_MORA_E_ANTICIPAZIONE)]
    importi = {
        (lato, codice): prendi("rendiconto", lato, codice, _FASE[lato])
        for lato, codice in dict.fromkeys(titoli + codici)
    }
    dovuto = {t: importi[t] + prendi("rendiconto", *t, "residui_iniziali") for t in titoli}
    return Base(
        importi=importi,
        cassa_prevista={t: _quota(prendi("rendiconto", *t, "previsioni_cassa"), dovuto[t]) for t in titoli},
        dei_tributi={
            fase: _quota(*(prendi("rendiconto", "entrate", codice, fase) for codice in ("10101", "1")))
            for fase in ("riscossioni_competenza", "riscossioni_residui")
        },
        fpv_101=prendi("rendiconto", "fpv", "spesa_101", "importo"),
        personale=orizzonte.prendi(conti, conti.manuale("personale", "spesa"))[:, None, None],
    )


def voci(
    linee: Mapping[str, np.ndarray],
    prospetti: Mapping[str, Righe],
    mossi: Movimenti,
    di_base: Base,
    partenza: Mapping[str, np.ndarray],
) -> dict[Voce, np.ndarray]:
    """Return every voce of the projected years: (n, S, 2) cents, NaN where it cannot be known.

    prospetti: the rows of «equilibri», «equilibri_previsti» and «risultato».
    """
    scritte = _conti(linee, di_base) | _titoli(mossi, di_base)
    scritte |= _bilancio(scritte, prospetti["equilibri_previsti"], mossi, linee)
    for prospetto in ("equilibri", "risultato"):
        scritte |= {
            Voce("rendiconto", prospetto, riga, "importo"): valori
            for riga, valori in prospetti[prospetto].items()
        }
    scritte |= {
        Voce("rendiconto", "fpv", riga, "importo"): di_base.fpv_101 for riga in ("entrata_101", "spesa_101")
    }
    return scritte | _del_modulo(linee, prospetti, di_base, partenza)


def _conti(linee: Mapping[str, np.ndarray], di_base: Base) -> dict[Voce, np.ndarray]:
    """The accounts under the titoli, and what moves with them."""
    scritte = {
        Voce("rendiconto", lato, conto, _FASE[lato]): somma(linee, codici)
        for (lato, conto), codici in CONTI.items()
    }
    for lato, codice, conto in _SEGUONO:
        quota = _quota(di_base.importi[lato, codice], di_base.importi[lato, conto])
        scritte[Voce("rendiconto", lato, codice, _FASE[lato])] = (
            quota * scritte[Voce("rendiconto", lato, conto, _FASE[lato])]
        )
    # Late interest and advances are no plan: they stay what they were.
    for codice in _DI_MORA_E_ANTICIPAZIONE:
        scritte[Voce("rendiconto", "spese", codice, "impegni")] = np.minimum(
            di_base.importi["spese", codice], linee["interessi"]
        )
    return scritte


def _titoli(mossi: Movimenti, di_base: Base) -> dict[Voce, np.ndarray]:
    scritte: dict[Voce, np.ndarray] = {}
    for (lato, titolo), di_competenza in mossi.competenza.items():
        verbo = "riscossioni" if lato == "entrate" else "pagamenti"
        da_residui, da_competenza = mossi.da_residui[lato, titolo], mossi.da_competenza[lato, titolo]
        dovuto = di_competenza + da_competenza
        iniziali = da_residui + mossi.residui[lato, titolo]
        fasi = {
            _FASE[lato]: dovuto,
            "residui_iniziali": iniziali,
            "riaccertamento": np.zeros_like(dovuto),
            f"{verbo}_competenza": di_competenza,
            f"{verbo}_residui": mossi.residui[lato, titolo],
            verbo: mossi.mosso((lato, titolo)),
            "residui_da_residui": da_residui,
            "residui_da_competenza": da_competenza,
            "residui_finali": _con_l_anticipazione(mossi, (lato, titolo)),
            "previsioni_cassa": di_base.cassa_prevista[lato, titolo] * (dovuto + iniziali),
        }
        scritte |= {Voce("rendiconto", lato, titolo, fase): valori for fase, valori in fasi.items()}
    return scritte | _dei_tributi(scritte, di_base)


def _con_l_anticipazione(mossi: Movimenti, titolo: tuple[str, str]) -> np.ndarray:
    """What is still owed to the tesoriere at 31 December is a residuo of titolo 5."""
    finali = mossi.finali(titolo)
    return finali + np.maximum(-mossi.cassa, 0.0) if titolo == ("spese", "5") else finali


def _dei_tributi(scritte: Mapping[Voce, np.ndarray], di_base: Base) -> dict[Voce, np.ndarray]:
    """Collections of tipologia 101, a part of titolo 1 that the second parametro looks at alone."""
    return {
        Voce("rendiconto", "entrate", "10101", fase): quota
        * scritte[Voce("rendiconto", "entrate", "1", fase)]
        for fase, quota in di_base.dei_tributi.items()
    }


def _bilancio(
    scritte: Mapping[Voce, np.ndarray], righe: Righe, mossi: Movimenti, linee: Mapping[str, np.ndarray]
) -> dict[Voce, np.ndarray]:
    fondi = somma(linee, FONDI)
    bilancio: dict[Voce, np.ndarray] = {}
    for lato, titolo in mossi.competenza:
        nuovo = scritte[Voce("rendiconto", lato, titolo, _FASE[lato])]
        con_fondi = nuovo + fondi if (lato, titolo) == ("spese", "1") else nuovo
        bilancio[Voce("previsione", lato, titolo, "competenza_1")] = con_fondi
        cassa = scritte[Voce("rendiconto", lato, titolo, "riscossioni" if lato == "entrate" else "pagamenti")]
        bilancio[Voce("previsione", lato, titolo, "cassa_1")] = cassa
    for codice, quali in _FONDI_DEL_BILANCIO.items():
        bilancio[Voce("previsione", "spese", codice, "competenza_1")] = _almeno(somma(linee, quali))
    altri = tuple(fondo for fondo in FONDI if fondo not in ("riserva", "fcde"))
    bilancio[Voce("previsione", "spese", "M20.03.1", "competenza_1")] = somma(linee, altri)
    return bilancio | {
        Voce("previsione", "equilibri_previsti", riga, "competenza_1"): valori
        for riga, valori in righe.items()
    }


def _del_modulo(
    linee: Mapping[str, np.ndarray],
    prospetti: Mapping[str, Righe],
    di_base: Base,
    partenza: Mapping[str, np.ndarray],
) -> dict[Voce, np.ndarray]:
    """What an indicator reads in the form of the ente, as the projection has it."""
    cresce = _quota(linee["personale"], partenza["personale"][:, None, None])
    zero = np.zeros_like(linee["disavanzo"])
    scritte = {
        Voce(MANUALE, "fondi", nome, "valore"): _almeno(linee[linea])
        for linea, nome in _MESSO_DA_PARTE.items()
    }
    return scritte | {
        Voce(MANUALE, "fcde_totale", "stanziato_1", "valore"): _almeno(linee["fcde"]),
        Voce(MANUALE, "disavanzo", "quota_dovuta", "valore"): linee["disavanzo"],
        Voce(MANUALE, "personale", "spesa", "valore"): di_base.personale * cresce,
        Voce(MANUALE, "personale", "fcde_assestato", "valore"): linee["fcde"],
        Voce(MANUALE, "avanzo", "libero_applicato", "valore"): zero,
        Voce(MANUALE, "avanzo", "destinata_nuova", "valore"): zero,
        Voce(MANUALE, "avanzo", "fcde_liberato", "valore"): zero,
        Voce(MANUALE, "avanzo", "cancellati_vincolati", "valore"): zero,
        Voce("rendiconto", "entrate", "E.4.02.06", "accertamenti"): prospetti["equilibri"]["C"],
    }


def _almeno(minimo: np.ndarray) -> np.ndarray:
    """What the law asks at least is never rounded down: a missing cent would be a breach."""
    return np.ceil(np.round(minimo, _SOTTO_IL_CENTESIMO))


def _quota(parte: np.ndarray, tutto: np.ndarray) -> np.ndarray:
    """Return a share of an account: nothing of nothing, unknown of what is not known."""
    divisa = np.divide(parte, tutto, out=np.full(np.broadcast(parte, tutto).shape, np.nan), where=tutto != 0)
    return np.where((tutto == 0) & (parte == 0), 0.0, divisa)
