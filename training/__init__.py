"""How the models are trained; nothing here is needed to run them."""
