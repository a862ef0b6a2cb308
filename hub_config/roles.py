"""Roles from the registry: which doors of a comune each group may open.

Roles are fixed when the hub starts; who is in a group may change at any time. A lettore never gets
`access:servers!user=<slug>`: it would cover every server of the comune, the laboratorio included.
"""

from hub_config.lotti import permits
from hub_config.registry import Registro

LABORATORIO = ""
CRUSCOTTO = "cruscotto"
PORTE = (CRUSCOTTO, LABORATORIO)
NOME_DELLA_PORTA = {CRUSCOTTO: "cruscotto", LABORATORIO: "laboratorio"}


def ambito(slug: str, porta: str) -> str:
    """The scope that opens that door, as the hub writes it."""
    return f"access:servers!server={slug}/{porta}"


def ruoli(registro: Registro) -> list[dict]:
    slugs = [comune.slug for comune in registro.comuni]
    del_comune = [ruolo for slug in slugs for ruolo in _del_comune(slug)]
    return [_persona(), *del_comune, permits.ruolo(slugs)]


def _persona() -> dict:
    """A person reads their own name and nothing else: no server of their own, no token to make."""
    return {"name": "user", "description": "Persona senza server propri", "scopes": ["read:users!user"]}


def _del_comune(slug: str) -> list[dict]:
    laboratorio, cruscotto = f"{slug}/{LABORATORIO}", f"{slug}/{CRUSCOTTO}"
    return [
        {
            "name": f"lab-{slug}",
            "description": f"Lavora nel laboratorio di {slug}",
            "scopes": [
                ambito(slug, LABORATORIO),
                f"start:servers!server={laboratorio}",
                f"delete:servers!server={laboratorio}",
                f"read:servers!user={slug}",
            ],
            "groups": [f"autori:{slug}", f"esperti:{slug}"],
        },
        {
            "name": f"app-{slug}",
            "description": f"Guarda il cruscotto di {slug}",
            "scopes": [ambito(slug, CRUSCOTTO), f"start:servers!server={cruscotto}"],
            "groups": [f"lettori:{slug}", f"autori:{slug}", f"esperti:{slug}"],
        },
    ]
