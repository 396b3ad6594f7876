"""The claims portal: a small line-of-business web application with a database of its own."""
