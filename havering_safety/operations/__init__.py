"""What keeps a public service standing: health, limits, throttles, logs and metrics."""
