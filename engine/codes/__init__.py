"""Every kind of finding, one file a subject; the sentences stand in `messages`."""
