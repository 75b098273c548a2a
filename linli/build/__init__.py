"""From articles to the files of a site: pages, jobs, workers, and the press that prints what changed."""
