"""The X11 desktop: capture, damage, windows, input and the AT-SPI tree."""
