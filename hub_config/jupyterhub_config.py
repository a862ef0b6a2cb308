"""What JupyterHub reads: our settings and our registry, applied."""

import os

from hub_config import configure, settings

c = get_config()  # noqa: F821, defined by JupyterHub

configure.apply(settings.leggi(), c, int(os.environ["CRESCERE_PORTA_RELAZIONI"]))
