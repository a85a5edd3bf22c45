"""Opens the report in a headless Chromium, as a person would, and looks at what it does.

usage: report_test.py MUSUBI FOLDER     screenshots and pages go to FOLDER
"""

import json
import pathlib
import subprocess
import sys
import unittest
from urllib.parse import quote

from webdriver import Browser

MUSUBI = sys.argv[1]
FOLDER = pathlib.Path(sys.argv[2])
REGION = "examples/regional-network"
HOSTILE = "</script><script>document.body.id='ran'</script><img src=x onerror=\"document.body.id='ran'\">"

TAB, ENTER = "\ue004", "\ue007"


def musubi(*args):
    done = subprocess.run([MUSUBI, *args], capture_output=True, text=True, check=False)
    if done.returncode > 1:
        raise RuntimeError(done.stderr)
    return done.stdout


def answer(*args):
    return json.loads(musubi(*args, "--format", "json"))


def write_report(name, *args):
    path = (FOLDER / name).resolve()
    musubi("report", *args, "-o", str(path))
    return path.as_uri()


def hostile_model():
    model = {
        "musubi": 1, "name": {"en": HOSTILE, "ja": HOSTILE}, "as_of": "2026-11-22",
        "organizations": [
            {"id": "hosp", "kind": "medical_institution", "name": HOSTILE},
            {"id": "vendor", "kind": "provider", "name": HOSTILE}],
        "services": [{"id": "emr", "provider": "vendor", "layer": "application",
                      "name": {"en": HOSTILE, "ja": HOSTILE + "。"}}],
        "systems": [{"id": "hosp-emr", "owner": "hosp", "name": HOSTILE, "uses": ["emr"]}],
        "contracts": [{"id": "hosp.k1", "name": HOSTILE, "customer": "hosp", "supplier": "vendor",
                       "covers": ["emr"]}],
    }
    path = FOLDER / "hostile.musubi.json"
    path.write_text(json.dumps(model, ensure_ascii=False), encoding="utf-8")
    return str(path)


# Of each text that is seen, the contrast with the ground behind it (WCAG 2).
CONTRAST = """
const part = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
const parse = (c) => c.match(/[\\d.]+/g).map(Number);
const ground = (e) => {
  for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c;
  }
  return [255, 255, 255];
};
let worst = [99, ''];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const e = walker.currentNode.parentElement;
  if (!walker.data?.trim && !walker.currentNode.data.trim()) continue;
  if (!e.offsetParent || e.closest('svg')) continue;
  const a = light(parse(getComputedStyle(e).color)), b = light(ground(e));
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < worst[0]) worst = [ratio, e.outerHTML.slice(0, 120)];
}
return worst;
"""


class ReportTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.page = write_report("region.html", REGION, "--lang", "ja")
        cls.check = answer("check", REGION, "--max-systems", "all")
        cls.browser = cls.enterClassContext(Browser())

    def setUp(self):
        self.browser.width(1200, 1000)
        self.browser.prefers("light")
        self.open()

    def open(self, place="", page=None):
        # A page that differs in its place only would not be loaded again.
        self.browser.open("about:blank")
        self.browser.log("browser")
        self.browser.open((page or self.page) + place)

    def go(self, place):
        self.browser.run("location.hash = arguments[0]", place)

    def go_to_record(self, record):
        self.go("#record?id=" + quote(record, safe=""))
        self.browser.wait(
            "return document.querySelector('#panel .record')?.dataset.id === arguments[0]", record)

    def shown_findings(self):
        return self.browser.run(
            "return [...document.querySelectorAll('#findings .finding')]"
            ".filter((one) => one.checkVisibility()).length")

    def seen(self, selector):
        return self.browser.run(
            "return document.querySelector(arguments[0]).checkVisibility()", selector)

    def test_counts_are_those_of_check(self):
        counts = self.browser.run(
            "return [...document.querySelectorAll('#counts strong')].map((one) => one.textContent)")
        summary = self.check["summary"]
        self.assertEqual(counts, [str(summary[key]) for key in
                                  ("error", "warning", "note", "suppressed")])
        self.go("#findings")
        self.browser.wait("return document.querySelector('#findings').checkVisibility()")
        self.assertEqual(self.shown_findings(), len(self.check["findings"]))
        rules = self.browser.run(
            "return [...document.querySelectorAll('#findings .finding h3 code')]"
            ".map((one) => one.textContent)")
        self.assertEqual(rules, [finding["rule"] for finding in self.check["findings"]])

    def test_findings_are_filtered(self):
        browser = self.browser
        browser.click(".bar a[href='#findings']")
        findings = self.check["findings"]

        def expect(fits):
            count = sum(1 for finding in findings if fits(finding))
            self.assertEqual(self.shown_findings(), count)
            self.assertIn(f"{len(findings)} 件のうち {count} 件", browser.text("#found"))
            return count

        browser.click("#filters input[value=error]")
        expect(lambda one: one["level"] != "error")
        browser.click("#filters input[value=error]")
        owes = findings[0]["owes"]
        browser.click(f"#filter-owes option[value='{owes}']")
        self.assertLess(expect(lambda one: one["owes"] == owes), len(findings))
        system = next(one["systems"][0] for one in findings if one["owes"] == owes and one["systems"])
        browser.click(f"#filter-system option[value='{system}']")
        expect(lambda one: one["owes"] == owes and system in one["systems"])
        browser.click("#filter-reset")
        expect(lambda one: True)
        rule = findings[-1]["rule"]
        browser.click(f"#filter-rule option[value='{rule}']")
        expect(lambda one: one["rule"] == rule)
        browser.click("#filter-reset")
        browser.type("#filter-words", "UNKNOWN no such words")
        expect(lambda one: False)
        self.assertEqual(browser.run("return document.getElementById('found').role"), "status")

    def test_search_and_click_on_a_vendor(self):
        browser = self.browser
        browser.click(".bar a[href='#record']")
        browser.wait("return document.activeElement.id === 'search'")
        browser.type("#search", "雲居クラウド")
        browser.wait("return document.querySelector('#results a')")
        self.assertIn("件の記録が見つかりました", browser.text("#hits"))
        browser.click("#results a[data-id='cloud-kumoi']")
        browser.wait("return document.activeElement.closest('#panel')")
        self.assertIn("雲居クラウド株式会社", browser.text("#panel h3"))
        browser.screenshot(FOLDER / "vendor-light-ja.png")
        browser.click(".dependents summary")
        browser.wait("return document.querySelector('.dependents .chain').checkVisibility()")
        chain = browser.text(".dependents .chain")
        self.assertIn("→", chain)
        self.assertIn("契約", chain)
        # Each step begins where the one before it ends, the last ends at what the vendor provides.
        ends = browser.run(
            "return [...document.querySelector('.dependents .chain').children]"
            ".map((step) => [...step.querySelectorAll(':scope > a')].map((a) => a.dataset.id))")
        for one, after in zip(ends, ends[1:]):
            self.assertEqual(one[1], after[0])
        self.assertIn(ends[-1][1], [service["id"] for service in self.services()
                                    if service["provider"] == "cloud-kumoi"])
        browser.run("history.back()")
        browser.wait("return location.hash === '#record'")

    def services(self):
        merged = json.loads(musubi("fmt", "--merge", REGION))
        return merged["services"]

    def test_what_depends_is_what_a_change_affects(self):
        merged = json.loads(musubi("fmt", "--merge", REGION))
        provider = {one["id"]: one["provider"] for one in merged["services"]}
        for table in ("organizations", "services", "contracts"):
            for record in merged[table]:
                with self.subTest(record=record["id"]):
                    impact = answer("impact", REGION, "--target", record["id"])
                    self.go_to_record(record["id"])
                    systems, owners, services = self.browser.run(
                        "const rows = [...document.querySelectorAll('.dependents > li')];"
                        "return [rows.map((row) => row.dataset.system).sort(),"
                        " [...new Set(rows.map((row) => row.dataset.owner))].sort(),"
                        " [...document.querySelectorAll('#dependent-services a')]"
                        "   .map((a) => a.dataset.id).sort()]")
                    self.assertEqual(systems, [one["id"] for one in impact["systems"]])
                    self.assertEqual(owners, [one["id"] for one in impact["institutions"]])
                    affected = [one["id"] for one in impact["services"]]
                    if table == "services":
                        self.assertEqual(services, [one for one in affected if one != record["id"]])
                    if table == "contracts":
                        self.assertEqual(services, affected)
                    if table == "organizations":
                        self.assertLessEqual(set(services), set(affected))
                        self.assertFalse([one for one in services if provider[one] == record["id"]])

    def test_language_switches_without_loading(self):
        browser = self.browser
        self.go("#record?id=cloud-kumoi")
        browser.wait("return document.querySelector('#panel .record')")
        browser.run("window.stays = true")
        self.assertTrue(browser.run("return document.title").startswith("レポート"))
        browser.click("#language option[value=en]")
        self.assertEqual(browser.run("return document.documentElement.lang"), "en")
        self.assertEqual(browser.run("return document.title"), "Report: Kirino medical region")
        self.assertTrue(browser.run("return window.stays"))
        self.assertIn("What depends on it", browser.text("#panel"))
        self.assertIn("all", browser.run(
            "return document.querySelector('#filter-rule option').textContent"))
        for place in ("#overview", "#findings", "#systems", "#record"):
            self.go(place)
            browser.wait("return document.querySelector(arguments[0]).checkVisibility()", place)
            # The names of the records are in the language, too, so that nothing Japanese is left
            # but the label of the switch and a name that has no other.
            text = browser.run(
                "return document.querySelector(arguments[0] + ' > h2').innerText", place)
            self.assertTrue(text.isascii(), text)
        browser.screenshot(FOLDER / "record-light-en.png")

    def test_colours_follow_the_device_and_the_switch(self):
        browser = self.browser
        ground = "return getComputedStyle(document.body).backgroundColor"
        light = browser.run(ground)
        browser.prefers("dark")
        dark = browser.run(ground)
        self.assertNotEqual(light, dark)
        browser.click("#theme option[value=light]")
        self.assertEqual(browser.run(ground), light)
        browser.prefers("light")
        browser.click("#theme option[value=dark]")
        self.assertEqual(browser.run(ground), dark)

    def test_everything_can_be_read_light_and_dark(self):
        for scheme in ("light", "dark"):
            self.browser.prefers(scheme)
            for place in ("#overview", "#findings", "#systems?id=shiramine-emr",
                          "#record?id=cloud-kumoi"):
                self.go(place)
                self.browser.wait("return document.querySelector(arguments[0]).checkVisibility()",
                                  place.split("?")[0])
                ratio, element = self.browser.run(CONTRAST)
                self.assertGreaterEqual(ratio, 4.5, f"{scheme} {place}: {element}")
                name = place[1:].split("?")[0]
                self.browser.screenshot(FOLDER / f"{name}-{scheme}-ja.png")

    def test_nothing_runs_out_of_a_narrow_screen(self):
        self.browser.width(390, 844)
        for place in ("#overview", "#findings", "#systems?id=shiramine-emr",
                      "#record?id=cloud-kumoi"):
            self.go(place)
            self.browser.wait("return document.querySelector(arguments[0]).checkVisibility()",
                              place.split("?")[0])
            width = self.browser.run("return document.documentElement.scrollWidth")
            self.assertLessEqual(width, 390, place)
            self.browser.screenshot(FOLDER / f"{place[1:].split('?')[0]}-narrow-ja.png")

    def test_the_keyboard_reaches_everything(self):
        browser = self.browser
        browser.press(TAB)
        self.assertEqual(browser.run("return document.activeElement.className"), "skip")
        self.assertTrue(browser.run(
            "const box = document.activeElement.getBoundingClientRect();"
            "return box.left >= 0 && box.top >= 0"))
        browser.press(TAB, TAB)
        self.assertEqual(browser.run("return document.activeElement.hash"), "#findings")
        outline = browser.run("return getComputedStyle(document.activeElement).outlineWidth")
        self.assertNotIn(outline, ("0px", ""))
        browser.press(ENTER)
        browser.wait("return document.activeElement.id === 'findings-head'")
        unnamed = browser.run(
            "return [...document.querySelectorAll('input, select, button, summary')]"
            ".filter((one) => !(one.labels?.length || one.textContent.trim())).length")
        self.assertEqual(unnamed, 0)
        twice = browser.run(
            "const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);"
            "return ids.filter((id, at) => ids.indexOf(id) !== at)")
        self.assertEqual(twice, [])
        heads = browser.run(
            "return [...document.querySelectorAll('table')].filter((one) =>"
            " !one.caption || ![...one.querySelectorAll('th')].every((th) => th.scope)).length")
        self.assertEqual(heads, 0)

    def test_each_system_has_its_figure(self):
        for system in ("shiramine-emr", "hosp-kirino-his"):
            self.go("#systems?id=" + system)
            self.browser.wait(
                "return document.querySelector(`.system[data-id=${arguments[0]}]`).open", system)
            drawn = self.browser.run(
                "return [...document.querySelectorAll("
                "`.system[data-id=${arguments[0]}] .figure`)].map((one) =>"
                " [one.lang, one.checkVisibility(), one.querySelectorAll('svg[role=img]').length])",
                system)
            self.assertEqual(drawn, [["en", False, 1], ["ja", True, 1]])

    def test_nothing_of_a_hostile_name_runs(self):
        browser = self.browser
        page = write_report("hostile.html", hostile_model())
        self.open(page=page)
        self.assertIn(HOSTILE, browser.run("return document.title"))
        self.assertIn(HOSTILE, browser.text("h1"))
        for record in ("hosp", "vendor", "emr", "hosp-emr", "hosp.k1"):
            self.go_to_record(record)
            self.assertIn(HOSTILE, browser.text("#panel h3"))
        self.go("#findings")
        self.go("#systems?id=hosp-emr")
        browser.wait("return document.querySelector('.system').open")
        browser.screenshot(FOLDER / "hostile.png")
        state = browser.run(
            "return [document.body.id, document.images.length, document.scripts.length]")
        self.assertEqual(state, ["", 0, 2])
        self.assertEqual(browser.log("browser"), [])

    def test_no_request_leaves(self):
        browser = self.browser
        browser.log("performance")
        self.open("#record?id=cloud-kumoi")
        browser.click(".bar a[href='#systems']")
        asked = []
        for entry in browser.log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                asked.append(message["params"]["request"]["url"].split("#")[0])
        self.assertEqual([url for url in asked if url not in (self.page, "about:blank")], [])
        self.assertIn(self.page, asked)
        self.assertEqual(browser.run("return performance.getEntriesByType('resource').length"), 0)
        # The policy of the page would stop what the page itself never tries.
        browser.run("document.body.append(Object.assign(new Image(),"
                    " {src: 'https://example.invalid/x.png'}))")
        browser.wait("return document.images[0].complete")
        self.assertIn("Content Security Policy", "".join(
            entry["message"] for entry in browser.log("browser")))

    def test_without_script_the_findings_are_there(self):
        browser = self.browser
        browser.devtools("Emulation.setScriptExecutionDisabled", value=True)
        try:
            self.open()
            for section in ("#overview", "#findings", "#systems"):
                self.assertTrue(self.seen(section))
            self.assertFalse(self.seen("#filters"))
            self.assertEqual(self.shown_findings(), len(self.check["findings"]))
        finally:
            browser.devtools("Emulation.setScriptExecutionDisabled", value=False)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    unittest.main(argv=sys.argv[:1] + sys.argv[3:], verbosity=2)
