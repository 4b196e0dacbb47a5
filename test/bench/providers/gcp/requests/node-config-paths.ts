/** Inputs below `nodeConfig` that have another name in the API's NodeConfig; the same for clusters and node pools. */
export const nodeConfigPaths: Readonly<Record<string, string>> = {
  "nodeConfig.guestAccelerators": "accelerators",
  "nodeConfig.guestAccelerators.type": "acceleratorType",
  "nodeConfig.guestAccelerators.count": "acceleratorCount",
  "nodeConfig.loggingVariant": "loggingConfig.variantConfig.variant",
  "nodeConfig.localSsdCount": "localSsdCount",
};

export const spelledBooleans = ["insecureKubeletReadonlyPortEnabled"] as const;
