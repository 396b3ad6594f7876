"""Texts as words: without case, accents and endings, each with its place; and what language they are in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

_LETTERS = r"[^\W_](?:[^\W_]|[\u0300-\u036f])*"
_WORD = re.compile(rf"{_LETTERS}(?:['’][^\W\d_]+)?")
_ENGLISH = frozenset(
    "a about after again all also am an and any are as at be because been before being below both but by can"
    " could did do does doing down during each every few for from further get got had has have having he her"
    " here hers him his how i if in into is it its itself just let like ll made make may me might more most"
    " much must my mine myself no nor not now of off on once one only or other our ours out over own please"
    " re s same shall she should so some such t than that the their theirs them then there these they this"
    " those through to too under until up upon us ve very was we were what when where which while who whom"
    " whose why will with would yes yet you your yours d m don isn wasn didn doesn dear sincerely regards"
    " hello hi mr mrs ms sir madam something somebody someone anything whether within without since".split()
)
_GERMAN = frozenset(
    "aber als am an auch auf aus bei bin bis bitte da das dass dem den der des die dies diese dieser doch du"
    " durch ein eine einem einen einer eines er es fuer für haben hat hatte ich ihr ihre ihren im in ist ja"
    " kein keine man mein meine mit nach nicht noch nur oder ohne sehr sein seine sich sie sind so und uns"
    " unser unsere vom von vor war was wegen wenn wer wie wir wird wurde zu zum zur ueber über unter".split()
)
_FRENCH = frozenset(
    "a au aux avec ce ces cette dans de des du elle en est et il ils je la le les leur lui ma mais me mes"
    " mon ne nos notre nous ou par pas pour qu que qui sa se ses son sont sur ta te tes un une vos votre"
    " vous y ete été avez ai l d n c j s m".split()
)
_SPANISH = frozenset(
    "a al algo como con de del desde donde el ella en entre es esta este esto ha hay la las le les lo los"
    " mas me mi mis no nos o para pero por que se si sin sobre su sus te un una uno unos y ya".split()
)
_ALSO_NAMES = frozenset({"may", "will"})
_STOPS = {"english": _ENGLISH, "german": _GERMAN, "french": _FRENCH, "spanish": _SPANISH}
LANGUAGES = tuple(_STOPS)


def small(language: str) -> frozenset[str]:
    """The small words of a language, which are used of all matters."""
    return _STOPS[language]


_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "been",
        "become": "became",
        "begin": "began begun",
        "bite": "bit bitten",
        "blow": "blew blown",
        "break": "broke broken",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "catch": "caught",
        "choose": "chose chosen",
        "come": "came",
        "deal": "dealt",
        "draw": "drew drawn",
        "drive": "drove driven",
        "eat": "ate eaten",
        "fall": "fell fallen",
        "feel": "felt",
        "fight": "fought",
        "find": "found",
        "fly": "flew flown",
        "forget": "forgot forgotten",
        "freeze": "froze frozen",
        "get": "got gotten",
        "give": "gave given",
        "go": "went gone",
        "grow": "grew grown",
        "hear": "heard",
        "hold": "held",
        "keep": "kept",
        "know": "knew known",
        "lay": "laid",
        "lead": "led",
        "leave": "left",
        "lend": "lent",
        "lose": "lost",
        "make": "made",
        "mean": "meant",
        "meet": "met",
        "pay": "paid",
        "repay": "repaid",
        "ride": "rode ridden",
        "ring": "rang rung",
        "rise": "rose risen",
        "run": "ran",
        "say": "said",
        "see": "saw seen",
        "seek": "sought",
        "sell": "sold",
        "send": "sent",
        "shake": "shook shaken",
        "shoot": "shot",
        "sing": "sang sung",
        "sink": "sank sunk",
        "sleep": "slept",
        "speak": "spoke spoken",
        "spend": "spent",
        "stand": "stood",
        "steal": "stole stolen",
        "stick": "stuck",
        "strike": "struck",
        "swim": "swam swum",
        "take": "took taken",
        "teach": "taught",
        "tear": "tore torn",
        "tell": "told",
        "think": "thought",
        "throw": "threw thrown",
        "wake": "woke woken",
        "wear": "wore worn",
        "win": "won",
        "withdraw": "withdrew withdrawn",
        "write": "wrote written",
        "child": "children",
        "foot": "feet",
        "tooth": "teeth",
        "mouse": "mice",
        "man": "men",
        "woman": "women",
    }.items()
    for form in forms.split()
}


_APART = {f"instal{end}": "instalment" for end in ("ment", "ments", "lment", "lments")}
"""Words whose stems would fall together with those of other matters."""


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: as it is compared, its stem, and where it stands."""

    plain: str
    stem: str
    start: int
    end: int


@lru_cache(maxsize=4)
def _stemmer(language: str) -> _Stemmer:
    import Stemmer

    stemmer: _Stemmer = Stemmer.Stemmer(language)
    return stemmer


@lru_cache(maxsize=16384)
def stem(word: str, language: str = "english") -> str:
    """The stem of a plain word; one with digits in it is its own."""
    if any(character.isdigit() for character in word):
        return word
    if language == "english":
        if word in _APART:
            return _APART[word]
        word = _IRREGULAR.get(word, word)
    return plain(_stemmer(language).stemWord(word))


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Without case, accents and compatibility forms; but every figure stays the one that it is."""
    compatible = "".join(c if c.isnumeric() else unicodedata.normalize("NFKC", c) for c in text)
    parts = unicodedata.normalize("NFD", compatible.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("’", "'")


@lru_cache(maxsize=1024)
def language_of(text: str) -> str:
    """The language whose small words are the most frequent; English where that says nothing."""
    found = [m[0].casefold() for m in _WORD.finditer(text) if len(m[0]) > 1]
    scores = {language: sum(w in stops for w in found) for language, stops in _STOPS.items()}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] > scores["english"] else "english"


@lru_cache(maxsize=1024)
def words(text: str, language: str | None = None) -> tuple[Word, ...]:
    """All words of a text in order, the small ones too."""
    language = language or language_of(text)
    found = []
    for match in _WORD.finditer(text):
        whole = plain(match[0])
        bare = whole.removesuffix("'s").replace("'", "")
        if bare:
            found.append(Word(whole, stem(bare, language), match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=1024)
def telling(text: str) -> tuple[Word, ...]:
    """The words that say something: all but the small ones of the text's language."""
    stops = _STOPS[language_of(text)]
    return tuple(
        w
        for w in words(text)
        if (w.plain not in stops and (len(w.plain) > 1 or w.plain.isdigit()))
        or (w.plain in _ALSO_NAMES and w.start and text[w.start].isupper() and text[w.start - 1] == " ")
    )
