"""The wording check beside a field: what is marked, and what may stand there instead."""
