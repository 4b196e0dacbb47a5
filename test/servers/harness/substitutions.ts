/**
 * All that differs between a container in its cluster and the process here:
 *
 * 1. an image is the folders of its programs, and its entrypoint (image-programs.ts);
 * 2. a mount path is a folder of the test, wherever it stands as a whole path (volumes.ts);
 * 3. a port that a container listens on is a free one, where it is a word of its own: `7070`, `:7070`, `0.0.0.0:7070`;
 * 4. an address in the cluster is that of the server which stands for it here; in a file also its port alone, where
 *    the host comes from the environment: `${HOST}:5432`, `port: 5432`;
 * 5. two values that libraries have compiled in: the folder of a ServiceAccount's token, and the port of Feast's
 *    metrics (compiled-in/).
 *
 * All else, each command, argument, variable and file, is what was rendered.
 */
export interface Substitutions {
  readonly paths: ReadonlyMap<string, string>;
  readonly ports: ReadonlyMap<number, number>;
  /** From `host:port` to `host:port`. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** In a text of any length: a file, a script, a URL. */
export function substitute(text: string, { paths, addresses }: Pick<Substitutions, "paths" | "addresses">): string {
  const known = replaceAll(text, addresses, [...addresses.keys()].map(escape));
  return replaceAll(withPortsOf(addresses, known), paths, [...paths.keys()].map(whole));
}

function withPortsOf(addresses: Substitutions["addresses"], text: string): string {
  let result = text;
  for (const [from, to] of addresses) {
    const [[, port], [, newPort = ""]] = [parts(from), parts(to)];
    result = result.replaceAll(new RegExp(`(?<=\\}:|\\bport: )${port}(?!\\d)`, "g"), newPort);
  }
  return result;
}

/** In an argument or the value of a variable, which may also be a port or a host alone. */
export function substituteValue(value: string, substitutions: Substitutions): string {
  for (const [from, to] of substitutions.addresses) {
    const [host, port] = parts(from);
    const [newHost = "", newPort = ""] = parts(to);
    if (value === host) return newHost;
    if (value === port) return newPort;
  }
  return withPorts(substitute(value, substitutions), substitutions.ports);
}

function withPorts(text: string, ports: Substitutions["ports"]): string {
  let result = text;
  for (const [from, to] of ports) {
    const word = new RegExp(`(^|[\\s=])((?:0\\.0\\.0\\.0|127\\.0\\.0\\.1)?:)?${from}(?=$|\\s)`, "g");
    result = result.replace(word, (_, before: string, host = "") => `${before}${host}${to}`);
  }
  return result;
}

function parts(address: string): [host: string | undefined, port: string | undefined] {
  const [host, port] = address.split(":");
  return [host, port];
}

/** In one pass, the longest first, so that nothing is replaced in what was put in. */
function replaceAll(text: string, by: ReadonlyMap<string, string>, patterns: readonly string[]): string {
  if (patterns.length === 0) return text;
  const any = [...patterns].sort((a, b) => b.length - a.length).join("|");
  return text.replaceAll(new RegExp(any, "g"), (found) => by.get(found) ?? found);
}

function whole(path: string): string {
  return `(?<![\\w.-])${escape(path)}(?![\\w.-])`;
}

function escape(text: string): string {
  return text.replaceAll(/[^\w/:-]/g, "\\$&");
}
