"""Forms of our own in toolkits and themes that training does not see; truth by introspection."""
