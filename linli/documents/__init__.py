"""Documents that are published to be downloaded: without what tells who wrote them, when, where and in how many drafts."""
