"""Floor 3: from content/ on disk to a Library and every Problem in it."""
