"""Open data: the roadmap as files for other programs, and what describes them.

``files`` declares each file once: the page, the records for catalogues and the commands that write
them read it there. All say what is told of them in ``about``: licence, source, standing, decision.
"""
