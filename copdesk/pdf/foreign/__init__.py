"""Files from other people, only ever read and drawn in a child process with limits."""
