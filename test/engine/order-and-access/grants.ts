import type { RecordedCall as AwsCall } from "../../bench/providers/aws/call-log.js";
import type { RecordedCall as GcpCall } from "../../bench/providers/gcp/index.js";
import type { KubernetesCall } from "../../bench/providers/kubernetes-log.js";

/** Who may sign in where, and from which moment to which, in the one order of all calls. */
export interface Grant {
  readonly principal: string;
  /** Undefined where it holds for every cluster. */
  readonly cluster?: string;
  readonly from: number;
  readonly to: number;
}

/** Who asks an API server, and for which cluster the token is good. */
export interface Caller {
  readonly principal: string;
  readonly cluster?: string;
}

/** Access policies of entries; one ends with its association, with its entry, and with its cluster. */
export function eksGrants(calls: readonly AwsCall[]): Grant[] {
  const done = calls.filter(({ error }) => error === undefined);
  const deletions = done.filter(({ action }) => action === "delete");
  return done
    .filter(({ action, kind }) => action === "create" && kind === "eks/accessPolicyAssociation")
    .map(({ args, end = Infinity }) => {
      const { principalArn, clusterName } = args;
      const ends = deletions.filter(({ kind, id, start, args: gone }) => {
        if (start < end) return false;
        if (kind === "eks/cluster") return id === clusterName;
        const isAccess = kind === "eks/accessPolicyAssociation" || kind === "eks/accessEntry";
        return isAccess && gone["principalArn"] === principalArn && gone["clusterName"] === clusterName;
      });
      return {
        principal: String(principalArn),
        cluster: String(clusterName),
        from: end,
        to: Math.min(Infinity, ...ends.map(({ start }) => start)),
      };
    });
}

/** Members of the role that lets into every cluster of the project. */
export function gkeGrants(calls: readonly GcpCall[]): Grant[] {
  const grants = calls.filter(
    ({ type, inputs, error }) =>
      type === "gcp:projects/iAMMember:IAMMember" && inputs["role"] === "roles/container.admin" && error === undefined,
  );
  return grants
    .filter(({ action }) => action === "create")
    .map(({ id, inputs, end = Infinity }) => {
      const gone = grants.filter((call) => call.action === "delete" && call.id === id && call.start > end);
      const to = Math.min(Infinity, ...gone.map(({ start }) => start));
      return { principal: String(inputs["member"]), from: end, to };
    });
}

/** What the emulated clouds' tokens say. */
export function callerOf({ token = "" }: KubernetesCall): Caller {
  const [, claims = ""] = /^(?:k8s-aws-v1|ya29)\.(.+)$/.exec(token) ?? [];
  const text = Buffer.from(claims, "base64url").toString();
  return token.startsWith("ya29.") ? { principal: text } : (JSON.parse(text || "{}") as Caller);
}

/** Requests of somebody who was not let in yet, or no more, or was refused all the same. */
export function withoutAccess(requests: readonly KubernetesCall[], grants: readonly Grant[]): string[] {
  const refused = [401, 403];
  return requests
    .filter(({ status }) => status !== 0)
    .filter((request) => {
      const { principal, cluster } = callerOf(request);
      const isLetIn = grants.some(
        (grant) =>
          grant.principal === principal &&
          (grant.cluster === undefined || grant.cluster === cluster) &&
          grant.from < request.sequence &&
          request.sequence < grant.to,
      );
      return !isLetIn || refused.includes(request.status);
    })
    .map(
      (request) =>
        `${request.status} ${request.verb} ${request.kind} ${request.name ?? ""} as ${callerOf(request).principal}`,
    );
}
