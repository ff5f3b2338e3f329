"""Publishing: an approved site goes to its web server whole, and can be taken back.

The way through the package: ``release`` makes a folder of finished files with a manifest;
``publication`` tells what publishing it would change; ``publish`` brings it to a ``target`` in
small steps, of which only one, the switch, is seen by readers. A target keeps its releases
in a ``store``: a folder of this machine or of another one (``remote``, which logs in once by a
``connection``), or ``objects`` of an object store, where nothing can be switched at once. Where
none can be had, ``archive`` makes a zip that anybody can unpack. ``packed`` keeps the newest
release, so that what was told first is what is carried then.

What stands in a target::

    .digitiekartta.json            whose it is, and its releases, the oldest first
    nykyinen                       what readers see: a link to a release, itself, or a copy
    releases/<version>-<digest>/   whole sites, never changed after they were switched to

The web server's path leads to ``nykyinen``.
"""
