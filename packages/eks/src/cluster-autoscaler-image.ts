/** Name of the component in `images.overrides`. */
export const clusterAutoscalerComponent = "cluster-autoscaler";
