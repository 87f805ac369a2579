"""The screens on which an approach is read as a person would read it."""
