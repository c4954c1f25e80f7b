"""The command line: one command per file, thin: options → pipeline → report → exit code. It begins in `run.py`."""
