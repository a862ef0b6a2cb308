"""All that a process of a comune is told about the machine and about its comune.

Nothing of the others, no secret. Its servers and its planned reports get the same.
"""

import os
import sys
from pathlib import Path

from hub_config.places import PACCHETTO


def del_comune(stato: Path, slug: str, nome: str, minuti_inattivita: int) -> dict[str, str]:
    cartella = stato / "comuni" / slug
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin:/usr/bin:/bin"]),
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "JUPYTER_CONFIG_PATH": str(PACCHETTO / "lab"),
        "JUPYTER_PATH": str(stato / "jupyter"),
        "JUPYTERHUB_ACTIVITY_INTERVAL": "0",  # a comune's token may not write to the hub; the proxy knows
        "CRESCERE_COMUNE": slug,
        "CRESCERE_NOME": nome,
        "CRESCERE_DATI": str(cartella / "dati"),
        "CRESCERE_ATTI": str(cartella / "atti"),
        "CRESCERE_COMUNITA": str(stato / "comunita"),
        "CRESCERE_MINUTI_INATTIVITA": str(minuti_inattivita),
    }
