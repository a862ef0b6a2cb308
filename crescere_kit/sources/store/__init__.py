"""The archive of accounts: Parquet by year, all or nothing, with the source of each number."""

from crescere_kit.sources.store.archive import Archivio, ArchivioVuoto, SenzaProvenienza

__all__ = ["Archivio", "ArchivioVuoto", "SenzaProvenienza"]
