"""Word lists of the made-up office.

The lists were written for this example; a person who bears one of the names is meant by none of them.
No single name is shorter than four letters, so that a search for it in a log does not hit by accident.
"""

from __future__ import annotations

GIVEN: tuple[str, ...] = (
    "Agnieszka", "Aleksi", "Amélie", "Annika", "Bastien", "Beatriz", "Bogdan", "Branka", "Cosmin",
    "Dagmar", "Dimitra", "Edvard", "Eliška", "Emilija", "Fabrizio", "Fionnuala", "Gonçalo", "Greta",
    "Gustavs", "Helmi", "Henrike", "Ignacio", "Ingeborg", "Jadwiga", "Joaquim", "Katalin", "Kristjan",
    "Leonor", "Ljubica", "Lorcan", "Maarten", "Małgorzata", "Nerea", "Oskari", "Radmila", "Rüdiger",
    "Saoirse", "Søren", "Tadeusz", "Vítězslav", "Wendelin", "Zsófia",
)  # fmt: skip

FAMILY: tuple[str, ...] = (
    "Aaltonen", "Albescu", "Bergström", "Bijelić", "Brannigan", "Cavalcanti", "Dąbrowski", "Delacroze",
    "Eriksdal", "Esterházi", "Ferreirinha", "Fitzwarren", "Grünwald", "Haanpää", "Hlaváček", "Iturbide",
    "Jankauskas", "Kallergis", "Kowalewicz", "Kristoffersen", "Lindqvist", "Løvenborg", "Marchetti",
    "Meulenbroek", "Mihăilescu", "Montalbano", "Nieminen", "Novotný", "Ó Dálaigh", "Ozoliņš",
    "Papadakis", "Pereyra", "Quintanilha", "Riedmüller", "Ruszkowski", "Schönhaus", "Szentesi",
    "Tamminen", "Vandersteen", "Vukadinović", "Wachtmeister", "Žižková",
)  # fmt: skip

STREETS: tuple[str, ...] = (
    "Lindengasse", "Brunnenpfad", "Rue des Tanneurs", "Via dei Glicini", "Kastanjelaan", "Calle Jazmín",
    "Ulica Lipowa", "Kirkkopolku", "Storgränd", "Rua da Fonte", "Mühlsteig", "Havnestræde",
)  # fmt: skip

TOWNS: tuple[str, ...] = (
    "4810 Steinach", "7320 Valmorel", "2045 Brückfeld", "9130 Oudewater", "3615 Lipowiec",
    "5240 Kivijärvi", "8070 Fonteverde", "6190 Norrsund",
)  # fmt: skip

PRODUCTS: tuple[str, ...] = (
    "Homestead Classic", "Homestead Prime", "Dwelling Basic", "Tenant Shield", "Storefront Cover",
)  # fmt: skip

BROKERS: tuple[str, ...] = (
    "Nordlicht Makler",
    "Atelier Assurances",
    "Harbour Row Brokers",
    "Trifolia Broking",
)

SYMBOLS = "!@#$%&*+?_"
