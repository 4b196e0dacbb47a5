export { InvalidWorkloadError } from "./invalid-workload-error.js";
export type { ObjectKinds, ObjectTransforms } from "./kubernetes-object.js";
