"""Web pages: our own content, marked up for frameworks of others."""
