"""What peers.py needs: stories, a stopwatch, the contestants."""
