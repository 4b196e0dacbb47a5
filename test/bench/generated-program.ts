import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const cache = fileURLToPath(new URL("../.cache/bench", import.meta.url));

/** Writes a program of that many resources, each depending on the one before it, and gives back its folder. */
export function generatedProgram(count: number): string {
  const dir = join(cache, `resources-${count}`);
  mkdirSync(dir, { recursive: true });
  writeFileSync(
    join(dir, "Pulumi.yaml"),
    'name: generated\nruntime: { name: nodejs, options: { nodeargs: "--import tsx" } }\n',
  );
  writeFileSync(join(dir, "package.json"), '{ "type": "module", "main": "index.ts" }\n');
  writeFileSync(
    join(dir, "index.ts"),
    `import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
let previous: ConfigMap | undefined;
for (let index = 0; index < ${count}; index++) {
  previous = new ConfigMap(\`map-\${index}\`, {
    metadata: { name: \`map-\${index}\`, namespace: "default" },
    data: { index: String(index), previous: previous === undefined ? "none" : previous.metadata.name },
  });
}
`,
  );
  return dir;
}
