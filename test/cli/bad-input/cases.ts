import { gzipSync } from "node:zlib";
import { pack as clusterBaseline } from "@roadstead/cluster-baseline/pack";
import { pack as costGuardrails } from "@roadstead/cost-guardrails/pack";
import { hostileTexts } from "./hostile-texts.js";
import type { Json } from "./states.js";
import { goodState, nested, resource, stateOf, stateWithInput, urnOf, volume } from "./states.js";

/** A file, and the error that it is, or "safe" where it is read and reported on. */
export type BadFile = readonly [what: string, content: string | Uint8Array, outcome: string];

const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");
const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const atVolume = (more: Json): string => stateOf([resource(volume, "data", more)]);

const cut: readonly BadFile[] = Array.from({ length: 20 }, (_, i) => {
  const length = Math.floor((goodState.length * (i + 0.5)) / 20);
  return [`a state that is cut after ${length} characters`, goodState.slice(0, length), "is no JSON"];
});

const noJson: readonly BadFile[] = [
  ["an empty file", "", "it ends too early"],
  ["white space", " \n\t\r\n", "it ends too early"],
  ["zeros", new Uint8Array(64), "is no JSON"],
  ["a page of HTML", "<!doctype html><html><body>Sign in</body></html>", "is no JSON"],
  ["YAML", "version: 3\ndeployment:\n  resources: []\n", "is no JSON"],
  ["a word that is none of JSON's", "undefined", "is no JSON"],
  ["a comma at the end of a list", '{"deployment":{"resources":[{},]}}', "deployment.resources[1], line 1"],
  ["a comma at the end of an object", '{"deployment":{"resources":[]},}', "is no JSON"],
  ["single quotes", "{'deployment': {}}", "is no JSON"],
  ["a comment", '{"deployment": {} // nothing\n}', "is no JSON"],
  ["two documents", `${goodState}\n${goodState}`, "is no JSON"],
  ["text behind the state", `${goodState} done`, "is no JSON"],
  ["NaN", '{"deployment":{"resources":[{"a":NaN}]}}', "deployment.resources[0]"],
  ["brackets that do not match", '{"deployment":{"resources":[{"a":[}]}]}}', "deployment.resources[0]"],
  ["a list that an object's bracket ends", '{"deployment":{"resources":[1}}', "deployment.resources"],
  ["a name without a value", '{"deployment"}', "is no JSON"],
  ["a fault on its third line", '{"deployment":{\n"resources":[\n{]}]}}', "line 3"],
];

const encodings: readonly BadFile[] = [
  ["UTF-16 with its mark", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(goodState)]), "is UTF-16"],
  ["UTF-16 the other way round", Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(goodState).swap16()]), "is UTF-16"],
  ["UTF-16 without its mark", utf16(goodState), "is no JSON"],
  ["Latin 1", Buffer.from(stateOf([resource(volume, "M\u00fcnchen")]), "latin1"), "is not UTF-8"],
  ["an encoding that is too long", Buffer.from([0x22, 0xc0, 0xaf, 0x22]), "is not UTF-8"],
  ["half a character", Buffer.from([0x22, 0xe2, 0x82]), "is not UTF-8"],
  ["an encrypted file", Buffer.from([0x85, 0x02, 0x0c, 0x03, 0xe7, 0x91]), "is not UTF-8"],
  ["a byte order mark", `\ufeff${goodState}`, "safe"],
];

const kinds: readonly BadFile[] = [
  ...["[]", "7", '"state"', "null", "true", "{}", '{"name":"shop","version":"1.0.0"}'].map((text): BadFile => [
    `the JSON ${text}`,
    text,
    "is neither a state nor a preview",
  ]),
  ["a state of Terraform", '{"version":4,"resources":[],"lineage":"x"}', "is neither a state nor a preview"],
  ["a file that sops has encrypted", '{"deployment":"ENC[AES256_GCM,data:]","sops":{}}', "is neither a state nor"],
  ["a deployment that is null", '{"version":3,"deployment":null}', "is neither a state nor a preview"],
  ["a deployment that is a list", '{"version":3,"deployment":[]}', "is neither a state nor a preview"],
  ["a checkpoint without a state", '{"version":3,"checkpoint":{"latest":null}}', "is neither a state nor"],
  ...[0, 5, 99, -1, 1.5, "3", null, [], {}].map((version): BadFile => [
    `a state of version ${JSON.stringify(version)}`,
    stateOf([], { version }),
    "is a state of a version that is not known",
  ]),
  ...[1, 2, 4].map((version): BadFile => [`a state of version ${version}`, stateOf([], { version }), "safe"]),
  ["a checkpoint", '{"version":3,"checkpoint":{"latest":{"resources":[]}}}', "safe"],
];

