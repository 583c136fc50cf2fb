"""The truth: schema, rules, reads, writes and history of a project file. Importable without Qt."""
