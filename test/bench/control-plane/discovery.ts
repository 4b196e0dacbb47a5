import type { KubernetesResponse, Transport } from "./transport.js";

/** How a server serves one kind. */
export interface ServedResource {
  readonly apiVersion: string;
  readonly kind: string;
  /** Its name in paths, such as `deployments`. */
  readonly plural: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

const aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

/** Every kind in every version that the server serves, without subresources. */
export async function discover(transport: Transport): Promise<ServedResource[]> {
  const answers = await Promise.all(
    ["/api", "/apis"].map(async (path) => transport({ method: "GET", path, accept: aggregated })),
  );
  return answers.flatMap(resourcesOf);
}

interface DiscoveryList {
  readonly items: readonly {
    readonly metadata: { readonly name?: string };
    readonly versions: readonly {
      readonly version: string;
      readonly resources?: readonly {
        readonly resource: string;
        readonly responseKind?: { readonly kind: string };
        readonly scope: "Cluster" | "Namespaced";
        readonly verbs: readonly string[];
      }[];
    }[];
  }[];
}

function resourcesOf({ status, body }: KubernetesResponse): ServedResource[] {
  if (status !== 200) throw new Error(`the API server does not say what it serves: ${status} ${JSON.stringify(body)}`);
  return (body as DiscoveryList).items.flatMap(({ metadata: { name = "" }, versions }) =>
    versions.flatMap(({ version, resources = [] }) =>
      resources.map(({ resource, responseKind, scope, verbs }) => ({
        apiVersion: name === "" ? version : `${name}/${version}`,
        kind: responseKind?.kind ?? "",
        plural: resource,
        namespaced: scope === "Namespaced",
        verbs,
      })),
    ),
  );
}

/** Path of a collection, or of one object. */
export function resourcePath(
  { apiVersion, plural, namespaced }: ServedResource,
  namespace?: string,
  ...name: string[]
): string {
  const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const within = namespaced && namespace !== undefined ? ["namespaces", namespace] : [];
  return [root, ...within, plural, ...name].join("/");
}
