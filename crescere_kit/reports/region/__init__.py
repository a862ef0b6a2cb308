"""All the comuni of a region, or of a batch, in one look: indicators, criticità, who fails and why."""

from crescere_kit.reports.region.opening import LottoAssente, Regione, regione

__all__ = ["LottoAssente", "Regione", "regione"]
