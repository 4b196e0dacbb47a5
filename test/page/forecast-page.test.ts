import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../packages/cli/src/run.js";
import { missingPages, tool } from "../bench/tools.js";
import { fakeTerminal } from "../cli/fake-terminal.js";

/** A file name that would be markup, a way out of a script, a script of its own, and text that runs backwards. */
const hostileName = `"><img src=x onerror=alert(1)>&lt;<!--{{7*7}}\u202etxt.csv`;

const plots = ["demand", "nodes", "cost", "frontier", "boot", "minReplicas", "scaleDown"].map((name) => `${name}-plot`);
const isMissing = missingPages() !== undefined && process.env.CI === undefined;

describe.skipIf(isMissing)("the page of a forecast, in a browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  const page = join(folder, "page.html");
  let browser: Browser;

  beforeAll(async () => {
    const trace = join(folder, hostileName);
    const rates = Array.from({ length: 36 }, (_, i) => `${i * 600},${i % 24 < 12 ? 2 : 9}`);
    writeFileSync(trace, `t_s,req_per_s\n${rates.join("\n")}\n`);
    const profile = join(folder, "profile.json");
    const figures = { gpus: 1, firstTokenMs: 20, prefillTokensPerSecond: 8000, decodeMs: 12, decodeMsPerRequest: 0.2 };
    writeFileSync(profile, JSON.stringify({ ...figures, maxBatch: 64 }));
    const machine = ["--machine", "g6.2xlarge", "--region", "us-east-1", "--profile", profile];
    const args = ["--trace", trace, ...machine, "--compare", "--tune", "--html", page];
    const terminal = fakeTerminal();
    const code = await run(["forecast", ...args], terminal);
    expect([code, terminal.errors()]).toEqual([0, ""]);
    browser = await chromium.launch({ executablePath: tool("chromium"), args: ["--no-sandbox"] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens the page; `faults` has every message of the console, every error and every request beside the page itself. */
  async function open(colorScheme: "light" | "dark", width: number): Promise<{ shown: Page; faults: string[] }> {
    const shown = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
    const faults: string[] = [];
    const address = pathToFileURL(page).href;
    shown.on("console", (message) => faults.push(`${message.type()}: ${message.text()}`));
    shown.on("pageerror", (error) => faults.push(error.message));
    shown.on("dialog", (dialog) => {
      faults.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    shown.on("request", (request) => {
      if (request.url() !== address) faults.push(`request: ${request.url()}`);
    });
    await shown.goto(address);
    await shown.waitForFunction(`${JSON.stringify(plots)}.every((id) => document.getElementById(id)?.clientHeight)`);
    return { shown, faults };
  }

  // What runs in the page is text: its types are not those of these tests.
  /** How many pixels of a plot have something drawn on them. */
  const drawnPixels = (shown: Page, id: string): Promise<number> =>
    shown.evaluate(`(() => {
      const canvas = document.getElementById("${id}");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      let drawn = 0;
      for (let i = 3; i < data.length; i += 4) if (data[i] > 0) drawn++;
      return drawn;
    })()`);

  const ground = (shown: Page): Promise<string> => shown.evaluate("getComputedStyle(document.body).backgroundColor");
  const white = "rgb(255, 255, 255)";
  const dark = "rgb(17, 23, 29)";

  it.each([
    ["light", 1200],
    ["dark", 1200],
    ["light", 380],
    ["dark", 380],
  ] as const)(
    "draws every plot in the %s scheme at %i pixels, asks for nothing and complains of nothing",
    async (scheme, width) => {
      const { shown, faults } = await open(scheme, width);
      for (const id of plots) expect(await drawnPixels(shown, id), id).toBeGreaterThan(500);
      expect(await shown.evaluate("document.documentElement.scrollWidth")).toBe(width);
      expect(await ground(shown)).toBe(scheme === "light" ? white : dark);
      expect(faults).toEqual([]);
      await shown.close();
    },
  );

  it("shows the hostile name as text, in one piece, and obeys nothing of it", async () => {
    const { shown, faults } = await open("light", 1200);
    expect(await shown.textContent("h1")).toBe(`Forecast of ${hostileName.replace("\u202e", "\\u202e")}`);
    expect(await shown.evaluate(`document.querySelectorAll("img").length`)).toBe(0);
    expect(faults).toEqual([]);
    await shown.close();
  });

  it("draws another policy's capacity when it is chosen, and takes the other scheme when the machine does", async () => {
    const { shown, faults } = await open("light", 1200);
    const image = (): Promise<string> => shown.evaluate(`document.getElementById("demand-plot").toDataURL()`);
    const before = await image();
    await shown.selectOption("#policy", "static-peak");
    const chosen = await image();
    expect(chosen).not.toBe(before);
    await shown.emulateMedia({ colorScheme: "dark" });
    await expect.poll(image).not.toBe(chosen);
    expect(faults).toEqual([]);
    await shown.close();
  });

  it("says everything that it draws in tables too, each with a caption and heads, and names its plots", async () => {
    const { shown } = await open("light", 1200);
    const tables: readonly { caption: string; heads: number; rows: number }[] = await shown.evaluate(`
      [...document.querySelectorAll("table")].map((table) => ({
        caption: table.caption?.textContent ?? "",
        heads: table.querySelectorAll("thead th[scope=col]").length,
        rows: table.querySelectorAll("tbody tr > th[scope=row]").length,
      }))`);
    expect(tables.length).toBeGreaterThanOrEqual(9);
    for (const table of tables) {
      expect(table.caption).not.toBe("");
      expect(table.heads).toBeGreaterThan(2);
      expect(table.rows).toBeGreaterThan(0);
    }
    const names: readonly string[] = await shown.evaluate(
      `[...document.querySelectorAll("canvas")].map((it) => it.ariaLabel ?? "")`,
    );
    expect(names.filter((name) => name.length <= 10)).toEqual([]);
    await shown.close();
  });

  it("prints in the light scheme, with every table open", async () => {
    const { shown, faults } = await open("dark", 1200);
    await shown.evaluate(`dispatchEvent(new Event("beforeprint"))`);
    expect(await ground(shown)).toBe(white);
    expect(await shown.evaluate(`[...document.querySelectorAll("details")].every((it) => it.open)`)).toBe(true);
    await shown.evaluate(`dispatchEvent(new Event("afterprint"))`);
    expect(await ground(shown)).toBe(dark);
    expect(faults).toEqual([]);
    await shown.close();
  });

  it("names no other place, and lets a browser run nothing but its own two scripts", () => {
    const text = readFileSync(page, "utf8");
    expect(text).toMatch(/Content-Security-Policy" content="default-src 'none'; style-src 'sha256-/);
    expect(text).not.toMatch(/(src|href)="|@import|url\(|sourceMappingURL/);
  });
});
