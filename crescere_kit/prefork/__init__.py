"""A fork server: a parent that has imported everything once forks ready children, each as isolated as new.

`Prefork` keeps the parent; `Child` is one process of it. `notebook` runs whole notebooks in children,
`provisioner` gives kernels to Jupyter, `engine` serves papermill. Linux only: elsewhere the cold path serves.
"""

from crescere_kit.prefork.owner import Child, End, Prefork, Unavailable

__all__ = ["Child", "End", "Prefork", "Unavailable"]
