"""The page Documents of Share: what can be made, its pages, its choices, and what is known of it."""
