"""A read-only copy of the project in, a file out; no Qt. The public face is `exports.catalog`."""
