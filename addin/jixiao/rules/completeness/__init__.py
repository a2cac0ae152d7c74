"""What has to be filled in, and in what order of time."""
