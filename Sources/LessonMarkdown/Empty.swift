// This target is empty so far.
