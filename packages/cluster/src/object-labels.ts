/** Labels of a Kubernetes object that Roadstead makes for a cluster. */
export function objectLabels(component: string): Record<string, string> {
  return {
    "app.kubernetes.io/name": component,
    "app.kubernetes.io/part-of": "roadstead",
    "app.kubernetes.io/managed-by": "pulumi",
  };
}
