"""Audit: a built site looked at in a real browser, for accessibility and for safety.

What can be read from the files is read on every page (:mod:`.rules` that take an
``HtmlPage``); the rest is seen in Chromium on pages of every kind, in the states in
which people meet them: narrow, enlarged, dark, printed, without scripts, by keyboard.
The way through the package: ``run.audit`` chooses pages (``pages``), serves the folder
(``server``), opens windows (``browser``), goes through ``states``, each of which asks its
``rules``, and gathers what they find into a ``report``.

Not seen here: a screen reader's speech, the sense of a link's text or of an alternative
text, plain language. They need a person.
"""
