"""Template tags of the screens: ``{% load rg %}`` gives all of them."""
