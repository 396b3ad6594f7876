"""From a Frame to a Scene: tree, text, layout, fusion, situations."""
