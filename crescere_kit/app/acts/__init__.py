"""The page where an act is prepared: a form made from its model, its checks, its documents, its history."""

from crescere_kit.app.acts.view import Atti, atti

__all__ = ["Atti", "atti"]
