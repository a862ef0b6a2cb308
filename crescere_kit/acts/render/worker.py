"""The process that renders a template of somebody else: run by `limits`, never imported."""

from __future__ import annotations

import json
import pickle
import resource
import sys


def main() -> None:
    """Render what comes from standard input, after having put limits on ourselves."""
    secondi, megabyte = (int(uno) for uno in sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (megabyte * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (secondi, secondi + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from crescere_kit.acts.render.compile import compila
    from crescere_kit.errors import ErroreSpiegato

    docx, contesto, bozza, proprieta = pickle.loads(sys.stdin.buffer.read())  # noqa: S301  (from our parent)
    try:
        corpo, esito = compila(docx).rendi(contesto, bozza=bozza, proprieta=proprieta), {"esito": "fatto"}
    except ErroreSpiegato as errore:
        esito = {
            "esito": type(errore).__name__,
            "messaggio": str(errore),
            "campo": getattr(errore, "campo", ""),
        }
        corpo = b""
    sys.stdout.buffer.write(json.dumps(esito).encode() + b"\n" + corpo)


if __name__ == "__main__":
    main()
