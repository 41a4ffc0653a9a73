"""What a caller can ask of the cleaners, as one frozen value."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from typing import Literal

from cleaners import charsets

TargetScript = Literal["simplified", "traditional", "tw", "hk"]
TARGET_SCRIPTS: tuple[str, ...] = ("simplified", "traditional", "tw", "hk")


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a cleaning run; every field changes what comes out and so counts in `digest`.

    target_script: convert the whole document to this script ("simplified", "traditional", "tw" or "hk" with the
        words of that region). None, the default, leaves the document's script and repairs strays only.
    encoding: read the bytes as this encoding, a name that Python knows, euc-tw or iso-2022-cn, and do not guess.
        None: find out.
    templates: lines that the documents' site has around its articles, as `cleaners.boilerplate.templates.parsed`
        reads them from the file of a template; `boilerplate` takes them out. Default: none.
    """

    target_script: TargetScript | None = None
    encoding: str | None = None
    templates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.target_script is not None and self.target_script not in TARGET_SCRIPTS:
            raise ValueError(f"target_script is one of {', '.join(TARGET_SCRIPTS)}, not {self.target_script!r}")
        if self.encoding is not None:
            try:
                charsets.canonical(self.encoding)
            except LookupError:
                raise ValueError(f"encoding {self.encoding!r} is not known; try gb18030, big5hkscs or utf-8") from None

    @property
    def digest(self) -> str:
        """SHA-256 over the options that differ from their defaults: a new option with a default changes nothing."""
        defaults = {f.name: f.default for f in fields(self)}
        chosen = {name: value for name, value in asdict(self).items() if value != defaults[name]}
        return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()
