"""Which texts are close in meaning: vectors from syllables, by whole numbers, so that nothing sways the last bit."""
