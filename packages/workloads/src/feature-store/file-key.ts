/** The path of a repository's file as a key of a ConfigMap, which has no slashes. */
export function fileKey(path: string): string {
  return path.replaceAll("/", "--");
}
