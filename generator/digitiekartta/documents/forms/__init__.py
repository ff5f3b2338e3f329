"""Forms on a host of repositories: an official proposes a change with a browser alone."""
