"""The rooms: one module for each kind of entity. Rooms never import each other."""
