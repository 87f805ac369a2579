"""Gather the front-end files that npm brought into one folder the application can serve.

No bundler: three files are written, the others are copied. The theme of NL Design System holds some four thousand
design tokens; only those that the chosen components and our own styles use are kept, which makes the page about
thirty times lighter.
"""

import re
import shutil
import sys
from pathlib import Path

from reisgenoot.web.icons import ICONS

COMPONENTS = (
    "heading-1",
    "heading-2",
    "heading-3",
    "heading-4",
    "paragraph",
    "link",
    "unordered-list",
    "separator",
    "skip-link",
    "button",
    "alert",
    "data-badge",
    "table",
    "form-field",
    "form-field-description",
    "form-field-error-message",
    "form-fieldset",
    "form-label",
    "textbox",
    "textarea",
    "select",
    "checkbox",
    "radio-button",
)
PRINT_FONTS = {
    "@expo-google-fonts/noto-sans": ("400Regular", "400Regular_Italic", "600SemiBold"),
    "@expo-google-fonts/noto-sans-arabic": ("400Regular", "600SemiBold"),
    "@expo-google-fonts/noto-sans-ethiopic": ("400Regular", "600SemiBold"),
}
"""Fonts of the documents in PDF: whole files, since a PDF embeds what it uses; Latin and Cyrillic, Arabic, Ethiopic."""
FONT = "@fontsource-variable/source-sans-3"
FONT_SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
ETHIOPIC = "@expo-google-fonts/noto-sans-ethiopic/400Regular/NotoSansEthiopic_400Regular.ttf"
ETHIOPIC_FACE = """/* ethiopic, under the same name: Tigrinya shows on every device, and is fetched only where it stands */
@font-face {
  font-family: 'Source Sans 3 Variable';
  font-style: normal;
  font-display: swap;
  font-weight: 200 900;
  src: url(fonts/noto-sans-ethiopic.ttf) format('truetype');
  unicode-range: U+1200-139F,U+2D80-2DDF,U+AB01-AB2F;
}
"""
THEME = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"

_TOKEN = re.compile(r"^\s*(--[\w-]+):\s*(.+?);", re.MULTILINE)
_USE = re.compile(r"var\(\s*(--[\w-]+)")
_FONT_FACE = re.compile(r"/\* source-sans-3-([\w-]+)-wght-(?:normal|italic) \*/\s*@font-face \{.*?\}", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SVG_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def project_root() -> Path:
    """Folder that holds ``package.json``."""
    return Path(__file__).resolve().parents[3]


def static_folder() -> Path:
    """Folder with our own static files, where ``vendor`` is written beside them."""
    return Path(__file__).resolve().parents[1] / "web" / "static"


def used_tokens(theme: str, styles: str) -> dict[str, str]:
    """Tokens of a theme that the styles use, directly or through another token, in the order of the theme."""
    tokens = dict(_TOKEN.findall(theme))
    wanted: set[str] = set()
    todo = _USE.findall(styles)
    while todo:
        name = todo.pop()
        if name in tokens and name not in wanted:
            wanted.add(name)
            todo.extend(_USE.findall(tokens[name]))
    return {name: value for name, value in tokens.items() if name in wanted}


def _slim(styles: str) -> str:
    """The same style sheet without indentation and without comments other than licences."""
    kept = _COMMENT.sub(lambda found: found.group(0) if "@license" in found.group(0) else "", styles)
    return "\n".join(line for line in (" ".join(part.split()) for part in kept.splitlines()) if line) + "\n"


def build_components(modules: Path, own_styles: str) -> str:
    """One style sheet: the tokens in use and the chosen components, in a layer that our own styles override."""
    components = "\n".join((modules / f"@utrecht/{name}-css/dist/index.css").read_text() for name in COMPONENTS)
    tokens = used_tokens((modules / THEME).read_text(), components + own_styles)
    lines = "\n".join(f"  {name}: {value};" for name, value in tokens.items())
    return _slim(f"@layer nlds {{\n:root {{\n{lines}\n}}\n{components}\n}}\n")


def build_fonts(modules: Path, target: Path) -> str:
    """Copy the font files of the scripts we show and return their style sheet."""
    target.mkdir(parents=True, exist_ok=True)
    faces = []
    for face in _FONT_FACE.finditer((modules / FONT / "index.css").read_text()):
        if face.group(1) not in FONT_SUBSETS:
            continue
        name = re.search(r"files/([\w.-]+)", face.group(0))
        if name is None:
            raise ValueError("a font face without a file")
        shutil.copyfile(modules / FONT / "files" / name.group(1), target / name.group(1))
        faces.append(face.group(0).replace("./files/", "fonts/"))
    shutil.copyfile(modules / ETHIOPIC, target / "noto-sans-ethiopic.ttf")
    return "\n".join(faces) + "\n" + ETHIOPIC_FACE


def build_sprite(modules: Path) -> str:
    """One SVG file with a symbol per icon in :data:`ICONS`; strokes take the colour of the text."""
    symbols = []
    for name, drawing in sorted(ICONS.items()):
        svg = (modules / f"@tabler/icons/icons/outline/{drawing}.svg").read_text()
        body = _SVG_BODY.search(svg)
        if body is None:
            raise ValueError(f"the icon {drawing} is not a drawing")
        inner = " ".join(body.group(1).split())
        symbols.append(
            f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" '
            f'stroke-linecap="round" stroke-linejoin="round">{inner}</symbol>'
        )
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def print_fonts_folder() -> Path:
    """Where the documents look for their fonts."""
    return Path(__file__).resolve().parents[1] / "reporting" / "documents" / "fonts"


def copy_print_fonts(modules: Path, target: Path) -> list[Path]:
    """Copy the fonts of the documents; the files written.

    Raises
    ------
    FileNotFoundError   a package holds no such weight.
    """
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for package, weights in PRINT_FONTS.items():
        for weight in weights:
            found = next((modules / package / weight).glob("*.ttf"), None)
            if found is None:
                raise FileNotFoundError(2, "no font", str(modules / package / weight))
            shutil.copyfile(found, target / found.name)
            written.append(target / found.name)
    return written


def build(root: Path, static: Path) -> list[Path]:
    """Write everything into ``static/vendor`` and return the files written.

    Raises
    ------
    FileNotFoundError   ``npm ci`` has not run, or a package changed its shape; the message names the file.
    """
    modules = root / "node_modules"
    vendor = static / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    own_styles = "\n".join(path.read_text() for path in sorted((static / "css").rglob("*.css")))
    texts = {
        "components.css": build_components(modules, own_styles),
        "fonts.css": build_fonts(modules, vendor / "fonts"),
        "icons.svg": build_sprite(modules),
    }
    for name, text in texts.items():
        (vendor / name).write_text(text)
    shutil.copyfile(modules / "htmx.org/dist/htmx.min.js", vendor / "htmx.min.js")
    return [vendor / name for name in (*texts, "htmx.min.js")]


def main() -> int:
    """Entry point of ``python -m reisgenoot.cli.assets``."""
    try:
        written = build(project_root(), static_folder())
        copy_print_fonts(project_root() / "node_modules", print_fonts_folder())
    except FileNotFoundError as missing:
        print(f"Missing {missing.filename}. Run `npm ci` first.", file=sys.stderr)
        return 1
    for path in written:
        print(f"{path.relative_to(static_folder().parent)}  {path.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
