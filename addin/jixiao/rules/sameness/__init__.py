"""The same fact, the same entity, stated in several places."""
