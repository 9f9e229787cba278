"""Floor 3: from a view to bytes: themes, templates, photo variants."""
