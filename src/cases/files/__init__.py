"""Where the sealed bytes of files lie: staged while they arrive, then in a store."""
