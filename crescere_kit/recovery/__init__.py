"""The recovery plan: which levers, how far, at what cost, and what stays uncovered.

From a projection's two years to a set of measures within the law (a small integer programme), each with the
act it takes and what refusing it would cost; where no set is enough, the step of the ladder of rescue.
"""

from crescere_kit.recovery.catalogue import Leva, Preset, SceltaNonValida, leve, presets
from crescere_kit.recovery.choices import Fabbisogno, Scelte
from crescere_kit.recovery.document import come_dict, scala_come_dict
from crescere_kit.recovery.from_accounts import di as situazione_di
from crescere_kit.recovery.ladder import Scala, scala
from crescere_kit.recovery.plan import Misura, Piano, piani
from crescere_kit.recovery.projected import Risanamento
from crescere_kit.recovery.situation import Situazione

__all__ = [
    "Fabbisogno",
    "Leva",
    "Misura",
    "Piano",
    "Preset",
    "Risanamento",
    "Scala",
    "SceltaNonValida",
    "Scelte",
    "Situazione",
    "come_dict",
    "leve",
    "piani",
    "presets",
    "scala",
    "scala_come_dict",
    "situazione_di",
]
