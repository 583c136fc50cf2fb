"""Everything that draws with Qt, apart from start-up."""
