"""The rules: what each finds, how it is told in Finnish, and what to do about it.

One module for each group. A rule is a constant (:class:`~.base.Rule`); the generator that
finds its faults says in its docstring what holds on a good page.
"""
