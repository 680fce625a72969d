"""A document's clues on one line of time: the axis, the rows, the drawing."""
