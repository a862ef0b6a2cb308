"""The data of the rendiconto: what the office says of it, and what the accounts say."""

from __future__ import annotations

from decimal import Decimal

from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.cash import fondo_del_tesoriere
from crescere_kit.acts.chained import importato
from crescere_kit.acts.closing.report import Sezione, con_i_numeri
from crescere_kit.acts.closing.rows import Parametro, ProspettoUnito, RigaDelProspetto
from crescere_kit.acts.fields import OMESSO, calcolato, campo
from crescere_kit.acts.types import Anno, Euro, Giorno, Intero, Riferimento, SiNo, Testo, TestoLungo

_PROSPETTO, _RELAZIONE = "Prospetto", "Relazione"
PARAMETRI = tuple(f"P{numero}" for numero in range(1, 9))
ALTRI = ("ITP", "RITARDO", "DEB_204", "DEB_ENTRATE", "PERS_SOST", "CASSA_GIORNI")
RIACCERTAMENTO = "riaccertamento"


class Rendiconto(Delibera):
    """The data of the act (artt. 151, 186-188, 227-232 TUEL, art. 11 d.lgs. 118/2011)."""

    codice = "rendiconto"
    organo = "consiglio"

    ref_schema: Riferimento | None = campo("U", "Delibera di Giunta che approva lo schema", norma="tuel:227")
    data_deposito: Giorno | None = campo(
        "U", "Da quando i consiglieri hanno schema e relazione", norma="tuel:227:2"
    )
    data_al_revisore: Giorno | None = campo(
        "U", "Quando lo schema è stato dato all'organo di revisione", norma="tuel:239:1"
    )
    ref_riaccertamento: Riferimento | None = campo(
        "U", "Delibera di riaccertamento dei residui", passo=_PROSPETTO, norma="tuel:228:3"
    )
    riaccertamento: Testo | None = campo(
        "A",
        "Pratica del riaccertamento",
        passo=_PROSPETTO,
        obbligatorio=False,
        stampa=False,
        aiuto="Il numero della pratica nel registro, come 2026-0007: i residui vengono da lì.",
    )
    prospetti: list[ProspettoUnito] = campo(
        "U", "Allegati di legge", passo=_PROSPETTO, predefinito=list, norma="dlgs118-2011:11:4", stampa=False
    )
    situazione_semplificata: SiNo = campo(
        "U",
        "Situazione patrimoniale semplificata",
        passo=_PROSPETTO,
        obbligatorio=False,
        predefinito=False,
        norma="tuel:232",
        aiuto="Per gli enti sotto i cinquemila abitanti che non tengono la contabilità economica.",
    )
    data_ripiano: Giorno | None = campo(
        "U",
        "Quando il Consiglio ripiana il disavanzo",
        passo=_PROSPETTO,
        obbligatorio=False,
        norma="tuel:188",
    )
    fgdc_accantonato_prima: Euro | None = campo(
        "R", "Fondo garanzia debiti commerciali già accantonato", passo=_PROSPETTO, obbligatorio=False,
        stampa=False,
    )  # fmt: skip
    fgdc_accantonato: Euro | None = campo(
        "U", "Fondo garanzia debiti commerciali accantonato ora", passo=_PROSPETTO, obbligatorio=False,
        stampa=False,
    )  # fmt: skip
    fgdc_liberabile: SiNo = campo(
        "U", "Le condizioni per liberarlo ci sono", passo=_PROSPETTO, obbligatorio=False, predefinito=False,
        stampa=False,
    )  # fmt: skip
    esito_agenti: TestoLungo | None = campo(
        "U", "Esito della parifica degli agenti contabili", norma="tuel:227"
    )
    fcde_metodo: TestoLungo | None = campo(
        "U", "Come si è calcolato il FCDE accantonato", passo=_RELAZIONE, norma="tuel:167",
        aiuto="Per esempio: media dei totali degli ultimi cinque anni, per tipologia.",
    )  # fmt: skip
    partecipate: TestoLungo | None = campo(
        "U", "Crediti e debiti con le partecipate, asseverati", passo=_RELAZIONE, obbligatorio=False
    )
    contenzioso: TestoLungo | None = campo(
        "U", "Contenzioso e congruità del fondo", passo=_RELAZIONE, obbligatorio=False, privacy=OMESSO
    )
    relazione: list[Sezione] = campo(
        "U", "Relazione della Giunta", passo=_RELAZIONE, predefinito=list, norma="tuel:231", stampa=False
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Approvazione del rendiconto della gestione dell'esercizio {self.anno_rendiconto or '____'}"

    @property
    def anno_del_termine(self) -> int:
        """The year that it closes, whatever the office corrects."""
        return self.anno_esercizio - 1

    def _importo(self, codice: str) -> Decimal | None:
        return self.fatti.rendiconto("risultato", codice, "importo", self.anno_rendiconto)

    @calcolato("D", "Esercizio")
    def anno_rendiconto(self) -> Anno:
        """L'anno prima di quello della seduta."""
        return self.anno_esercizio - 1

    @calcolato("R", "Fondo di cassa iniziale")
    def cassa_iniziale(self) -> Euro | None:
        """Fondo di cassa al 1° gennaio."""
        return self._importo("cassa_iniziale")

    @calcolato("R", "Riscossioni")
    def riscossioni(self) -> Euro | None:
        """Riscossioni dell'anno, in competenza e a residui."""
        return self._importo("riscossioni")

    @calcolato("R", "Pagamenti")
    def pagamenti(self) -> Euro | None:
        """Pagamenti dell'anno, in competenza e a residui."""
        return self._importo("pagamenti")

    @calcolato("R", "Fondo di cassa finale")
    def cassa_finale(self) -> Euro | None:
        """Fondo di cassa al 31 dicembre (indicatore del fondo di cassa)."""
        return self.fatti.indicatore("CASSA_FINALE", self.anno_rendiconto)

    @calcolato("T", "Fondo di cassa del tesoriere", norma="tuel:227")
    def cassa_tesoriere(self) -> Euro | None:
        """Fondo di cassa al 1° gennaio più incassi e meno pagamenti dell'anno nel SIOPE, che il tesoriere
        trasmette.
        """
        return fondo_del_tesoriere(self.fatti, self.anno_rendiconto, self.cassa_iniziale)

    def _riaccertati(self, nome: str) -> Decimal | None:
        preso = importato(self.fatti, self.riaccertamento, RIACCERTAMENTO)
        letto = None if preso is None else preso.contesto.get(nome)
        return None if letto is None else Decimal(str(letto))

    @calcolato("A", "Residui attivi del riaccertamento", norma="tuel:228:3", stampa=False)
    def residui_attivi_riaccertati(self) -> Euro | None:
        """I residui attivi mantenuti nella delibera di riaccertamento che il registro conserva."""
        return self._riaccertati("ra_mant")

    @calcolato("A", "Residui passivi del riaccertamento", norma="tuel:228:3", stampa=False)
    def residui_passivi_riaccertati(self) -> Euro | None:
        """I residui passivi mantenuti nella delibera di riaccertamento che il registro conserva."""
        return self._riaccertati("rp_mant")

    @calcolato("R", "Residui attivi")
    def residui_attivi(self) -> Euro | None:
        """Residui attivi al 31 dicembre."""
        return self._importo("residui_attivi")

    @calcolato("R", "Residui passivi")
    def residui_passivi(self) -> Euro | None:
        """Residui passivi al 31 dicembre."""
        return self._importo("residui_passivi")

    @calcolato("R", "Fondo pluriennale vincolato corrente")
    def fpv_c(self) -> Euro | None:
        """Fondo pluriennale vincolato di spesa, parte corrente."""
        return self._importo("fpv_corrente")

    @calcolato("R", "Fondo pluriennale vincolato in conto capitale")
    def fpv_k(self) -> Euro | None:
        """Fondo pluriennale vincolato di spesa, conto capitale."""
        return self._importo("fpv_capitale")

    @calcolato("R", "Risultato di amministrazione", norma="tuel:186")
    def risultato(self) -> Euro | None:
        """Il risultato di amministrazione (lettera A) del prospetto."""
        return self._importo("risultato")

    @calcolato("R", "Parte accantonata", norma="tuel:187")
    def accantonata(self) -> Euro | None:
        """La parte accantonata (lettera B)."""
        return self.fatti.indicatore("RA_B", self.anno_rendiconto)

    @calcolato("R", "Parte vincolata", norma="tuel:187")
    def vincolata(self) -> Euro | None:
        """La parte vincolata (lettera C)."""
        return self.fatti.indicatore("RA_C", self.anno_rendiconto)

    @calcolato("R", "Parte destinata agli investimenti", norma="tuel:187")
    def destinata(self) -> Euro | None:
        """La parte destinata agli investimenti (lettera D)."""
        return self.fatti.indicatore("RA_D", self.anno_rendiconto)

    @calcolato("R", "Parte disponibile", norma="tuel:188")
    def disponibile(self) -> Euro | None:
        """La parte disponibile (lettera E): A meno B, C e D; se è negativa è disavanzo."""
        return self.fatti.indicatore("RA_E", self.anno_rendiconto)

    @calcolato("D", "È in disavanzo", serve="disponibile", norma="tuel:188")
    def in_disavanzo(self) -> SiNo:
        """Vero se la parte disponibile (lettera E) è negativa."""
        return self.disponibile < 0

    @calcolato("R", "Debito residuo")
    def debito_residuo(self) -> Euro | None:
        """Debito residuo al 31 dicembre (modulo dell'ente)."""
        return self.fatti.modulo("debito", "residuo", self.anno_rendiconto)

    @calcolato("B", "Fondo per gli obiettivi di finanza pubblica", norma="l207-2024:1:789")
    def fondo_obiettivi(self) -> Euro | None:
        """Il fondo stanziato nell'anno (modulo dell'ente): con un avanzo si accantona per investimenti, con
        un disavanzo ne anticipa il ripiano.
        """
        return self.fatti.modulo("fondi", "obiettivi_fp", self.anno_rendiconto)

    @calcolato("R", "Accantonamenti")
    def accantonamenti(self) -> list[RigaDelProspetto]:
        """Le voci della parte accantonata."""
        voci = {
            "fcde": "Fondo crediti di dubbia esigibilità",
            "fal": "Fondo anticipazioni di liquidità",
            "perdite_partecipate": "Fondo perdite società partecipate",
            "contenzioso": "Fondo contenzioso",
            "altri_accantonamenti": "Altri accantonamenti",
        }
        return [RigaDelProspetto(nome=nome, importo=self._importo(voce)) for voce, nome in voci.items()]

    @calcolato("R", "Equilibrio W1", norma="dlgs118-2011:11")
    def w1(self) -> Euro | None:
        """Risultato di competenza."""
        return self.fatti.indicatore("W1", self.anno_rendiconto)

    @calcolato("R", "Equilibrio W2", norma="dlgs118-2011:11")
    def w2(self) -> Euro | None:
        """Equilibrio di bilancio."""
        return self.fatti.indicatore("W2", self.anno_rendiconto)

    @calcolato("R", "Equilibrio W3", norma="dlgs118-2011:11")
    def w3(self) -> Euro | None:
        """Equilibrio complessivo."""
        return self.fatti.indicatore("W3", self.anno_rendiconto)

    @calcolato("R", "Parametri di deficitarietà", norma="tuel:242")
    def parametri(self) -> list[Parametro]:
        """I parametri da P1 a P8 con il loro limite, come li giudicano gli indicatori."""
        return self._letti(PARAMETRI)

    @calcolato("R", "Altri indicatori")
    def altri_indicatori(self) -> list[Parametro]:
        """Tempi di pagamento, peso degli interessi e spesa di personale, come li dicono gli indicatori."""
        return self._letti(ALTRI)

    def _letti(self, codici: tuple[str, ...]) -> list[Parametro]:
        letti = [self.fatti.valore_di(codice, self.anno_rendiconto) for codice in codici]
        return [
            Parametro(
                codice=uno.codice,
                nome=uno.nome,
                valore=uno.testo,
                limite=uno.limite_in_parole,
                esito=uno.esito,
            )
            for uno in letti
            if uno is not None
        ]

    @calcolato("R", "Parametri superati", norma="tuel:242")
    def n_pos(self) -> Intero | None:
        """Numero di parametri oltre il loro limite (indicatore N_P)."""
        quanti = self.fatti.indicatore("N_P", self.anno_rendiconto)
        return None if quanti is None else int(quanti)

    @calcolato("D", "Strutturalmente deficitario", serve="n_pos", norma="tuel:242")
    def deficitario(self) -> SiNo | None:
        """Vero se i parametri superati sono almeno quanti ne dice la legge: la metà."""
        letto = self.fatti.valore_di("N_P", self.anno_rendiconto)
        return None if letto is None or letto.limite is None else self.n_pos >= letto.limite

    @property
    def numeri(self) -> dict[str, Decimal | None]:
        """The amounts that the relazione may place, by id."""
        nomi = (
            "cassa_iniziale riscossioni pagamenti cassa_finale residui_attivi residui_passivi fpv_c fpv_k "
            "risultato accantonata vincolata destinata disponibile w1 w2 w3"
        )
        return {nome: getattr(self, nome) for nome in nomi.split()}

    @calcolato("D", "Relazione con i numeri", serve="relazione", norma="tuel:231")
    def relazione_stampata(self) -> list[Sezione]:
        """La relazione, con ogni importo preso dal prospetto per nome."""
        return [
            Sezione.model_construct(titolo=una.titolo, testo=con_i_numeri(una.testo, self.numeri))
            for una in self.relazione
        ]
