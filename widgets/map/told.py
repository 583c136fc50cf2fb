"""Where the sentence of a refusal goes: to a field that shows it itself, or (None) to the window."""

from collections.abc import Callable

Told = Callable[[str], object] | None
