"""How the models that ship with innervate are made: nothing here is needed to use them."""
