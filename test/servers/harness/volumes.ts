import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { V1KeyToPath, V1Volume } from "@kubernetes/client-node";
import { dataOf } from "./find-object.js";
import type { RenderedObject } from "./rendered-objects.js";

/** Makes the folders that stand for a pod's volumes, by volume. Claims outlive the pod, as theirs do. */
export function volumeFolders(
  volumes: readonly V1Volume[],
  claims: readonly string[],
  dirs: { readonly pod: string; readonly claims: string },
): ReadonlyMap<string, string> {
  const folders = [
    ...claims.map((name) => [name, join(dirs.claims, name)] as const),
    ...volumes.map(({ name, persistentVolumeClaim: claim }) => {
      const folder = claim === undefined ? join(dirs.pod, name) : join(dirs.claims, claim.claimName);
      return [name, folder] as const;
    }),
  ];
  for (const [, folder] of folders) mkdirSync(folder, { recursive: true });
  return new Map(folders);
}

/** Writes what Secrets and ConfigMaps put into a pod's volumes. */
export function fillVolumes(
  volumes: readonly V1Volume[],
  folders: ReadonlyMap<string, string>,
  objects: readonly RenderedObject[],
  edit: (text: string) => string,
): void {
  for (const volume of volumes) {
    const folder = folders.get(volume.name) ?? "";
    for (const { path, text, mode } of filesOf(volume, objects)) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, edit(text));
      chmodSync(file, mode);
    }
  }
}

interface VolumeFile {
  readonly path: string;
  readonly text: string;
  readonly mode: number;
}

function filesOf(volume: V1Volume, objects: readonly RenderedObject[]): readonly VolumeFile[] {
  const { secret, configMap, projected, emptyDir, persistentVolumeClaim } = volume;
  if (secret !== undefined) return keys("Secret", secret.secretName ?? "", secret.items, secret.defaultMode, objects);
  if (configMap !== undefined) {
    return keys("ConfigMap", configMap.name ?? "", configMap.items, configMap.defaultMode, objects);
  }
  if (emptyDir !== undefined || persistentVolumeClaim !== undefined) return [];
  return (projected?.sources ?? [undefined]).flatMap((source) => {
    const mode = projected?.defaultMode;
    if (source?.secret !== undefined)
      return keys("Secret", source.secret.name ?? "", source.secret.items, mode, objects);
    if (source?.configMap !== undefined) {
      return keys("ConfigMap", source.configMap.name ?? "", source.configMap.items, mode, objects);
    }
    throw new Error(`volume ${volume.name} is of a kind that nothing here stands for`);
  });
}

function keys(
  kind: "Secret" | "ConfigMap",
  name: string,
  items: readonly V1KeyToPath[] | undefined,
  defaultMode: number | undefined,
  objects: readonly RenderedObject[],
): readonly VolumeFile[] {
  const data = dataOf(objects, kind, name);
  if (data === undefined) throw new Error(`the pod mounts the ${kind} ${name}, which was not rendered`);
  const chosen = items ?? Object.keys(data).map((key) => ({ key, path: key }) as V1KeyToPath);
  return chosen.map(({ key, path, mode }) => {
    const text = data[key];
    if (text === undefined) throw new Error(`the ${kind} ${name} has no key ${key}`);
    return { path, text, mode: mode ?? defaultMode ?? 0o644 };
  });
}
