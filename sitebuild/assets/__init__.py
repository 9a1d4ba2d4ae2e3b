"""What a page loads beside itself: bundle, Pyodide, the engine's image. Knows no page."""
