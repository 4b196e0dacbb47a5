import type { Rule } from "../rule.js";
import { eksOpenEndpoint } from "./eks-open-endpoint.js";

/** Every rule of the pack, sorted by name. */
export const rules: readonly Rule[] = [eksOpenEndpoint];
