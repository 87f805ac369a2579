"""From bytes to rows of cells: csv and xlsx, with the checks that keep a wrong or dangerous file out."""
