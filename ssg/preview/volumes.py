"""Which folders lie where the system cannot tell of every change: on network and shared volumes."""

from __future__ import annotations

import os
from pathlib import Path

_REMOTE = {
    "9p", "afs", "ceph", "cifs", "davfs", "drvfs", "glusterfs", "ncpfs", "nfs", "nfs4", "prl_fs", "smb3", "smbfs",
    "vboxsf", "virtiofs", "vmhgfs",
}  # fmt: skip
_MOUNTS = Path("/proc/self/mountinfo")


def is_remote(folder: Path, mounts: Path = _MOUNTS) -> bool:
    """Return whether a folder lies on a volume that others can write to unheard; False where that cannot be told."""
    place = os.path.realpath(folder)
    if place.startswith("\\\\"):
        return True
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return False
    best, kind = "", ""
    for line in lines:
        about, _, rest = line.partition(" - ")
        fields = about.split(" ")
        if len(fields) < 5 or not rest:
            continue
        at = _unescape(fields[4])
        if len(at) >= len(best) and (place == at or place.startswith(at.rstrip("/") + "/")):
            best, kind = at, rest.split(" ", 1)[0]
    return kind.startswith("fuse") or kind in _REMOTE


def _unescape(text: str) -> str:
    """Return a path as it is; the kernel writes spaces and the like as octal numbers."""
    for sign in " \t\n\\":
        text = text.replace(f"\\{ord(sign):03o}", sign)
    return text
