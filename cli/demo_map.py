"""Where the demo's areas and ideas lie, roughly, drawn by hand; and what the ideas are about."""

from shared.contracts.categories import Category
from shared.contracts.places import Point

BOUNDARIES = {
    "petonen": (
        Point(62.8460, 27.6360),
        Point(62.8485, 27.6620),
        Point(62.8440, 27.6890),
        Point(62.8330, 27.6990),
        Point(62.8215, 27.6850),
        Point(62.8190, 27.6560),
        Point(62.8290, 27.6330),
    ),
    "puijonlaakso": (
        Point(62.9165, 27.6370),
        Point(62.9180, 27.6560),
        Point(62.9120, 27.6680),
        Point(62.9035, 27.6640),
        Point(62.9010, 27.6470),
        Point(62.9070, 27.6350),
    ),
}
PLACES = {
    "Frisbeegolfrata Pyörön metsään": Point(62.8420, 27.6700),
    "Valot koulun oikopolulle": Point(62.8335, 27.6590),
    "Penkkejä kauppareitille": Point(62.8360, 27.6640),
    "Luistelukenttä Taivaanpankontielle": Point(62.9105, 27.6450),
    "Kirjavaihtokaappi torille": Point(62.9090, 27.6530),
    "Ulkokuntosali puistoon": Point(62.9125, 27.6550),
    "Koirapuiston aita ja vesipiste": Point(62.9060, 27.6430),
    "Muraali alikulkuun": Point(62.9050, 27.6570),
}
"""Some ideas are everywhere."""
CATEGORIES = {
    "Frisbeegolfrata Pyörön metsään": Category.SPORT,
    "Valot koulun oikopolulle": Category.TRAFFIC,
    "Penkkejä kauppareitille": Category.COMMUNITY,
    "Nuorten iltakahvila": Category.YOUTH,
    "Luistelukenttä Taivaanpankontielle": Category.SPORT,
    "Kirjavaihtokaappi torille": Category.CULTURE,
    "Ulkokuntosali puistoon": Category.SPORT,
    "Kukkapellot tienvarsille": Category.NATURE,
    "Koirapuiston aita ja vesipiste": Category.NATURE,
    "Muraali alikulkuun": Category.CULTURE,
}
