import { machines } from "./machines.js";
import { opaque, security } from "./opaque-and-security.js";
import { sizes, values } from "./values-and-sizes.js";
import { waivers } from "./waivers.js";

/** Ways past the rules, by what they use. */
export const bypassAttempts = { values, sizes, machines, opaque, security, waivers };
