"""Numbers: tables of a roadmap for counting, and what is counted from them for pages and reports.

``tables`` makes the rows, ``columns`` says what stands in them. All counts come from there, so that
those of the pages, the reports and the open data cannot differ.
"""
