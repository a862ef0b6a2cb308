"""The worked example of the FCDE (domain notes, §4) as rows of the ente's form: the TARI of Borgo Esempio.

The bilancio is that of 2027, the first that may use the metodo accelerato; amounts in euro.
"""

from __future__ import annotations

ISTAT, BILANCIO, RENDICONTO, TARI = "901001", 2027, 2026, "1010151"
ANNI = (2022, 2023, 2024, 2025, 2026)
ACCERTAMENTI = dict(zip(ANNI, (900_000, 920_000, 940_000, 960_000, 980_000), strict=True))
RISCOSSIONI = dict(zip(ANNI, (540_000, 552_000, 611_000, 576_000, 637_000), strict=True))
# The series with the incassi of the year after is one year older: 3.680.000 collected of 4.600.000.
ACCERTAMENTI |= {2021: 880_000}
RISCOSSIONI |= {2021: 528_000}
ANNO_DOPO = {2021: 176_000, 2022: 180_000, 2023: 184_000, 2024: 141_000, 2025: 192_000}
RESIDUI = dict.fromkeys(ANNI, 1_000_000)
RISCOSSI = dict(zip(ANNI, (120_000, 150_000, 100_000, 140_000, 90_000), strict=True))  # 12, 15, 10, 14, 9 %
RESIDUI_FINALI = {2026: 1_500_000}
PREVISIONE, STANZIATO = 1_000_000, 379_574.47

ATTESI = {  # cents, on the row of the bilancio
    "FCDE_M1": 379_574_47,
    "FCDE_M2": 380_000_00,
    "FCDE_N1": 200_000_00,
    "FCDE_ACC": 350_000_00,
    "FCDE_MINIMO_1": 379_574_47,
}
ATTESO_A_RENDICONTO = 1_320_000_00
PER_ANNO = {
    "accertamenti": ACCERTAMENTI,
    "riscossioni_competenza": RISCOSSIONI,
    "riscossioni_anno_dopo": ANNO_DOPO,
    "residui_iniziali": RESIDUI,
    "riscossioni_residui": RISCOSSI,
    "residui_finali": RESIDUI_FINALI,
}
DEL_BILANCIO = {"previsione_1": PREVISIONE, "progetto_riscossione": 1}


def modulo() -> dict[tuple[int, str, str, str], float]:
    """Return what the form holds: (anno, lato, codice, fase) and euro, or 1 for yes."""
    storia = {
        (anno, "fcde", TARI, fase): euro for fase, anni in PER_ANNO.items() for anno, euro in anni.items()
    }
    bilancio = {(BILANCIO, "fcde", TARI, fase): valore for fase, valore in DEL_BILANCIO.items()}
    return storia | bilancio | {(BILANCIO, "fcde_totale", "stanziato_1", "valore"): STANZIATO}


def righe(cambia: dict | None = None, senza: tuple = (), istat: str = ISTAT) -> list[tuple]:
    """Write the form as rows of a panel, in cents: with some cells changed, or left blank."""
    celle = {chiave: valore for chiave, valore in (modulo() | (cambia or {})).items() if chiave not in senza}
    return [
        (istat, anno, "manuale", lato, codice, fase, _del_pannello(fase, valore))
        for (anno, lato, codice, fase), valore in celle.items()
    ]


def cella(fase: str, anno: int, codice: str = TARI) -> tuple[int, str, str, str]:
    """Name a cell of the form."""
    return (anno, "fcde", codice, fase)


def _del_pannello(fase: str, valore: float) -> int:
    return valore if fase in ("metodo", "progetto_riscossione") else round(valore * 100)
