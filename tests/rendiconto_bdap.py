"""The workbook «Rend. 2023.xlsx» of Borgo Esempio, with the labels of the schemes of D.Lgs. 118/2011.

No workbook of a comune could be had: the layout follows what is known of it (amounts of the equilibri in
column B, of the allegato a in column D above and B below), titles in merged cells, totals as formulas.
"""

import io
from dataclasses import dataclass, field
from functools import cache

import vettori
import xlsxwriter

from crescere_kit.accounts import Conti
from crescere_kit.accounts.identities import ricalcola

FILE = "Rend. 2023.xlsx"
QUADRO, EQUILIBRI, RISULTATO = "6 Quadro riassuntivo", "7 Equilibri", "11 All. a)"
_LEGGE = "in base a specifiche disposizioni di legge o dei principi contabili"
C = (
    "C) Entrate Titolo 4.02.06 - Contributi agli investimenti direttamente destinati al rimborso dei "
    "prestiti da amministrazioni pubbliche"
)
I_ = f"I) Entrate di parte capitale destinate a spese correnti {_LEGGE}"
L = f"L) Entrate di parte corrente destinate a spese di investimento {_LEGGE}"
M = "M) Entrate da accensione di prestiti destinate a estinzione anticipata dei prestiti"
E = "E) Spese Titolo 2.04 - Altri trasferimenti in conto capitale"
E1 = "E1) Fondo pluriennale vincolato di spesa - titolo 2.04 Altri trasferimenti in conto capitale"
S1 = "S1) Entrate Titolo 5.02 per Riscossione crediti di breve termine"
S2 = "S2) Entrate Titolo 5.03 per Riscossione crediti di medio-lungo termine"
T = "T) Entrate Titolo 5.04 relative a Altre entrate per riduzioni di attività finanziaria"
DI_CUI = "di cui per estinzione anticipata di prestiti"
RIGHE_EQUILIBRI = [  # label, code; «=» before a code marks a total
    ("A) Fondo pluriennale vincolato per spese correnti iscritto in entrata (+)", "A"),
    ("AA) Recupero disavanzo di amministrazione esercizio precedente (-)", "AA"),
    ("B) Entrate Titoli 1.00 - 2.00 - 3.00 (+)", "B"),
    (DI_CUI, ""),
    (C, "C"),
    ("D)Spese Titolo 1.00 - Spese correnti (-)", "D"),
    ("D1) Fondo pluriennale vincolato di parte corrente (di spesa) (-)", "D1"),
    (E, "E"),
    (E1, "E1"),
    ("F1) Spese Titolo 4.00 - Quote di capitale amm.to dei mutui e prestiti obbligazionari (-)", "F1"),
    (DI_CUI, "F1_anticipate"),
    ("F2) Fondo anticipazioni di liquidità (-)", "F2"),
    ("G) Somma finale (G=A-AA+B+C-D-D1-D2-E-E1-F1-F2)", "=G"),
    ("ALTRE POSTE DIFFERENZIALI, PER ECCEZIONI PREVISTE DA NORME DI LEGGE", None),
    ("H) Utilizzo risultato di amministrazione per spese correnti e per rimborso dei prestiti (+)", "H"),
    (DI_CUI, ""),
    (I_, "I"),
    (DI_CUI, ""),
    (L, "L"),
    (M, "M"),
    ("O1) RISULTATO DI COMPETENZA DI PARTE CORRENTE (O1=G+H+I-L+M)", "=O1"),
    (
        "- Risorse accantonate di parte corrente stanziate nel bilancio dell'esercizio 2023 (-)",
        "accantonate_correnti",
    ),
    ("- Risorse vincolate di parte corrente nel bilancio (-)", "vincolate_correnti"),
    ("O2) EQUILIBRIO DI BILANCIO DI PARTE CORRENTE", "=O2"),
    (
        "- Variazione accantonamenti di parte corrente effettuata in sede di rendiconto(+)/(-)",
        "variazione_correnti",
    ),
    ("O3) EQUILIBRIO COMPLESSIVO DI PARTE CORRENTE", "=O3"),
    ("P) Utilizzo risultato di amministrazione per spese di investimento (+)", "P"),
    ("Q) Fondo pluriennale vincolato per spese in conto capitale iscritto in entrata (+)", "Q"),
    ("R) Entrate Titoli 4.00-5.00-6.00 (+)", "R"),
    (C, "C"),
    (I_, "I"),
    (S1, "S1"),
    (S2, "S2"),
    (T, "T"),
    (L, "L"),
    (M, "M"),
    ("U) Spese Titolo 2.00 - Spese in conto capitale (-)", "U"),
    ("U1) Fondo pluriennale vincolato in c/capitale (di spesa) (-)", "U1"),
    ("V) Spese Titolo 3.01 per Acquisizioni di attività finanziarie (-)", "V"),
    (E, "E"),
    (E1, "E1"),
    ("Z1) RISULTATO DI COMPETENZA IN C/CAPITALE (Z1 = P+Q+R-C-I-S1-S2-T+L-M-U-U1-V+E+E1)", "=Z1"),
    (
        "- Risorse accantonate in c/capitale stanziate nel bilancio dell'esercizio 2023 (-)",
        "accantonate_capitale",
    ),
    ("- Risorse vincolate in c/capitale nel bilancio (-)", "vincolate_capitale"),
    ("Z2) EQUILIBRIO DI BILANCIO IN C/CAPITALE", "=Z2"),
    (
        "- Variazione accantonamenti in c/capitale effettuata in sede di rendiconto(+)/(-)",
        "variazione_capitale",
    ),
    ("Z3) EQUILIBRIO COMPLESSIVO IN CAPITALE", "=Z3"),
    (S1, "S1"),
    (S2, "S2"),
    (T, "T"),
    ("X1) Spese Titolo 3.02 per Concessione crediti di breve termine (-)", "X1"),
    ("X2) Spese Titolo 3.03 per Concessione crediti di medio-lungo termine (-)", "X2"),
    ("Y) Spese Titolo 3.04 per Altre spese per acquisizioni di attività finanziarie (-)", "Y"),
    ("W1) RISULTATO DI COMPETENZA (W1 = O1+Z1+S1+S2+T-X1-X2-Y)", "=W1"),
    ("Risorse accantonate stanziate nel bilancio dell'esercizio 2023", ""),
    ("Risorse vincolate nel bilancio", ""),
    ("W2) EQUILIBRIO DI BILANCIO", "=W2"),
    ("Variazione accantonamenti effettuata in sede di rendiconto", ""),
    ("W3) EQUILIBRIO COMPLESSIVO", "=W3"),
    ("Saldo corrente ai fini della copertura degli investimenti pluriennali:", None),
    ("O1) Risultato di competenza di parte corrente", 999),
    ("Entrate non ricorrenti che non hanno dato copertura a impegni", 1),
]
RIGHE_RISULTATO = [
    ("Fondo cassa al 1° gennaio", "cassa_iniziale"),
    ("RISCOSSIONI (+)", "riscossioni"),
    ("PAGAMENTI (-)", "pagamenti"),
    ("SALDO DI CASSA AL 31 DICEMBRE (=)", ""),
    ("PAGAMENTI per azioni esecutive non regolarizzate al 31 dicembre (-)", "azioni_esecutive"),
    ("FONDO DI CASSA AL 31 DICEMBRE (=)", "=fondo_cassa"),
    ("RESIDUI ATTIVI (+)", "residui_attivi"),
    ("di cui derivanti da accertamenti di tributi effettuati sulla base della stima", ""),
    ("RESIDUI PASSIVI (-)", "residui_passivi"),
    ("FONDO PLURIENNALE VINCOLATO PER SPESE CORRENTI (1) (-)", "fpv_corrente"),
    ("FONDO PLURIENNALE VINCOLATO PER SPESE IN CONTO CAPITALE (1) (-)", "fpv_capitale"),
    ("RISULTATO DI AMMINISTRAZIONE AL 31 DICEMBRE 2023 (A) (2) (=)", "=risultato"),
]
COMPOSIZIONE = [
    ("Composizione del risultato di amministrazione al 31 dicembre 2023:", None),
    ("Parte accantonata (3)", None),
    ("Fondo crediti di dubbia esigibilità al 31/12/2023 (4)", "fcde"),
    ("Accantonamento residui perenti al 31/12/2023 (solo per le regioni) (5)", 0),
    ("Fondo anticipazioni liquidità", "fal"),
    ("Fondo perdite società partecipate", "perdite_partecipate"),
    ("Fondo contezioso", "contenzioso"),
    ("Altri accantonamenti", "altri_accantonamenti"),
    ("Totale parte accantonata (B)", "=accantonata"),
    ("Parte vincolata", None),
    ("Vincoli derivanti da leggi e dai principi contabili", 100),
    ("Totale parte vincolata ( C)", "vincolata"),
    ("Parte destinata agli investimenti", None),
    ("Totale parte destinata agli investimenti ( D)", "destinata"),
    ("Totale parte disponibile (E=A-B-C-D)", "=disponibile"),
    ("F) di cui Disavanzo da debito autorizzato e non contratto (6)", 0),
    ("Se E è negativo, tale importo è iscritto tra le spese del bilancio come disavanzo da ripianare", None),
]
ENTRATE = {
    "1": "Titolo 1 - Entrate correnti di natura tributaria, contributiva e perequativa",
    "2": "Titolo 2 - Trasferimenti correnti",
    "3": "Titolo 3 - Entrate extratributarie",
    "4": "Titolo 4 - Entrate in conto capitale",
    "5": "Titolo 5 - Entrate da riduzione di attività finanziarie",
    "6": "Titolo 6 - Accensione di prestiti",
    "7": "Titolo 7 - Anticipazioni da istituto tesoriere/cassiere",
    "9": "Titolo 9 - Entrate per conto di terzi e partite di giro",
}
SPESE = {
    "1": "Titolo 1 - Spese correnti",
    "2": "Titolo 2 - Spese in conto capitale",
    "3": "Titolo 3 - Spese per incremento di attività finanziarie",
    "4": "Titolo 4 - Rimborso di prestiti",
    "5": "Titolo 5 - Chiusura Anticipazioni da istituto tesoriere/cassiere",
    "7": "Titolo 7 - Spese per conto terzi e partite di giro",
}


