"""What the parts of a screen are made of: frozen values that a view fills and a template in ``_components`` draws.

Positions of pictures are computed here, so that templates hold no arithmetic and pages no inline style.
"""
