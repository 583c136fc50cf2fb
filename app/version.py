"""Which Polku this is."""

from functools import lru_cache


@lru_cache
def version() -> str:
    """Return the version of the installed Polku; "0" where it only runs from a folder."""
    from importlib.metadata import PackageNotFoundError, version  # slow to load, and rarely needed

    try:
        return version("polku")
    except PackageNotFoundError:
        return "0 (not installed)"
