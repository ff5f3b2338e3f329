"""Reading: files of content/ become a Roadmap, and everything unreadable becomes a Problem."""
