"""Minutes in which every name tries to be more than a name, with the rest as it should be."""

from pathlib import Path
from typing import Final

from judging import MARK

PAYLOADS: Final = (
    f"<script>{MARK}(1)</script>",
    f"</script><script>{MARK}(1)</script>",
    f"<img src=x onerror={MARK}(1)>",
    f"<svg onload={MARK}(1)>",
    f"</style><style>@import '//127.0.0.1:9/{MARK}'</style>",
    f'" onmouseover="{MARK}(1)',
    f"' onfocus='{MARK}(1)' autofocus='",
    f"--><script>{MARK}</script><!--",
    f"<!--<script>{MARK}",
    f"]]><script>{MARK}</script>",
    f"&lt;script&gt;{MARK}&#60;/script&#62;",
    f"\\u003cscript\\u003e{MARK}",
    f"javascript:{MARK}(1)",
    f"data:text/html,<script>{MARK}</script>",
    "<base href='//127.0.0.1:9/'>",
    "<meta http-equiv=refresh content='0;url=//127.0.0.1:9/'>",
    "<iframe srcdoc='x'></iframe>",
    "{{7*7}} ${7*7} {% raw %} {{constructor.constructor('x')()}}",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    '=HYPERLINK("http://127.0.0.1:9/?x","Kari")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1+1)",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1+1)",
    "\u200b=1+1",
    "\ufeff=1+1",
    "|=1+1",
    ";=1+1;",
    'x";=1+1;"',
    'Ola" } ; DROP ALL ; #',
    "Ola\\",
    'Ola""" } #',
    '""" . <urn:a> <urn:b> <urn:c> . #',
    "<urn:a> } DROP ALL {",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "null",
    "NaN",
    "Infinity",
    "\u2066Kari\u2069\u200f Lie",
    "Kari\u202e eiL",
    "Kari\u2028Lie",
    "\x1b]0;tittel\x07Kari",
    "\x9b31mKari",
    "Kаri Lie",
    'a{b}|c^d`e\\f<g>h"i',
    "../../etc/passwd",
    "%2e%2e%2f%00",
    '*Vertices 9 "x" 1',
    "[Kari](javascript:alert(1))",
    "`Kari` | Lie |",
)

_MINUTES: Final = """\
# Referat {name} næringsgruppa 12.03.2021

Dato: 12.03.2021 kl. 09:00–11:00
Sted: {name}

Konstruert referat; personene finnes ikke.

## Til stede

- Åse Vik, Drammen kommune
- Ola {name} Li, Kongsberg kommune
- {name}, Hol kommune
- Per Moen, {name}
- Eva Dahl, Ocean Hyway Cluster

## Sak 1 {name}

Åse Vik, Drammen: Det er for lite kapasitet i strømnettet. Kommunen ber {name} om å bygge ut strømnettet.

Ola {name} Li, Kongsberg: {name} viser til Åse Vik. Kongsberg trenger flere næringsarealer. {name} strømnettet.

## Sak 2 Hydrogen {name}

{name}: Hol ber Statnett om strømnettet og hydrogen {name}.

Eva Dahl, Ocean Hyway Cluster: Klyngen ber Statnett om hydrogen {name} og strømnettet.

Vedtak: {name} ber om 12 mill. kr til hydrogen {name}.
"""


def write_payloads(folder: Path) -> Path:
    """Write minutes in which each payload names people, bodies, items and, as far as it can, the file; tell where."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PAYLOADS:
        stem = "".join(letter if letter not in '/\0\n<>:"|?*\\' else "_" for letter in name)
        text = _MINUTES.replace("{name}", name)
        folder.joinpath(f"{stem[:60]}.md").write_text(text, encoding="utf-8", newline="\n")
    return folder
