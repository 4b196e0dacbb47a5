import type { Answer, ResourceView } from "@roadstead/policy";
import { allOf, expectValue, fail, gkeClusterType, known, pass, resourceRule, unknown } from "@roadstead/policy";

const networks = ["masterAuthorizedNetworksConfig", "cidrBlocks"] as const;

export const gkeOpenEndpoint = resourceRule({
  name: "gke-open-endpoint",
  title: "The API endpoint of a GKE cluster is not open to the internet",
  severity: "high",
  level: "mandatory",
  config: {},
  types: [gkeClusterType],
  reads: [`${gkeClusterType}: privateClusterConfig.enablePrivateEndpoint, masterAuthorizedNetworksConfig.cidrBlocks`],
  why: "Whoever holds a leaked credential can use it from anywhere, and a fault of the API server is everybody's to try.",
  fix: "Name your own networks in masterAuthorizedNetworksConfig.cidrBlocks, or set privateClusterConfig.enablePrivateEndpoint.",
  references: [{ framework: "Checkov", control: "CKV_GCP_20" }],

  check(view): Answer {
    const isPrivate = view.flag("privateClusterConfig", "enablePrivateEndpoint");
    if (known(isPrivate) === true) return pass;
    const byIp = view.flag("controlPlaneEndpointsConfig", "ipEndpointsConfig", "enabled");
    if (known(byIp) === false) return pass;
    const answer = authorized(view);
    const doubt = [isPrivate, byIp].find(({ state }) => state === "unknown");
    return answer.result === "fail" && doubt !== undefined ? unknown(doubt, answer.message) : answer;
  },
});

function authorized(view: ResourceView): Answer {
  const blocks = view.oneOrMore(...networks);
  if (blocks.state === "unknown") return unknown(blocks, "the API endpoint may be open to the internet");
  if (view.read("masterAuthorizedNetworksConfig").state === "absent") {
    return fail("the API endpoint is open to the internet: masterAuthorizedNetworksConfig is not set", {
      path: "masterAuthorizedNetworksConfig",
    });
  }
  return allOf([
    pass,
    ...(known(blocks) ?? []).map((block) =>
      expectValue(block.text("cidrBlock"), (cidr) => Number(/\/(\d+)$/.exec(cidr)?.[1] ?? 0) >= 8, {
        otherwise: "the API endpoint is open to the internet",
        absent: "unknown",
      }),
    ),
  ]);
}
