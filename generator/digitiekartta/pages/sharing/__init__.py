"""What is seen of a site elsewhere: a picture beside a link, an icon, facts for search engines."""
