from datetime import date

from hub_config import demo_registry, registry
from hub_config.registry import Comune

TRE = [
    Comune(slug, slug.title(), f"90{numero}001", "901")
    for numero, slug in enumerate(("alfa", "beta", "gamma"))
]


def test_the_demo_has_a_lettore_and_an_autore_each_and_an_esperto_for_every_two_comuni(tmp_path):
    demo_registry.scrivi(tmp_path, TRE)
    gruppi = registry.leggi(tmp_path).gruppi(date(2026, 3, 1))
    assert all(len(gruppi[f"{ruolo}:{c.slug}"]) == 1 for c in TRE for ruolo in ("lettori", "autori"))
    assert gruppi["esperti:alfa"] == gruppi["esperti:beta"]
    assert gruppi["esperti:gamma"].isdisjoint(gruppi["esperti:alfa"])
    assert len(registry.leggi(tmp_path).persone) == 8


def test_people_are_named_by_what_they_may_do_and_fifty_comuni_repeat_no_name(tmp_path):
    comuni = [Comune(f"comune-{n}", f"Comune {n}", f"90{n:04}", "901") for n in range(50)]
    demo_registry.scrivi(tmp_path, comuni)
    persone = {persona.username: persona.nome for persona in registry.leggi(tmp_path).persone}
    assert len(persone) == 125
    assert persone["lettore-comune-7"] == "Lettore di Comune 7"
    assert persone["esperto-25"] == "Esperto 25"
