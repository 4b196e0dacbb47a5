import type { Capabilities, LayoutOptions } from "@roadstead/core";
import { eksLike, gkeLike, ownedLike } from "../corpus/fixtures.js";

/** Layout options as plain as a target's can be. */
export function plainOptions(capabilities: Capabilities): LayoutOptions {
  return {
    capabilities,
    gpuStack: () => ({
      driver: "image",
      toolkit: "image",
      devicePlugin: "roadstead",
      sharingConfig: "roadstead",
      metrics: "roadstead",
    }),
    nativeLabels: ({ name }) => ({ "example.com/native": name }),
    nativeTaints: ({ groupCount }) =>
      groupCount > 1 ? [{ key: "example.com/native", value: "several", effect: "NoSchedule" }] : [],
    group: ({ name }, { capacity }) => ({
      name: capacity === "owned" ? name : `${name}-${capacity}`,
      zones: [],
      replace: "create-first",
      labels: {},
    }),
  };
}

export const targets: readonly (readonly [name: string, capabilities: Capabilities])[] = [
  ["machines of AWS", eksLike],
  ["machines of Google Cloud", gkeLike],
  ["owned nodes", ownedLike],
];
