"""Real applications, brought into states that decisions about screens are measured on."""
