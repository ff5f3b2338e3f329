"""The accessibility statement (saavutettavuusseloste) that act 306/2019 requires.

``statement`` gathers what is known into one object, from which the page and the JSON beside
it are made; ``rules`` tells what may not be published; ``report`` reads what the last audit
found; ``supervisor`` holds the authority's contact data.
"""