@cache
def valori():
    """What the example gives, with its totals: euro by prospect and code."""
    conti = Conti.da_righe(vettori.righe(), vettori.ENTI)
    trovati = {"equilibri": dict(vettori.EQUILIBRI), "risultato": dict(vettori.RISULTATO)}
    for prospetto, righe in (("equilibri", RIGHE_EQUILIBRI), ("risultato", RIGHE_RISULTATO + COMPOSIZIONE)):
        totali = [c[1:] for _, c in righe if isinstance(c, str) and c.startswith("=")]
        for codice in totali:
            serie = ricalcola(conti, prospetto, codice)
            trovati[prospetto][codice] = int(serie.loc[(vettori.ISTAT, vettori.ANNO)]) / 100
    return trovati


@dataclass(frozen=True)
class Modi:
    """How a workbook differs from the example: by label, or by cell (sheet, row and column from 0)."""

    cambia: dict = field(default_factory=dict)  # another amount to a label
    rinomina: dict = field(default_factory=dict)  # another label
    senza: tuple = ()  # labels left out
    aggiungi: dict = field(default_factory=dict)  # rows (label, amount) after a label
    celle: dict = field(default_factory=dict)  # other cells
    lettere: bool = False  # the letters of the equilibri in a column of their own
    sposta: int = 0  # everything so many rows further down
    titolo: str = "COMUNE DI ESEMPIO"
    anno: int = 2023
    fogli: tuple = (QUADRO, EQUILIBRI, RISULTATO)

    def righe(self, righe):
        """The rows, with what was asked to be changed."""
        for etichetta, *valori in righe:
            if etichetta not in self.senza:
                valori[0] = self.cambia.get(etichetta, valori[0])
                yield (self.rinomina.get(etichetta, etichetta), *valori)
            yield from self.aggiungi.get(etichetta, ())


