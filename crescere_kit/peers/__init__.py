"""Comuni alike: the same demographic class, the same province, the nearest on declared features."""

from crescere_kit.peers.comparison import Confronto, confronta
from crescere_kit.peers.kept import aggiorna, aggiorna_se_serve, del_comune, leggi, scrivi

__all__ = ["Confronto", "aggiorna", "aggiorna_se_serve", "confronta", "del_comune", "leggi", "scrivi"]
