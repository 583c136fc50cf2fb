"""The page Texts: what the organisation wrote, and its versions in other languages and in easy read."""