def scrivi(**modi):
    """Write the workbook of the example, changed as `Modi` says."""
    modi = Modi(**modi)
    memoria = io.BytesIO()
    with xlsxwriter.Workbook(memoria) as cartella:
        cartella.add_worksheet("Indice").write("A1", "Rendiconto della gestione")
        for nome in modi.fogli:
            foglio = cartella.add_worksheet(nome)
            foglio.merge_range(modi.sposta, 0, modi.sposta, 5, modi.titolo)
            foglio.merge_range(modi.sposta + 1, 0, modi.sposta + 1, 5, f"Rendiconto - esercizio {modi.anno}")
            {QUADRO: _quadro, EQUILIBRI: _equilibri, RISULTATO: _risultato}[nome](
                foglio, modi.sposta + 3, modi
            )
            for (dove, riga, colonna), testo in modi.celle.items():
                if dove == nome:
                    foglio.write(riga, colonna, testo)
        cartella.add_worksheet("12 All. a1").write("A1", "Elenco analitico delle risorse accantonate")
    return memoria.getvalue()


def _equilibri(foglio, riga, modi):
    foglio.write(riga, 1, "COMPETENZA (ACCERTAMENTI E IMPEGNI IMPUTATI ALL'ESERCIZIO)")
    for posto, (etichetta, codice) in enumerate(modi.righe(RIGHE_EQUILIBRI), riga + 1):
        lettera, segno, resto = etichetta.partition(")") if modi.lettere else ("", "", etichetta)
        foglio.write(posto, 0, lettera + segno)
        foglio.write(posto, int(modi.lettere), resto)
        _scrivi(foglio, posto, int(modi.lettere) + 1, codice, "equilibri")


