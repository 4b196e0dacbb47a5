// JUnit's XML has no standard. This is what the readers of Jenkins and GitLab share: which element may stand where, in
// which order, with which attributes.
interface Element {
  readonly attributes: readonly string[];
  /** A pattern of the children's names, each followed by a space. */
  readonly children: RegExp;
  readonly text?: true;
}

const grammar: Readonly<Record<string, Element>> = {
  testsuites: { attributes: [], children: /^(testsuite )*$/ },
  testsuite: {
    attributes: ["name", "tests", "failures", "errors", "skipped"],
    children: /^(properties )?(testcase )*$/,
  },
  properties: { attributes: [], children: /^(property )*$/ },
  property: { attributes: ["name", "value"], children: /^$/ },
  testcase: { attributes: ["classname", "name"], children: /^(skipped |failure |system-out )?$/ },
  failure: { attributes: ["type", "message"], children: /^$/ },
  skipped: { attributes: ["message"], children: /^$/ },
  "system-out": { attributes: [], children: /^$/, text: true },
};

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

const token = /<(\/?)([a-z-]+)((?: [a-z]+="[^"<>]*")*)(\/?)>|([^<]+)/gy;
const characterFault = /&(?!(?:amp|lt|gt|quot|apos);)|[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** What is wrong with a report: no XML, or not what readers of JUnit expect. */
export function junitFaults(report: string): readonly string[] {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!report.startsWith(declaration)) return ["no XML declaration"];
  if (characterFault.test(report)) return ["a character or a reference that XML does not have"];
  const root: Node = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  let end = 0;
  const body = report.slice(declaration.length);
  for (const match of body.matchAll(token)) {
    const [whole, close, name, attributes = "", empty, text] = match;
    end = match.index + whole.length;
    const inner = open.at(-1) ?? root;
    if (text !== undefined) inner.text += text;
    else if (close !== "" && open.pop()?.name !== name) return [`${whole} closes another element`];
    else if (close === "") {
      const node = { name: name ?? "", attributes: attributesOf(attributes), children: [], text: "" };
      inner.children.push(node);
      if (empty === "") open.push(node);
    }
  }
  if (end < body.length) return [`no XML at ${JSON.stringify(body.slice(end, end + 40))}`];
  if (open.length !== 1 || root.children.length !== 1) return ["not one element around all others"];
  return root.children.flatMap(elementFaults);
}

const attributesOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...text.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]));

function elementFaults(node: Node): readonly string[] {
  const rule = Object.hasOwn(grammar, node.name) ? grammar[node.name] : undefined;
  if (rule === undefined) return [`<${node.name}> is not known`];
  const children = node.children.map(({ name }) => `${name} `).join("");
  return [
    ...(Object.keys(node.attributes).sort().join() === [...rule.attributes].sort().join()
      ? []
      : [`<${node.name}> has ${Object.keys(node.attributes).join()}`]),
    ...(rule.children.test(children) ? [] : [`<${node.name}> has ${children}`]),
    ...(rule.text === true || node.text.trim() === "" ? [] : [`<${node.name}> has a text`]),
    ...(node.name === "testsuite" ? countFaults(node) : []),
    ...node.children.flatMap(elementFaults),
  ];
}

function countFaults({ attributes, children }: Node): readonly string[] {
  const cases = children.filter(({ name }) => name === "testcase");
  const having = (name: string): number => cases.filter((one) => one.children[0]?.name === name).length;
  const counted = { tests: cases.length, failures: having("failure"), errors: 0, skipped: having("skipped") };
  return Object.entries(counted).flatMap(([name, count]) =>
    attributes[name] === String(count) ? [] : [`${name} is ${attributes[name] ?? ""} and not ${count}`],
  );
}
