import type { KubernetesCall } from "./kubernetes-log.js";

/** What a request to an API server says of itself; `plural` is the kind as paths write it. */
export interface RequestFacts extends Pick<
  KubernetesCall,
  "verb" | "apiVersion" | "namespace" | "name" | "token" | "dryRun"
> {
  readonly plural: string;
}

export interface HttpRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: { readonly authorization?: string | undefined; readonly "content-type"?: string | undefined };
}

/** @param body as it was sent: a new object's name is not in the path */
export function requestFacts({ method = "GET", url = "/", headers }: HttpRequest, body: string): RequestFacts {
  const { pathname, searchParams } = new URL(url, "https://server");
  const [, token] = /^Bearer (.+)$/.exec(headers.authorization ?? "") ?? [];
  const sender = { ...(token === undefined ? {} : { token }), dryRun: searchParams.has("dryRun") };
  const [, group, path] = /^\/(?:api|apis\/([^/]+))\/([^/]+\/.+)$/.exec(pathname) ?? [];
  if (path === undefined) return { verb: "discover", apiVersion: "", plural: "", ...sender };

  const [version = "", ...steps] = path.split("/").map(decodeURIComponent);
  const isNamespaced = steps[0] === "namespaces" && steps.length > 2 && !isSubresource(steps[2]);
  const namespace = isNamespaced ? steps[1] : undefined;
  const [plural = "", nameInPath] = isNamespaced ? steps.slice(2) : steps;
  const name = nameInPath ?? (method === "POST" ? nameIn(body) : undefined);
  return {
    verb: verbOf(method, name !== undefined, headers["content-type"]),
    apiVersion: group === undefined ? version : `${group}/${version}`,
    plural,
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
    ...sender,
  };
}

/** Of a Namespace itself. */
const isSubresource = (step: string | undefined): boolean => step === "status" || step === "finalize";

function verbOf(method: string, isNamed: boolean, contentType = ""): KubernetesCall["verb"] {
  if (method === "POST") return "create";
  if (method === "PUT") return "update";
  if (method === "DELETE") return "delete";
  if (method === "PATCH") return contentType.startsWith("application/apply-patch") ? "apply" : "patch";
  return isNamed ? "get" : "list";
}

function nameIn(body: string): string | undefined {
  try {
    return (JSON.parse(body) as { metadata?: { name?: string } }).metadata?.name;
  } catch {
    return undefined;
  }
}
