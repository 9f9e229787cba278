"""Floor 3: from Library and Standings to the Plan: every URL and what stands there."""
