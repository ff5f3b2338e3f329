"""Pages: a Roadmap becomes Markdown pages and the configuration that an engine builds them with."""
