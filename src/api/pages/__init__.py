"""Pages of HTML for people; they load nothing and need no script."""
