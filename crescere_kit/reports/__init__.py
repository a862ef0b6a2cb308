"""One report: open the accounts of a comune and ask what each cell, page or relazione shows."""

from crescere_kit.reports.fascicolo import Fascicolo
from crescere_kit.reports.opening import AnnoAssente, apri, enti_caricati
from crescere_kit.reports.origins import Fonte

__all__ = ["AnnoAssente", "Fascicolo", "Fonte", "apri", "enti_caricati"]
