"""How innervate's processes are started, each with no more than it needs: core, gateway, broker."""
