"""The desk of a comune of the demo region, with its people and an empty register."""

from datetime import UTC, datetime

from atti import ISTAT, _conti

from crescere_kit.acts import demo, people
from crescere_kit.acts.desk import ANAGRAFICA, Scrivania
from crescere_kit.acts.register import Ufficio


def scrivania(cartella) -> Scrivania:
    """Open the desk on 12 October 2026."""
    conti = _conti()
    ufficio = Ufficio(cartella / "borgo-esempio", lambda: datetime(2026, 10, 12, 10, tzinfo=UTC))
    ente = conti.enti.loc[ISTAT]
    chi = demo.anagrafica(ISTAT, ente["nome"], ente["provincia"], int(ente["popolazione"]))
    people.scrivi(chi, ufficio.cartella / ANAGRAFICA)
    return Scrivania(conti, ISTAT, ufficio)
