"""What others give: the fondo di solidarietà as published, the transfers that an act already assigned."""

from __future__ import annotations

from functools import partial

import numpy as np

from crescere_kit.accounts import Conti
from crescere_kit.projection.computed import form, una_tantum
from crescere_kit.projection.computed.line import Calcolata, biennio, calcolata, conta, prima_nota
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.scenario import Ipotesi

LATO, FONDO = "trasferimenti_attesi", "10301"
# Who gives, as the form numbers them, for each tipologia of the titolo 2.
_DA = {"20101": (1, 2, 3), "20102": (4,), "20103": (5,), "20104": (6,), "20105": (7,)}
_LORDO = "al lordo del contributo della L. 213/2023, c. 533-535, che sta fra le spese"


def fsc(conti: Conti, orizzonte: Orizzonte, _: Ipotesi) -> Calcolata:
    """Compute the fondo di solidarietà: the amounts published, else the last one."""
    pubblicati = [form.scritto(conti, orizzonte, "tributi", f"fsc_{anno}", 1) for anno in (1, 2)]
    ultimo = orizzonte.prendi(conti, conti.accertamenti(FONDO)) - una_tantum.importi(conti, orizzonte)["fsc"]
    primo = prima_nota(pubblicati[0], ultimo)
    secondo = prima_nota(pubblicati[1], primo)
    come = np.where(
        np.isnan(pubblicati[0]),
        "ultimo accertamento",
        np.where(np.isnan(pubblicati[1]), "importo pubblicato per il primo anno", "importi pubblicati"),
    ).astype(object)
    return calcolata(
        biennio(primo, secondo), come + f", {_LORDO}", "manca il fondo di solidarietà dell'ultimo rendiconto"
    )


def _della_tipologia(tipologia: str, conti: Conti, orizzonte: Orizzonte, _: Ipotesi) -> Calcolata:
    """Compute the transfers of one tipologia: the only ones that an act already assigned."""
    elenco = form.elenco(conti, orizzonte, LATO)
    sue = np.isin(elenco["da"], _DA[tipologia])
    anni = [elenco.somma(np.where(sue, elenco[f"importo_{anno}"], 0.0), 1) for anno in (1, 2)]
    manca = "il modulo dell'ente non elenca i trasferimenti già assegnati"
    return calcolata(biennio(*anni), conta(elenco.quante(1, sue), _frase), manca)


def _frase(quanti: int) -> str:
    if not quanti:
        return "nessun trasferimento di questa tipologia fra quelli già assegnati"
    return "il trasferimento già assegnato" if quanti == 1 else f"i {quanti} trasferimenti già assegnati"


TRASFERIMENTI = {f"trasf_{tipologia}": partial(_della_tipologia, tipologia) for tipologia in _DA}
