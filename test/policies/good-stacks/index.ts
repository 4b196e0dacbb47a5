import { onAws } from "./on-aws.js";
import { onGcp } from "./on-google-cloud.js";
import { onKubernetes } from "./on-kubernetes.js";

export const goodStacks = { AWS: onAws, "Google Cloud": onGcp, Kubernetes: onKubernetes };
