"""What the last rendiconto holds and will not happen again, as the ente says it (all. 7)."""

from __future__ import annotations

import numpy as np

from crescere_kit.accounts import Conti
from crescere_kit.projection.computed import form
from crescere_kit.projection.horizon import Orizzonte

LATO = "una_tantum"
_LINEE = {  # as the form numbers them
    1: "imu",
    2: "altri_tributi",
    3: "fsc",
    4: "trasf_20101",
    5: "beni_servizi",
    6: "sanzioni",
    7: "rimborsi",
    11: "personale",
    12: "altri_beni_servizi",
    13: "trasferimenti",
    14: "interessi",
    15: "altre_correnti",
}


def importi(conti: Conti, orizzonte: Orizzonte) -> dict[str, np.ndarray]:
    """Return what is to be taken away from each line of the last rendiconto: (n,) cents.

    Zero where the ente wrote nothing: a line of which nobody said that it does not repeat itself, repeats.
    """
    return conti.ricorda(("una tantum", orizzonte.chiave), lambda letti: _importi(letti, orizzonte))


def _importi(conti: Conti, orizzonte: Orizzonte) -> dict[str, np.ndarray]:
    elenco = form.elenco(conti, orizzonte, LATO)
    return {
        nome: np.nan_to_num(elenco.somma(np.where(elenco["linea"] == numero, elenco["importo"], 0.0), 0))
        for numero, nome in _LINEE.items()
    }
