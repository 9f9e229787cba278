"""Floor 2: the frozen records every stage speaks, and the words they are told in."""
