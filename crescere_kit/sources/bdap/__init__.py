"""OpenBDAP: the accounts of every ente of a region, as the State publishes them; read, checked, written."""

from crescere_kit.sources.bdap.region import e_una_tabella, leggi

__all__ = ["e_una_tabella", "leggi"]
