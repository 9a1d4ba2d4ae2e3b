"""Pages of others that run Python in a browser, built to be measured beside ours."""
