"""Search that finds Finnish: the index that pages/ writes and haku.js reads."""
