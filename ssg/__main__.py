"""``python -m ssg``: the command without its script, for machines where scripts are not on the path."""

from __future__ import annotations

from ssg.cli import main

if __name__ == "__main__":
    main()
