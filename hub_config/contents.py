"""The files of a laboratorio: the comune's own are free, the community shelf can only be read."""

import os
from pathlib import Path

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from tornado.web import HTTPError


def e_condiviso(percorso: Path, comunita: Path) -> bool:
    """Whether writing there would write on the community shelf, by whatever road."""
    return percorso.resolve().is_relative_to(comunita.resolve()) or percorso.absolute() == comunita.absolute()


class ArchivioLaboratorio(AsyncLargeFileManager):
    """Saves, copies, renames and deletes everywhere but on the community shelf."""

    def _rifiuta_se_condiviso(self, *percorsi: str) -> None:
        comunita = Path(os.environ["CRESCERE_COMUNITA"])
        for percorso in percorsi:
            if e_condiviso(Path(self._get_os_path(percorso)), comunita):
                raise HTTPError(
                    403,
                    f"«{percorso}» è della comunità e si può solo leggere: "
                    "copiarlo nel proprio laboratorio e modificare la copia.",
                )

    async def save(self, model, path=""):
        self._rifiuta_se_condiviso(path)
        return await super().save(model, path)

    async def copy(self, from_path, to_path=None):
        cartella_di_partenza = from_path.strip("/").rpartition("/")[0]
        self._rifiuta_se_condiviso(cartella_di_partenza if to_path is None else to_path)
        return await super().copy(from_path, to_path)

    async def delete_file(self, path):
        self._rifiuta_se_condiviso(path)
        return await super().delete_file(path)

    async def rename_file(self, old_path, new_path):
        self._rifiuta_se_condiviso(old_path, new_path)
        return await super().rename_file(old_path, new_path)

    async def create_checkpoint(self, path):
        self._rifiuta_se_condiviso(path)
        return await super().create_checkpoint(path)

    async def restore_checkpoint(self, checkpoint_id, path):
        self._rifiuta_se_condiviso(path)
        return await super().restore_checkpoint(checkpoint_id, path)

    async def delete_checkpoint(self, checkpoint_id, path):
        self._rifiuta_se_condiviso(path)
        return await super().delete_checkpoint(checkpoint_id, path)
