"""Reports that are prepared by themselves: a service of the hub with its queue, its plans and its pages.

It is a process of its own, started by the hub: when the servers of a comune are stopped, nothing changes.
"""
