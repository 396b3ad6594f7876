"""Real applications on a private desktop, and forms of our own in toolkits that training does not see."""
