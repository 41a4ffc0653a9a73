"""Files, batches, runs: everything about folders of documents, and the command line."""
