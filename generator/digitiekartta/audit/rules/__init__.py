"""The rules: what each finds, how it is told in Finnish, and what to do about it.

One module for each group. A rule is a constant (:class:`~..findings.Rule`); the generator that
finds its faults, or the comment above a rule that asks one question, says what holds on a good
page.
"""
