import type * as pulumi from "@pulumi/pulumi";
import type { NetworkPeer } from "@roadstead/cluster";
import type { ServerExposure } from "@roadstead/core";
import { podsOf } from "./network-policy.js";

/**
 * How a server is reached from outside of its cluster. Always by TLS, and always with a login.
 *
 * @typeParam Auth what the server can ask of callers
 */
export interface Exposure<Auth extends string> {
  /** DNS name, without scheme and port: "models.example.com". The record is the user's, or made by external-dns. */
  readonly host: string;
  readonly tls: ExposureTls;
  /** What guards the server from those who reach it. Said, and not a default, so that the program shows it. */
  readonly auth: Auth;
  readonly via: ExposureRoute;
}

export interface ExposureTls {
  /**
   * Where the certificate is: "upstream", at the gateway or load balancer in front; or a Secret of type
   * `kubernetes.io/tls` in the server's namespace, which cert-manager fills where an issuer is named. Ingress only.
   */
  readonly certificate: "upstream" | { readonly secretName: string; readonly clusterIssuer?: string };
  /** PEM of the private authority that signed the certificate; clients get it. @default a public authority signed it */
  readonly ca?: pulumi.Input<string>;
}

/** Who takes the traffic in, and where it comes from: a network policy lets in nobody else. */
export type ExposureRoute =
  | {
      /** An HTTPRoute is made for this Gateway; its CRDs must be there, and its listener must admit the namespace. */
      readonly gateway: { readonly name: string; readonly namespace: string; readonly sectionName?: string };
      readonly from: TrafficSource;
    }
  | {
      readonly ingress: { readonly className: string; readonly annotations?: Readonly<Record<string, string>> };
      readonly from: TrafficSource;
    }
  | {
      /** Nothing is made: something of the user's own leads the host to the Service. */
      readonly own: true;
      readonly from: TrafficSource;
    };

/** Namespace of the pods that forward the traffic, or the addresses of a load balancer outside of the cluster. */
export type TrafficSource = { readonly namespace: string } | { readonly cidrs: readonly string[] };

/** What references say of it. */
export function serverExposure({ host, tls }: Exposure<string>): ServerExposure {
  return { url: `https://${host}`, ca: tls.ca === undefined ? "public" : "private" };
}

/** Who may reach the server on behalf of callers outside. */
export function exposurePeers({ via: { from } }: Exposure<string>): readonly NetworkPeer[] {
  return "namespace" in from ? [podsOf(from.namespace)] : from.cidrs.map((cidr) => ({ ipBlock: { cidr } }));
}
