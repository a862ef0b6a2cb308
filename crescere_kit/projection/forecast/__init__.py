"""The behavioural voci of the next two years: what they are likely to be, and how wrong that may be."""

from crescere_kit.projection.forecast.forecasts import Previsioni
from crescere_kit.projection.forecast.learning import impara
from crescere_kit.projection.forecast.model import Modello
from crescere_kit.projection.forecast.series import Serie

__all__ = ["Modello", "Previsioni", "Serie", "impara"]