def _risultato(foglio, riga, modi):
    foglio.merge_range(riga, 1, riga, 3, "GESTIONE")
    for colonna, testo in enumerate(("RESIDUI", "COMPETENZA", "TOTALE"), 1):
        foglio.write(riga + 1, colonna, testo)
    righe = list(modi.righe(RIGHE_RISULTATO))
    for posto, (etichetta, codice) in enumerate(righe, riga + 2):
        foglio.write(posto, 0, etichetta)
        if codice in {"riscossioni", "pagamenti", "residui_attivi", "residui_passivi"}:
            foglio.write(posto, 1, 11.11)
            foglio.write(posto, 2, 22.22)
        _scrivi(foglio, posto, 3, codice, "risultato")
    for posto, (etichetta, codice) in enumerate(modi.righe(COMPOSIZIONE), riga + 3 + len(righe)):
        foglio.write(posto, 0, etichetta)
        _scrivi(foglio, posto, 1, codice, "risultato")


def _scrivi(foglio, riga, colonna, codice, prospetto):
    """Write an amount: a code of the example, its total as a formula, zero for «», nothing for None."""
    noti = valori()[prospetto]
    if isinstance(codice, str) and codice.startswith("="):
        foglio.write_formula(riga, colonna, "=SUM(Z1:Z9)", None, noti[codice[1:]])
    elif codice is not None:
        foglio.write(riga, colonna, noti.get(codice, codice or 0))


def _quadro(foglio, riga, modi):
    for colonna, testo in enumerate(("ENTRATE", "ACCERTAMENTI", "INCASSI", "SPESE", "IMPEGNI", "PAGAMENTI")):
        foglio.write(riga, colonna, testo)
    _lato(foglio, riga + 1, 0, modi.righe(_entrate()))
    _lato(foglio, riga + 1, 3, modi.righe(_spese()))
    for posto, (etichetta, euro) in enumerate(
        (("GESTIONE DEL BILANCIO", None), ("a) Avanzo di competenza", 1))
    ):
        foglio.write(riga + 20 + posto, 0, etichetta)
        foglio.write(riga + 20 + posto, 1, euro)


def _lato(foglio, riga, colonna, righe):
    for posto, (etichetta, competenza, *cassa) in enumerate(righe, riga):
        foglio.write(posto, colonna, etichetta)
        foglio.write(posto, colonna + 1, competenza)
        if cassa:
            foglio.write(posto, colonna + 2, *cassa)


def _entrate():
    yield "Fondo di cassa all'inizio dell'esercizio", None, 500_000
    yield "Fondo pluriennale vincolato di parte corrente", 120_000
    for titolo, etichetta in ENTRATE.items():
        accertamenti, riscossioni, _, in_conto_residui, _ = vettori.ENTRATE[titolo]
        yield etichetta, accertamenti, riscossioni + in_conto_residui
    yield "Totale entrate finali", 7_500_000, 5_850_000


def _spese():
    for titolo, etichetta in SPESE.items():
        impegni, pagamenti, _, in_conto_residui, _ = vettori.SPESE[titolo]
        yield etichetta, impegni, pagamenti + in_conto_residui
        if titolo == "1":
            yield "Fondo pluriennale vincolato in parte corrente (3)", 100_000
        if titolo == "2":
            yield "Fondo pluriennale vincolato in c/capitale (3)", 700_000
