import fc from "fast-check";

// The same inputs in every run, so that a failure can be told from chance. FC_SEED looks elsewhere, FC_RUNS longer.
const numRuns = Number(process.env["FC_RUNS"] ?? 100);
fc.configureGlobal({ seed: Number(process.env["FC_SEED"] ?? 20261124), numRuns });

/** For properties of whole targets, each of which takes longer. */
export const fewRuns = { numRuns: Math.ceil(numRuns / 4) };
