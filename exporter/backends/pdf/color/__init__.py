"""Colour: what the numbers in a file mean. `icc` writes and reads profiles, `srgb` and `newsprint` are two, `inks`
turns the colours of a page into operators, `separation` turns photos into inks."""
