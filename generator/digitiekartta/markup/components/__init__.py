"""Components: what a captioned pipe table becomes on a page besides a table.

The caption line of a table in Markdown says its kind (``kinds``). Each kind has a module with
one function that takes the table, read by its raw cells (``table``), and gives elements. Lists
and drawings are made from those cells and from nothing else, so they cannot say anything that
their table does not. It happens before inline Markdown is read: a cell's links and phase marks
come out alike wherever its text was copied to.

======================  ================================================================
``Taulukko``            a table; on a phone its rows become blocks (``table``)
``Aikataulutaulukko``   measures × half-years, and on a phone a list (``schedule``)
``Aikajanataulukko``    half-years of one measure: a bar, and on a phone a list (``timeline``)
``Tasotaulukko``        start and target levels: a drawing beside the table (``levels``)
``Tietotaulukko``       names and values: a list of terms (``facts``)
``Tilataulukko``        the same in a box: how official the roadmap is (``facts``)
``Lukutaulukko``        half-years and numbers, one of them now (``table``)
======================  ================================================================

``overview`` draws the measures of all schedules of a page together, where the page asks for it.
``phases`` gives phase marks their symbols. A page of development builds shows
everything in every state (``pages/templates/komponentit.md.j2``).
"""
