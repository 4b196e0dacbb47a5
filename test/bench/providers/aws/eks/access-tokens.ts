import type { KubernetesObject, TokenUser } from "../../../control-plane/index.js";
import type { CloudState, Live } from "../cloud-state.js";
import { isRecord, textAt, textsAt } from "../values.js";
import { accessPolicies } from "./access.js";
import { partsOf } from "./uses.js";

/** The token that `aws eks get-token` gives out for a principal; it says who asks for which cluster. */
export function tokenOf(cluster: string, region: string, principal: string): string {
  return `k8s-aws-v1.${Buffer.from(JSON.stringify({ cluster, region, principal })).toString("base64url")}`;
}

/** Who may sign in at a cluster: whoever has an access entry, with the groups of its policies. */
export function tokensFor(state: CloudState, cluster: Live): Readonly<Record<string, TokenUser>> {
  const { place, id } = cluster;
  const associations = partsOf(state, place, id, "eks/accessPolicyAssociation");
  const users = partsOf(state, place, id, "eks/accessEntry")
    .filter(({ args }) => (textAt(args, "type") || "STANDARD") === "STANDARD")
    .map((entry) => {
      const principal = textAt(entry.args, "principalArn");
      const policies = associations.filter(({ args }) => args["principalArn"] === principal).map(groupOf);
      const groups = [...textsAt(entry.args, "kubernetesGroups"), ...policies];
      return [tokenOf(id, place.region, principal), { username: principal, groups }] as const;
    });
  return Object.fromEntries(users);
}

/** What the policies allow, said in RBAC; Kubernetes' own authorizer is all that the bench has. */
export function bindingsFor(state: CloudState, cluster: Live): readonly KubernetesObject[] {
  const seen = new Set<string>();
  return partsOf(state, cluster.place, cluster.id, "eks/accessPolicyAssociation").flatMap((association) => {
    const group = groupOf(association);
    if (group === administrators || seen.has(group)) return [];
    seen.add(group);
    const metadata = { name: group.replaceAll(":", "."), labels: { "bench/owner": "eks" } };
    const body = {
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: roleOf(association) },
      subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: group }],
    };
    const apiVersion = "rbac.authorization.k8s.io/v1";
    const namespaces = textsAt(association.args, "accessScope.namespaces");
    if (namespaces.length === 0) return [{ apiVersion, kind: "ClusterRoleBinding", metadata, ...body }];
    return namespaces.map((namespace) => ({
      apiVersion,
      kind: "RoleBinding",
      metadata: { ...metadata, namespace },
      ...body,
    }));
  });
}

const administrators = "system:masters";

const roleOf = ({ args }: Live): string => accessPolicies[textAt(args, "policyArn").split("/").at(-1) ?? ""] ?? "view";

/** Full access to the cluster needs no binding; each other policy is a group of its own, for each scope. */
function groupOf(association: Live): string {
  const { args } = association;
  const scope = isRecord(args["accessScope"]) ? textsAt(args, "accessScope.namespaces").join("-") : "";
  const role = roleOf(association);
  return role === "cluster-admin" && scope === "" ? administrators : `eks:${role}${scope === "" ? "" : `:${scope}`}`;
}
