"""What the settings of Windows say about macros, add-ins, Defender, OneDrive and the program for .xlsx."""

from collections.abc import Iterator, Mapping
from pathlib import Path, PureWindowsPath

from jixiao.hosts.doctor.registry import CLASSES, COMPUTER, USER, Registry
from jixiao.hosts.doctor.state import Policies, Rule

OFFICE_VERSIONS = ("16.0", "15.0", "14.0")
CHILD_PROCESS_RULE = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
"""Microsoft's number of the Defender rule "block all Office applications from creating child processes"."""

_DEFENDER = r"Windows Defender Exploit Guard\ASR\Rules"
_RULE_KEYS = (
    rf"SOFTWARE\Policies\Microsoft\Windows Defender\{_DEFENDER}",
    rf"SOFTWARE\Microsoft\Windows Defender\{_DEFENDER}",
)
_MANAGED_RULES = r"SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager"
_RULES = {"1": Rule.BLOCKED, "6": Rule.WARNED}
_SILENTLY_OFF = (3, 4)
"""VBAWarnings: macros without a signature, or all macros, are off and nobody is asked."""

_USERS_FOLDERS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
_FOLDER_NAMES = {"Personal": "“文档”", "Desktop": "“桌面”"}
_CHOICE = r"Software\Microsoft\Windows\CurrentVersion\Explorer\FileExts\.xlsx\UserChoice"


def policies(registry: Registry, addin_name: str) -> Policies:
    """Which settings stop the buttons; ``addin_name`` is the add-in's file name."""
    security = [*_values(registry, r"Excel\Security")]
    return Policies(
        vba_off=any(_is_on(values, "VBAOff") for values in _values(registry, "Common", (USER, COMPUTER))),
        addins_off=any(_is_on(values, "DisableAllAddins") for values in security),
        only_signed_addins=any(_is_on(values, "RequireAddinSig") for values in security),
        no_trusted_places=any(
            _is_on(values, "AllLocationsDisabled") for values in _values(registry, r"Excel\Security\Trusted Locations")
        ),
        macros_off=_first(security, "VBAWarnings") in _SILENTLY_OFF,
        disabled_by_excel=any(
            _names(value, addin_name)
            for values in _values(registry, r"Excel\Resiliency\DisabledItems")
            for value in values.values()
        ),
        child_processes=_child_processes(registry),
    )


def opened_addins(registry: Registry) -> tuple[PureWindowsPath, ...]:
    """Files of ours that Excel opens at its start because somebody ticked them in its list of add-ins."""
    entries = (
        str(value) for values in _values(registry, r"Excel\Options")
        for name, value in values.items() if name.upper().startswith("OPEN")
    )  # fmt: skip
    paths = (PureWindowsPath(entry.removeprefix("/R ").strip('" ')) for entry in entries)
    return tuple(dict.fromkeys(path for path in paths if "jixiao" in path.name.lower()))


def opener(registry: Registry, others: Mapping[str, str]) -> str:
    """The program that opens an .xlsx, if it is one of the ``others``: beginnings of program ids → names."""
    chosen = str(registry(USER, _CHOICE).get("ProgId", "")) or str(registry(CLASSES, ".xlsx").get("", ""))
    return next((name for start, name in others.items() if chosen.lower().startswith(start.lower())), "")


def cloud_folders(registry: Registry) -> tuple[str, ...]:
    """The user's own folders that lie inside OneDrive."""
    places = registry(USER, _USERS_FOLDERS)
    return tuple(name for value, name in _FOLDER_NAMES.items() if "onedrive" in str(places.get(value, "")).lower())


def is_in_cloud(path: Path, environment: Mapping[str, str]) -> bool:
    """Whether a file lies in a folder that OneDrive keeps."""
    roots = (environment.get(name, "") for name in ("ONEDRIVE", "ONEDRIVECOMMERCIAL", "ONEDRIVECONSUMER"))
    return any(Path(root) in path.parents for root in roots if root)


def _values(registry: Registry, key: str, roots: tuple[str, ...] = (USER,)) -> Iterator[Mapping[str, object]]:
    """The values of a key of Office, the office's policy before the user's own choice."""
    for branch in (r"Software\Policies\Microsoft\Office", r"Software\Microsoft\Office"):
        for version in OFFICE_VERSIONS:
            for root in roots:
                yield registry(root, rf"{branch}\{version}\{key}")


def _first(all_values: list[Mapping[str, object]], name: str) -> object:
    return next((values[name] for values in all_values if name in values), None)


def _is_on(values: Mapping[str, object], name: str) -> bool:
    return values.get(name) == 1


def _names(value: object, file_name: str) -> bool:
    """Whether a value, perhaps one of bytes, names a file."""
    text = value.decode("utf-16-le", "ignore") if isinstance(value, bytes) else str(value)
    return file_name.lower() in text.lower()


def _child_processes(registry: Registry) -> Rule:
    """Defender's setting; where several say something, the strictest."""
    said = {_lower(registry(COMPUTER, key)).get(CHILD_PROCESS_RULE, "") for key in _RULE_KEYS}
    managed = str(registry(COMPUTER, _MANAGED_RULES).get("ASRRules", "")).lower()
    pairs = dict(entry.strip().partition("=")[::2] for entry in managed.split("|"))
    rules = {_RULES.get(text, Rule.OFF) for text in {*said, pairs.get(CHILD_PROCESS_RULE, "")}}
    return next(rule for rule in (Rule.BLOCKED, Rule.WARNED, Rule.OFF) if rule in rules)


def _lower(values: Mapping[str, object]) -> dict[str, str]:
    """Numbers of rules without the braces and capitals that some tools write."""
    return {name.lower().strip("{}"): str(value) for name, value in values.items()}
