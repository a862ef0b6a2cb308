"""The laboratorio: JupyterLab with real-time collaboration, in Italian, the community shelf read-only."""

import os
from pathlib import Path

from hub_config.contents import ArchivioLaboratorio

c = get_config()  # noqa: F821, defined by the loader of this file

casa = Path(os.environ["HOME"])

c.ServerApp.contents_manager_class = ArchivioLaboratorio
c.ServerApp.allow_root = os.geteuid() == 0  # the hub's own user, whoever that is: see hub_config/spawner.py
c.ServerApp.jpserver_extensions = {"voila.server_extension": False, "jupyter_lsp": False}
c.ServerApp.terminals_enabled = False  # `!crescere …` works in a cell; fewer doors to watch
c.ServerApp.shutdown_no_activity_timeout = 0
c.ServerApp.extra_template_paths = [str(Path(__file__).parent / "templates")]
c.MultiKernelManager.default_kernel_name = "crescere"  # forked from a warm parent, as those of the cruscotto
c.ContentsManager.allow_hidden = False
c.FileContentsManager.delete_to_trash = False

# What the office did in a notebook survives a restart: the history of the typing is beside the comune's data.
c.SQLiteYStore.db_path = str(casa / "scrittura.db")
c.YDocExtension.session_store_path = str(casa / "sessioni.json")
c.YDocExtension.document_save_delay = 1

# Nothing asks the internet for news, updates or extensions.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
