"""Stories and notes beside the path: a list to drag from, or to attach from by one key."""
