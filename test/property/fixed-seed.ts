import fc from "fast-check";

// The same inputs in every run, so that a failure can be told from chance. FC_SEED looks elsewhere, FC_RUNS longer.
fc.configureGlobal({
  seed: Number(process.env["FC_SEED"] ?? 20261124),
  numRuns: Number(process.env["FC_RUNS"] ?? 100),
});
