"""The one way of a change: doing, saving, undoing, and work beside the window."""
