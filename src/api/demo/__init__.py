"""Demo cases: plainly made up, told through the same commands that people use."""
