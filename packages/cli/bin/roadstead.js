#!/usr/bin/env node
import module from "node:module";

// From version 22.8 on Node keeps what it has compiled for the next run.
module.enableCompileCache?.();
await import("../dist/main.js");
