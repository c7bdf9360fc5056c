"""Pages in a real browser: maps, charts, keys, phones, uploads, accessibility, and no word to the outside."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import xlsxwriter

from yihe.web.frontend.packages import NpmFailed, _npm, build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
]
PASSWORD = "a-long-Password-7"
PAGES = [
    "/",
    "/figures/markets.network/",
    "/programmes/markets/",
    "/records/market/?view=map",
    "/records/market/M1/",
    "/records/market/M1/edit/",
    "/records/market/M1/move/",
    "/import/",
    "/rules/",
    "/briefing/",
    "/search/?q=市场",
    "/help/",
]
NO_WEBGL = "HTMLCanvasElement.prototype.getContext = () => null;"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if not Path(CHROMIUM).exists():
        pytest.skip("Debian's Chromium is not installed")
    try:
        build()
    except NpmFailed as error:
        pytest.skip(str(error))
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's event loop runs in this thread, where Django would refuse to touch the database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of the accessibility checker."""
    work = tmp_path_factory.mktemp("axe")
    for path in (Path(__file__).parent / "axe").iterdir():
        shutil.copy(path, work)
    if _npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], work).returncode:
        pytest.skip("npm cannot fetch axe-core")
    return (work / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def page(chromium: Any, live_server: Any, town: Any, person: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """Opens a page in which a clerk has signed in; fails if anything was asked of another host or broke."""
    person("clerk")
    contexts, troubles = [], []

    def make(width: int = 1440, height: int = 900, language: str = "zh-hans", script: str = "", **more: Any) -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, base_url=live_server.url, locale="zh-CN", **more
        )
        contexts.append(context)
        context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        if script:
            context.add_init_script(script)
        made = context.new_page()
        made.on("pageerror", lambda error: troubles.append(f"script: {error}"))
        made.on(
            "request", lambda asked: troubles.append(asked.url) if _is_outside(asked.url, live_server.url) else None
        )
        made.goto("/login/")
        made.fill("#id_username", "clerk-all")
        made.fill("#id_password", PASSWORD)
        made.click("main button.primary")
        made.wait_for_selector(".sidebar, .menu-button", state="attached")
        return made

    yield make
    for context in contexts:
        context.close()
    assert troubles == []


def _is_outside(url: str, home: str) -> bool:
    return urlsplit(url).scheme in ("http", "https", "ws") and urlsplit(url).netloc != urlsplit(home).netloc


def test_the_map_comes_alive_and_its_places_open_figures(page: Callable[..., Any]) -> None:
    at = page()
    at.goto("/?map=markets.network")
    at.wait_for_selector(".district-map.live .map-live canvas")
    assert at.locator(".map-label").all_inner_texts() == ["向阳", "东山"]
    box = at.locator(".district-map").bounding_box()
    at.mouse.click(box["x"] + box["width"] * 0.35, box["y"] + box["height"] * 0.3)
    at.wait_for_url("**/figures/markets.network/?place=370602001")


def test_without_webgl_the_drawn_map_stays_and_links(page: Callable[..., Any]) -> None:
    at = page(script=NO_WEBGL)
    at.goto("/?map=markets.network")
    assert at.locator(".district-map.live").count() == 0
    at.locator(".district-map svg a").first.press("Enter")
    at.wait_for_url("**/figures/markets.network/?place=*")


def test_choosing_another_indicator_redraws_the_map_alone(page: Callable[..., Any]) -> None:
    at = page()
    at.goto("/?map=markets.network")
    at.evaluate("window.kept = true")
    at.select_option("#map-indicator", "markets.upgraded")
    at.wait_for_selector("text=按星级标准完成升级改造的农贸市场数（分区域）")
    assert at.evaluate("window.kept")
    at.wait_for_selector(".district-map.live")


def test_a_figure_has_a_chart_of_its_table(page: Callable[..., Any]) -> None:
    at = page()
    at.goto("/figures/markets.network/")
    at.wait_for_selector(".chart svg text:text('向阳街道')")


def test_choosing_a_period_applies_it(page: Callable[..., Any]) -> None:
    at = page()
    at.goto("/")
    at.select_option("#period-offered", "2022H1")
    at.wait_for_url("**/?*period=2022H1*")
    assert at.locator("#period").input_value() == "2022H1"


def test_keys_reach_search_help_and_content(page: Callable[..., Any]) -> None:
    at = page()
    at.goto("/help/")
    at.keyboard.press("Tab")
    assert at.evaluate("document.activeElement.className") == "skip"
    at.keyboard.press("/")
    assert at.evaluate("document.activeElement.id") == "q"
    at.keyboard.type("?M1")
    assert at.locator("#q").input_value() == "?M1"
    at.keyboard.press("Tab")
    at.keyboard.press("?")
    assert at.locator("dialog[open]").count() == 1
    at.keyboard.press("Escape")
    assert at.locator("dialog[open]").count() == 0


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_is_wider_than_a_small_phone(language: str, page: Callable[..., Any]) -> None:
    at = page(width=360, height=740, language=language)
    wide = []
    for address in PAGES:
        at.goto(address)
        if at.evaluate("document.documentElement.scrollWidth") > 360:
            wide.append(address)
    assert wide == []


@pytest.mark.parametrize(("language", "scheme"), [("zh-hans", "light"), ("en", "dark")])
def test_pages_pass_the_accessibility_checker(language: str, scheme: str, page: Callable[..., Any], axe: str) -> None:
    at = page(language=language, color_scheme=scheme)
    found = []
    for address in PAGES:
        at.goto(address)
        at.evaluate(axe)
        rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
        result = at.evaluate("rules => axe.run(document, rules)", rules)
        found += [(address, v["id"], n["html"][:160]) for v in result["violations"] for n in v["nodes"][:3]]
    assert found == [], "\n".join(map(str, found))


def test_a_list_narrows_while_typing_and_keeps_its_address(page: Callable[..., Any]) -> None:
    at = page()
    at.goto("/records/market/")
    at.fill("#list-q", "M2")
    at.wait_for_url("**/records/market/?*q=M2*")
    assert at.locator("#table tbody tr").count() == 1
    at.reload()
    assert at.locator("#list-q").input_value() == "M2"


def test_a_workbook_is_uploaded_reviewed_and_approved(page: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "农贸市场台账.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("农贸市场")
    sheet.write_row(0, 0, ["编号", "名称", "所属街道", "市场层级", "摊位数（个）"])
    sheet.write_row(1, 0, ["M1", "M1市场", "向阳街道", "区级市场", 177])
    book.close()
    at = page()
    at.goto("/import/")
    at.set_input_files("#files", path)
    at.click("main form button.primary")
    at.wait_for_url("**/import/*/")
    assert at.locator(".after", has_text="177").count() == 1
    at.click("button[name=approve]")
    at.wait_for_selector(".notice.success")
    at.goto("/records/market/M1/")
    assert at.locator(".facts", has_text="177").count() == 1


def test_verdicts_can_be_filtered_and_lead_to_their_figure(page: Callable[..., Any]) -> None:
    at = page()
    at.goto("/briefing/")
    at.fill("#text", "目前，按星级标准完成农贸市场升级改造2处，全区农贸市场5处。")
    at.click("#briefing-form button.primary")
    at.wait_for_selector("mark.v-off")
    at.click("button[data-verdict=off]")
    assert at.locator("li.claim[data-verdict]:visible").count() == 1
    at.click("mark.v-exact a")
    assert at.locator("li.claim.v-exact:visible").count() == 1
    assert at.locator("#text").input_value().startswith("目前")


def test_a_figure_is_confirmed_beside_the_text_and_shown_the_next_time(page: Callable[..., Any], axe: str) -> None:
    at = page()
    at.goto("/briefing/")
    at.fill("#text", "2022年9月8日，芝罘区召开新闻发布会。目前，按星级标准完成农贸市场升级改造2处。")
    at.click("#briefing-form button.primary")
    at.click("#c1 [data-meaning]")
    at.fill("#c1 input[type=search]", "市场")
    at.click("#c1 form[role=search] button")
    at.check("#c1 input[value='markets.network']")
    at.evaluate(axe)
    assert [v["id"] for v in at.evaluate("axe.run('#c1')")["violations"]] == []
    at.click("#c1 button.primary")
    at.wait_for_selector("#c1 [role=status]")
    assert at.locator(".checked-text").count() == 1
    at.click("details:has(#briefing-form) > summary")
    at.click("#briefing-form button.primary")
    at.wait_for_selector("#c1 .meaning span")
    assert "clerk-all" in at.inner_text("#c1 .meaning") and "markets.network" in (
        at.get_attribute("#c1 dd a", "href") or ""
    )


def test_a_page_prints_without_menus(page: Callable[..., Any]) -> None:
    at = page()
    at.goto("/")
    at.emulate_media(media="print")
    assert not at.locator(".sidebar").is_visible() and not at.locator(".topbar").is_visible()
    assert at.locator(".card").first.is_visible()
