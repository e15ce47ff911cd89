"""How text and keys are covered: blobs, wrapped keys, roots, the stock of keys."""
