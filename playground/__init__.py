"""Everything that makes a program run in a page: simulated threads, their terminal, their web
front end."""
