import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { toYaml } from "../../packages/cli/src/manifests/manifest-yaml.js";

// Texts that YAML 1.1, YAML 1.2 or only one of them takes for something else.
const traps = [
  "y", "n", "Y", "N", "yes", "no", "Yes", "NO", "on", "off", "On", "OFF", "true", "False", "TRUE", "~", "null", "Null",
  "", " ", "012", "0o14", "0x1F", "0b101", "1e3", "1E3", "1.", ".5", "1_000", "12:30:45", "22:22", "190:20:30.15",
  "2026-11-24", "2026-11-24T01:02:03Z", ".inf", "-.INF", ".nan", "+1", "-0", "=", "<<", "!", "!!str", "&a", "*a", "- a",
  "-", "?", ": ", "a: b", "a #b", "# a", "%TAG", "@at", "`tick`", "---", "...", "[", "{", "|", ">", "'", '"', "\\",
  "<unknown:spec.name>", "<secret>", " lead", "trail ", "a\nb", "\na", "a\n", "a\n\n", "a \nb", "\ta", "a\tb", "a\r\nb",
  "\u001b[31m", "\u0085", "\u2028", "\ufeff", "\u202e", "\u0007", "é", "日本", "👩‍💻", "1234567890123456789012",
]; // prettier-ignore

const both = (text: string): unknown[] => [parse(text, { version: "1.1" }), parse(text, { version: "1.2" })];

describe("YAML of manifests", () => {
  it.each(traps)("reads %j as the same text under YAML 1.1 and 1.2", (trap) => {
    for (const value of [{ value: trap }, { [trap]: "key" }, [trap], { a: [{ b: trap }] }]) {
      expect(both(toYaml(value))).toEqual([value, value]);
    }
  });

  it("reads any data as the same data under YAML 1.1 and 1.2", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...traps));
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        text,
        fc.integer(),
        fc
          .double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })
          .map((x) => Math.round(x * 100) / 100),
        fc.boolean(),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(
          text.filter((key) => key !== "__proto__"),
          tie("value"),
          { maxKeys: 4, noNullPrototype: true },
        ),
      ),
    }));
    fc.assert(
      fc.property(value, (data) => {
        const plain: unknown = JSON.parse(JSON.stringify({ data }));
        const yaml = toYaml(plain);
        expect(both(yaml)).toEqual([plain, plain]);
        expect(yaml).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it("leaves plain texts unquoted and breaks no line", () => {
    const long = `nvcr.io/nvidia/k8s-device-plugin:v0.19.3 ${"word ".repeat(40)}end`;
    expect(toYaml({ image: "registry.k8s.io/pause:3.10", long })).toBe(
      `image: registry.k8s.io/pause:3.10\nlong: ${long}\n`,
    );
  });

  it("writes equal parts twice instead of an alias", () => {
    const labels = { app: "x" };
    expect(toYaml({ a: labels, b: labels })).toBe("a:\n  app: x\nb:\n  app: x\n");
  });
});
