"""What a marker or a program on a page becomes. Knows one page at a time, not the built site."""
