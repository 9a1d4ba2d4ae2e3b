"""What goes with Material for MkDocs, and would be replaced with it. Knows no program."""
