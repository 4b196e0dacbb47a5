import { exampleLifecycle } from "./example-lifecycle.js";

exampleLifecycle("two-accounts");
