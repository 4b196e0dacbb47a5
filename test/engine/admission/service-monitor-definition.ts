import type { KubernetesObject } from "../../bench/control-plane/index.js";

/*
 * Fields as https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor documents
 * them. What lies below those that nobody here sets is left open; a field that the page does not name is refused.
 */
const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const number = { type: "integer" } as const;
const open = { type: "object", "x-kubernetes-preserve-unknown-fields": true } as const;
const texts = { type: "array", items: text } as const;
const list = { type: "array", items: open } as const;
const duration = {
  type: "string",
  pattern: "^(0|(\\d+y)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?)$",
} as const;

const endpoint = {
  type: "object",
  properties: {
    ...{ port: text, targetPort: { "x-kubernetes-int-or-string": true }, path: text, scheme: text, params: open },
    ...{ interval: duration, scrapeTimeout: duration },
    ...{ tlsConfig: open, authorization: open, basicAuth: open, oauth2: open },
    ...{ bearerTokenFile: text, bearerTokenSecret: open },
    ...{ honorLabels: flag, honorTimestamps: flag, trackTimestampsStaleness: flag },
    ...{ metricRelabelings: list, relabelings: list },
    ...{ proxyUrl: text, noProxy: text, proxyFromEnvironment: flag, proxyConnectHeader: open },
    ...{ followRedirects: flag, enableHttp2: flag, filterRunning: flag },
  },
};

const selector = {
  type: "object",
  properties: { matchLabels: { type: "object", additionalProperties: text }, matchExpressions: list },
};

const spec = {
  type: "object",
  required: ["endpoints", "selector"],
  properties: {
    ...{ endpoints: { type: "array", items: endpoint }, selector, namespaceSelector: open, jobLabel: text },
    ...{ selectorMechanism: text, serviceDiscoveryRole: text, attachMetadata: open, scrapeClass: text },
    ...{ targetLabels: texts, podTargetLabels: texts, scrapeProtocols: texts, fallbackScrapeProtocol: text },
    ...{ sampleLimit: number, targetLimit: number, labelLimit: number, keepDroppedTargets: number },
    ...{ labelNameLengthLimit: number, labelValueLengthLimit: number, bodySizeLimit: text },
    ...{ nativeHistogramBucketLimit: number, nativeHistogramMinBucketFactor: open },
    ...{ scrapeClassicHistograms: flag, convertClassicHistogramsToNHCB: flag },
  },
};

/** What a Prometheus operator brings, as far as it is asked of here. */
export const serviceMonitorDefinition: KubernetesObject = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "servicemonitors.monitoring.coreos.com" },
  spec: {
    group: "monitoring.coreos.com",
    scope: "Namespaced",
    names: {
      kind: "ServiceMonitor",
      listKind: "ServiceMonitorList",
      plural: "servicemonitors",
      singular: "servicemonitor",
    },
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: "object",
            required: ["spec"],
            properties: { apiVersion: text, kind: text, metadata: { type: "object" }, spec, status: open },
          },
        },
      },
    ],
  },
};
