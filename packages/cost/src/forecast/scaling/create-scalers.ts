import type { Foresight } from "../platform/create-platform.js";
import type { Scenario } from "../scenario.js";
import { ClairvoyantScaler } from "./clairvoyant-scaler.js";
import { ClusterAutoscaler } from "./cluster-autoscaler.js";
import { HpaScaler } from "./hpa-scaler.js";
import { InstantNodes } from "./instant-nodes.js";
import { Karpenter } from "./karpenter.js";
import { KedaScaler } from "./keda-scaler.js";
import { KnativeScaler } from "./knative-scaler.js";
import type { NodeScaler } from "./node-scaler.js";
import { noNodeScaler } from "./node-scaler.js";
import type { PodScaler } from "./pod-scaler.js";
import type { PodScaling } from "./pod-scaling.js";
import { StaticScaler } from "./static-scaler.js";

export const createPodScaler = (scaling: PodScaling, foresight: Foresight | undefined): PodScaler => {
  switch (scaling.kind) {
    case "static":
      return new StaticScaler(scaling.replicas);
    case "clairvoyant":
      if (foresight === undefined) throw new RangeError("a clairvoyant scaling has to be told what comes");
      return new ClairvoyantScaler(scaling, foresight);
    case "hpa":
      return new HpaScaler(scaling);
    case "keda":
      return new KedaScaler(scaling);
    case "knative":
      return new KnativeScaler(scaling);
  }
};

export const createNodeScaler = ({ podScaling, nodeScaling }: Scenario): NodeScaler => {
  if (podScaling.kind === "clairvoyant") return new InstantNodes();
  switch (nodeScaling.kind) {
    case "cluster-autoscaler":
      return new ClusterAutoscaler(nodeScaling);
    case "karpenter":
      return new Karpenter(nodeScaling);
    case "none":
      return noNodeScaler;
  }
};
