"""The proof that a finished file says what the story says: `want` (story) and `READERS` (file) meet in `judge`."""
