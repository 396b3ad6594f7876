"""Makes the weights of the recognizers' classifier of words, from generated texts."""