const zipped: readonly BadFile[] = [
  ["gzip that is cut", gzipSync(goodState).subarray(0, -20), "cannot be unzipped"],
  ["gzip that is its first bytes", Buffer.from([0x1f, 0x8b]), "cannot be unzipped"],
  ["gzip with a wrong sum", wrongSum(gzipSync(goodState)), "cannot be unzipped"],
  ["gzip of nothing", gzipSync(""), "it ends too early"],
  ["gzip within gzip", gzipSync(gzipSync(goodState)), "is not UTF-8"],
  ["a trap that becomes larger than memory", trap(), "becomes larger than 512 MiB"],
];

function wrongSum(bytes: Buffer): Buffer {
  return bytes.fill(0, bytes.length - 8, bytes.length - 4);
}

/** 576 MiB of zeros in half a megabyte: gzip's files may be put one behind the other. */
function trap(): Buffer {
  const part = gzipSync(new Uint8Array(64 * 1024 ** 2), { level: 1 });
  return Buffer.concat(Array.from({ length: 9 }, () => part));
}

const depths: readonly BadFile[] = [
  ["values 600 deep", stateWithInput(nested(600)), "is nested too deeply: deployment.resources[0]"],
  ["values 200,000 deep", stateWithInput(nested(200_000)), "is nested too deeply"],
  ["a document 200,000 deep", nested(200_000), "is nested too deeply"],
  ["a deep value that nobody reads", `{"a":${nested(5000)}}`, "is nested too deeply"],
  [
    "a secret 100,000 deep",
    atVolume({ inputs: { a: { ...secret, plaintext: nested(100_000) } } }),
    "nested too deeply",
  ],
  ["values 490 deep", stateWithInput(nested(490)), "safe"],
  ["a secret 490 deep", atVolume({ inputs: { a: { ...secret, plaintext: nested(490) } } }), "safe"],
];

const wrongFields: readonly BadFile[] = [
  ..."urn type custom delete id inputs outputs parent dependencies propertyDependencies provider protect external"
    .concat(" sourcePosition aliases ignoreChanges deletedWith replaceWith")
    .split(" ")
    .flatMap((field) =>
      [7, [null, {}, 7], { a: [null] }].map((value): BadFile => [
        `a resource whose ${field} is ${JSON.stringify(value)}`,
        atVolume({ [field]: value }),
        "safe",
      ]),
    ),
];

const words = [...new Set(rules().flatMap(({ reads }) => reads.join(" ").match(/[A-Za-z]\w+/g) ?? []))];
const types = [...new Set(rules().flatMap((rule) => (rule.scope === "resource" ? rule.types : [])))];

function rules() {
  return [...clusterBaseline.rules, ...costGuardrails.rules];
}

/** Every type of which a rule asks, with the same wrong value in the place of all that rules read. */
const wrongInputs: readonly BadFile[] = [
  null,
  7,
  -1e308,
  "text",
  "",
  true,
  [],
  [null],
  {},
  { a: [{}] },
  [[{ b: {} }]],
].map((value): BadFile => {
  const inputs = Object.fromEntries(words.map((word) => [word, value]));
  return [
    `every input ${JSON.stringify(value)}`,
    stateOf(types.map((type) => resource(type, "x", { inputs }))),
    "safe",
  ];
});

const cycle = (key: string, wrap: (urn: string) => unknown): string =>
  stateOf([
    resource(volume, "a", { [key]: wrap(urnOf(volume, "b")) }),
    resource(volume, "b", { [key]: wrap(urnOf(volume, "a")) }),
  ]);

