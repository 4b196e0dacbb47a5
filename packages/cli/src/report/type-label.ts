/** A type token in parts: `aws:eks/nodeGroup:NodeGroup` is `aws`, `eks`, `NodeGroup`. */
export interface TypeParts {
  readonly package: string;
  /** Without the file that repeats the type's name; empty for `index`. */
  readonly module: string;
  readonly name: string;
}

export function typeParts(type: string): TypeParts {
  const first = type.indexOf(":");
  const last = type.lastIndexOf(":");
  if (first < 0) return { package: "", module: "", name: type };
  const [pkg, name] = [type.slice(0, first), type.slice(last + 1)];
  if (type.startsWith("pulumi:providers:")) return { package: name, module: "", name: "Provider" };
  const module = last > first ? type.slice(first + 1, last) : "";
  const file = name.charAt(0).toLowerCase() + name.slice(1);
  const folder = module.endsWith(`/${file}`) ? module.slice(0, -file.length - 1) : module;
  return { package: pkg, module: folder === "index" ? "" : folder, name };
}

/** `eks.NodeGroup`; for Kubernetes, whose readers know kinds, `DaemonSet`. */
export function typeLabel(type: string): string {
  const { package: pkg, module, name } = typeParts(type);
  return module === "" || pkg === "kubernetes" ? name : `${module}.${name}`;
}

/** {@link typeLabel} with the API group and version where a Kubernetes kind alone is not clear. */
export function fullTypeLabel(type: string): string {
  const { module, name } = typeParts(type);
  return module === "" ? name : `${module}.${name}`;
}
