"""The accessibility statement (saavutettavuusseloste) that act 306/2019 requires.

``statement`` gathers what is known into one object, from which the page and the JSON beside
it are made; ``report`` reads what the last audit found.
"""