const shapes: readonly BadFile[] = [
  ["resources that are a text", stateOf("none"), "safe"],
  ["resources that are an object", stateOf({ a: {} }), "safe"],
  ["resources that are no objects", stateOf([null, 7, "a", [], [[]]]), "safe"],
  ["a resource that is its own parent", atVolume({ parent: urnOf(volume, "data") }), "safe"],
  ["parents in a circle", cycle("parent", (urn) => urn), "safe"],
  ["dependencies in a circle", cycle("dependencies", (urn) => [urn]), "safe"],
  ["inputs that depend on each other", cycle("propertyDependencies", (urn) => ({ snapshotId: [urn] })), "safe"],
  ["a parent that is not there", atVolume({ parent: urnOf(volume, "gone") }), "safe"],
  ["one URN twice", stateOf([resource(volume, "a"), resource(volume, "a")]), "safe"],
  ["one URN with two types", stateOf([resource(volume, "a"), { ...resource(volume, "a"), type: "a:b:C" }]), "safe"],
  ["two stacks", stateOf(["a", "b"].map((name) => resource("pulumi:pulumi:Stack", name))), "safe"],
  [
    "a resource of another stack",
    stateOf([resource(volume, "a"), resource(volume, "b", { urn: `urn:pulumi:x::y::${volume}::b` })]),
    "safe",
  ],
  ["a provider without an id", atVolume({ provider: "aws" }), "safe"],
  ["a member twice", '{"version":3,"deployment":{"resources":[7]},"deployment":{"resources":[]}}', "safe"],
  ["a name of a megabyte", stateOf([resource(volume, "x".repeat(1_000_000))]), "safe"],
  ["numbers without end", stateWithInput("[1e999,-1e999,-0,123456789012345678901234567890,5e-324]"), "safe"],
  ["pending operations that are none", '{"deployment":{"resources":[],"pending_operations":[null,7]}}', "safe"],
  [
    "members of prototypes",
    stateWithInput('{"__proto__":{"a":1},"constructor":{"prototype":{}},"toString":7}'),
    "safe",
  ],
  ["a resource of prototypes", '{"deployment":{"resources":[{"__proto__":{"urn":"urn:pulumi:a::b::c::d"}}]}}', "safe"],
];

const hostile: readonly BadFile[] = hostileTexts.map(([what, text]): BadFile => {
  const inputs = { [text]: text, size: text, tags: { [text]: text }, type: text, list: [text] };
  const more = { id: text, inputs, outputs: inputs, sourcePosition: `project:///${text}#1,2`, dependencies: [text] };
  const resources = [...types, `a:b:${text}`].map((type) => ({
    ...resource(type, text, more),
    urn: `urn:pulumi:${text.replaceAll(":", "")}::${text.replaceAll(":", "")}::${type}::${text}`,
  }));
  return [what, stateOf(resources), "safe"];
});

const steps = (step: unknown, more: Json = {}): string => JSON.stringify({ steps: [step], ...more });
const previews: readonly BadFile[] = [
  [
    "a preview that ended in an error",
    steps({ op: "same" }, { diagnostics: [{ severity: "error", message: "x" }] }),
    "safe",
  ],
  ["a preview without steps", '{"steps":[],"changeSummary":{}}', "safe"],
  ["steps that are a text", '{"steps":"many","changeSummary":{"same":"all"}}', "safe"],
  ["a step that is null", steps(null), "safe"],
  ["a step without states", steps({ op: "create" }), "safe"],
  ["a step whose op is a number", steps({ op: 7, newState: resource(volume, "a") }), "safe"],
  ["a step whose state is a list", steps({ op: "create", newState: [] }), "safe"],
  ["diagnostics that are a number", steps({ op: "same" }, { diagnostics: 7 }), "safe"],
];

export const badFiles: readonly BadFile[] = [
  ...cut,
  ...noJson,
  ...encodings,
  ...kinds,
  ...zipped,
  ...depths,
  ...wrongFields,
  ...wrongInputs,
  ...shapes,
  ...hostile,
  ...previews,
];
