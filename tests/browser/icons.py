"""The icons of the installed site, drawn out of a brand's logo: `python -m tests.browser.icons FOLDER`."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium

BRAND = Path(__file__).parents[2] / "services/gateway/pages/static/brand"
WHOLE, WITH_ROOM = 100, 70  # percent of the icon; systems cut up to a fifth off what is maskable
ICONS = {"icon-192.png": (192, WHOLE), "icon-512.png": (512, WHOLE), "icon-maskable.png": (512, WITH_ROOM)}
PAGE = """<body style="margin:0;display:grid;place-items:center;height:100vh;background:{ground}">
<div style="width:{share}%">{logo}</div>"""


def draw(browser: Browser, folder: Path) -> None:
    logo = (folder / "logo.svg").read_text()
    for name, (size, share) in ICONS.items():
        page = browser.new_page(viewport={"width": size, "height": size})
        page.set_content(PAGE.format(logo=logo, share=share, ground="transparent"))
        if share != WHOLE:  # as its corners
            page.evaluate("document.body.style.background = document.querySelector('rect').getAttribute('fill')")
        page.screenshot(path=folder / name, omit_background=True)
        page.close()


if __name__ == "__main__":
    with sync_playwright() as playwright:
        draw(playwright.chromium.launch(executable_path=chromium.found()), Path(sys.argv[1]) if sys.argv[1:] else BRAND)
