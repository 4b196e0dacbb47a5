import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/**
 * Names of the inputs that a resource type takes, as the provider's own SDK declares them: an answer that does not
 * come from the code under test.
 */
export function inputsOfType(type: string): readonly string[] {
  const [packageName = "", module = "", name = ""] = type.split(":");
  const [folder = "", token = ""] = module.split("/");
  const directory = join(dirname(require.resolve(`@pulumi/${packageName}/package.json`)), folder);
  // Files are spelt like tokens, but for their case: `iAMMember` is in iammember.d.ts.
  const file = readdirSync(directory).find((entry) => entry.toLowerCase() === `${token}.d.ts`.toLowerCase());
  const declaration = readFileSync(join(directory, file ?? token), "utf8").split(`export interface ${name}Args {`)[1];
  if (declaration === undefined) throw new Error(`@pulumi/${packageName}/${module} declares no ${name}Args`);
  // Members are indented by four; what they hold is indented deeper, and comments start with a star.
  return [...declaration.matchAll(/^ {4}(\w+)\??: /gm)].map((match) => match[1] ?? "");
}
