"""The scorer of SPARQL endpoints, where it lies beside this checkout: every point of it, on a store of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from servers import find_port
from serving import TOKEN, make_empty_store

SCORER = Path(__file__).parents[3] / "shared" / "tools" / "protocol_score.py"


def test_the_endpoint_keeps_to_the_standards(tmp_path: Path) -> None:
    """W3C protocol 34 of 34, description 3 of 3, graph store 10 of 10; every MUST, SHOULD and EXTRA with CORS."""
    if not SCORER.exists():
        pytest.skip(f"no {SCORER.name} beside this checkout, so the endpoint is not scored")
    store = make_empty_store(tmp_path / "score.store")
    port, result = find_port(), tmp_path / "score.json"
    endpoint = f"http://127.0.0.1:{port}/sparql"
    spawn = f"{sys.executable} -m naeringsgraf serve {store} -p {port} --workers 4 --update --cors"
    command = [sys.executable, str(SCORER), endpoint, "--update", "=", "--gsp", f"http://127.0.0.1:{port}/data"]
    command += ["--token", TOKEN, "--destructive", "--timeout", "60", "--json", str(result)]

    scored = subprocess.run(
        [*command, "--spawn", f"env NAERINGSGRAF_UPDATE_TOKEN={TOKEN} {spawn}"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.exists(), scored.stderr
    tests = json.loads(result.read_text(encoding="utf-8"))["tests"]
    assert {each["id"]: each["why"] for each in tests if each["result"] == "FAIL"} == {}
    assert sum(each["result"] == "pass" and each["w3c"] is not None for each in tests) == 47
