/** Who decides how many nodes there are, with the names and defaults of the real controllers. */
export type NodeScaling =
  /** Every pool stays at its minimum. */
  | { readonly kind: "none" }
  | {
      readonly kind: "cluster-autoscaler";
      readonly scanSeconds: number;
      readonly scaleDownUnneededSeconds: number;
      readonly scaleDownDelayAfterAddSeconds: number;
      readonly scaleDownUtilizationThreshold: number;
    }
  | {
      readonly kind: "karpenter";
      readonly batchIdleSeconds: number;
      readonly batchMaxSeconds: number;
      readonly disruptionPollSeconds: number;
      readonly consolidateAfterSeconds: number;
    };
