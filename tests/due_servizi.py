"""One process of the planned reports, as the hub starts it less its pages; its report is a page of a line.

    python tests/due_servizi.py CARTELLA INDIRIZZO

What it begins is written in `cominciati`, one line each, as the number of the process and the folder.
"""

import asyncio
import sys
from pathlib import Path

from sqlalchemy import make_url

from hub_config.child import muori_col_padre
from hub_config.lotti import address, jobs, running, service
from hub_config.settings import Impostazioni

PROGRAMMA = """#!/bin/sh
# lotto NOTEBOOK --comuni SLUG --in CARTELLA
echo "$PPID $6" >> "{}"
sleep 0.05
mkdir "$6" && echo ciao > "$6/index.html"
"""


def programma(cartella: Path) -> Path:
    """Write the report's program once: two processes may not write what the other is running."""
    file = cartella / "crescere"
    file.write_text(PROGRAMMA.format(cartella / "cominciati"), "utf-8")
    file.chmod(0o755)
    return file


def main(cartella: Path, indirizzo: str) -> None:
    muori_col_padre()
    running.CRESCERE = str(cartella / "crescere")
    service.OGNI, service.ATTESA = 0.2, 0.1
    jobs.SILENZIO = jobs.timedelta(seconds=3)  # only for what is lost while the database begins again
    address.di = lambda _: make_url(indirizzo)
    impostazioni = Impostazioni(stato=cartella, relazioni_insieme=12)
    comuni = {comune.name: comune.name for comune in (cartella / "comuni").iterdir()}
    running.raccogli_gli_orfani()
    print("pronto", flush=True)
    sys.stdin.readline()  # the two begin together
    asyncio.run(service.Servizio(impostazioni, comuni).vivi())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
