"""Which program of this machine a number means: the system gives the numbers of the dead to others."""

from pathlib import Path


def began(process: int) -> str:
    """Return when a process began, counted from the start of the machine; empty where the system does not tell.

    The usual start time is reckoned from the wall clock, and moves with it: after a jump a living process would
    look like another one, and what it holds would be taken from it.
    """
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return f"{boot} {told.rpartition(')')[2].split()[19]}"  # proc(5): the 22nd field, after a name that may hold blanks


def when_began(process: int) -> str | None:
    """Return what no other process of that number has: when it began; None where none lives, empty if unknown."""
    import psutil  # not for whoever only names a file

    try:
        found = psutil.Process(process)
        if found.status() == psutil.STATUS_ZOMBIE:
            return None
        return began(process) or repr(found.create_time())  # where it does not tell, the clock does not move it
    except (psutil.NoSuchProcess, ValueError, OverflowError):
        return None
    except psutil.Error:
        return ""
