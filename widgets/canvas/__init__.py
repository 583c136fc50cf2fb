"""The service path as a drawing: plan, faces, items, scene, view and gestures."""
