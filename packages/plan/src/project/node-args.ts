/**
 * The project's `nodeargs` for a planner's child: all but the loaders of TypeScript, since the planner brings
 * its own and two would read each file twice.
 */
export function nodeArguments(nodeArgs: string): string[] {
  const words = nodeArgs.split(/\s+/).filter((word) => word !== "");
  const kept: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    const [option = "", joined] = word.split("=", 2);
    if (!["--import", "--loader", "--experimental-loader", "--require", "-r"].includes(option)) {
      kept.push(word);
      continue;
    }
    const value = joined ?? words[++i] ?? "";
    if (!isTypeScriptLoader(value)) kept.push(option, value);
  }
  return kept;
}

/** Whether the arguments load TypeScript by themselves, as a project with `typescript: false` and tsx does. */
export function bringsTypeScriptLoader(nodeArgs: string): boolean {
  return nodeArgs.split(/[\s=]+/).some(isTypeScriptLoader);
}

const isTypeScriptLoader = (module: string): boolean => /^(tsx|ts-node|ts-node-esm)(\/|$)/.test(module);
