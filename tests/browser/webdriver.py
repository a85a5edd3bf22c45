"""A small client of the WebDriver protocol (W3C) for chromedriver, with the standard library only."""

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

# What names an element in the protocol.
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"

# A browser that tells nobody that it was started.
ARGUMENTS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--disable-dev-shm-usage", "--window-size=1200,1000",
]


class Browser:
    """A headless Chromium. To be used with `with`."""

    def __init__(self):
        self.folder = tempfile.mkdtemp()
        self.driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True)
        self.address = f"http://127.0.0.1:{self._port()}"
        self.session = None

    def _port(self):
        for line in self.driver.stdout:
            found = re.search(r"started successfully on port (\d+)", line)
            if found:
                return found.group(1)
        raise RuntimeError("chromedriver did not start")

    def __enter__(self):
        options = {"args": [*ARGUMENTS, "--user-data-dir=" + self.folder]}
        binary = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        if binary:
            options["binary"] = binary
        answer = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}}})
        self.session = "/session/" + answer["sessionId"]
        return self

    def __exit__(self, *_):
        try:
            if self.session:
                self._ask("DELETE", self.session)
        finally:
            self.driver.terminate()
            self.driver.wait()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.address + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None

    def command(self, name, **body):
        return self._ask("POST", f"{self.session}/{name}", body)

    def devtools(self, method, **parameters):
        return self.command("goog/cdp/execute", cmd=method, params=parameters)

    def open(self, url):
        self.command("url", url=url)

    def run(self, script, *args):
        """Runs JavaScript in the page; `arguments[0]` and so on are what is given."""
        return self.command("execute/sync", script=script, args=list(args))

    def wait(self, script, *args):
        """Runs it until it says something true."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            value = self.run(script, *args)
            if value:
                return value
            time.sleep(0.02)
        raise AssertionError("never came true: " + script)

    def find(self, selector):
        return self.command("element", using="css selector", value=selector)[ELEMENT]

    def click(self, selector):
        self.command(f"element/{self.find(selector)}/click")

    def type(self, selector, text):
        self.command(f"element/{self.find(selector)}/value", text=text)

    def press(self, *keys):
        """Presses keys one after the other, wherever the focus is."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.command("actions", actions=[{"type": "key", "id": "keyboard", "actions": actions}])

    def text(self, selector):
        return self._ask("GET", f"{self.session}/element/{self.find(selector)}/text")

    def log(self, kind):
        """What came into a log of the browser since it was last asked for."""
        return self.command("se/log", type=kind)

    def width(self, width, height):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height,
                      deviceScaleFactor=1, mobile=False)

    def prefers(self, scheme):
        self.devtools("Emulation.setEmulatedMedia",
                      features=[{"name": "prefers-color-scheme", "value": scheme}])

    def screenshot(self, path):
        picture = base64.b64decode(self._ask("GET", self.session + "/screenshot"))
        with open(path, "wb") as file:
            file.write(picture)
        return picture
