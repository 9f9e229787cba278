"""Floor 1: text, dates, files, YAML with positions, caches. Knows nothing of news."""
