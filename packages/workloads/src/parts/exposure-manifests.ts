import type { Exposure } from "./exposure.js";
import type { WorkloadObject } from "./kubernetes-object.js";
import { type ObjectIdentity, objectMetadata } from "./object-labels.js";

/** The route from the exposed host to a Service; none where the user has one. */
export function exposureObjects(
  identity: ObjectIdentity,
  { host, tls, via }: Exposure<string>,
  service: { readonly name: string; readonly port: number },
): readonly WorkloadObject[] {
  if ("gateway" in via) return [httpRoute(identity, host, via.gateway, service)];
  if (!("ingress" in via)) return [];
  const certificate = tls.certificate === "upstream" ? undefined : tls.certificate;
  const { className, annotations } = via.ingress;
  const issuer = certificate?.clusterIssuer;
  return [
    {
      kind: "ingress",
      name: "ingress",
      args: {
        apiVersion: "networking.k8s.io/v1",
        kind: "Ingress",
        metadata: {
          ...objectMetadata(identity, service.name),
          annotations: {
            // Whether somebody gives it an address is the controller's business, and must not hold up a deployment.
            "pulumi.com/skipAwait": "true",
            ...(issuer === undefined ? {} : { "cert-manager.io/cluster-issuer": issuer }),
            ...annotations,
          },
        },
        spec: {
          ingressClassName: className,
          ...(certificate === undefined ? {} : { tls: [{ hosts: [host], secretName: certificate.secretName }] }),
          rules: [
            {
              host,
              http: {
                paths: [
                  {
                    path: "/",
                    pathType: "Prefix",
                    backend: { service: { name: service.name, port: { number: service.port } } },
                  },
                ],
              },
            },
          ],
        },
      },
    },
  ];
}

function httpRoute(
  identity: ObjectIdentity,
  host: string,
  gateway: { readonly name: string; readonly namespace: string; readonly sectionName?: string },
  service: { readonly name: string; readonly port: number },
): WorkloadObject {
  return {
    kind: "httpRoute",
    name: "http-route",
    args: {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "HTTPRoute",
      metadata: objectMetadata(identity, service.name),
      spec: {
        parentRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", ...gateway }],
        hostnames: [host],
        rules: [
          {
            matches: [{ path: { type: "PathPrefix", value: "/" } }],
            backendRefs: [{ name: service.name, port: service.port }],
          },
        ],
      },
    },
  };
}
