"""What is made of the site when all pages are there. Knows files, not what a page is about."""
