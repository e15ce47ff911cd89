"""Files of cases: how they arrive, what is taken out of them, and who has them."""
