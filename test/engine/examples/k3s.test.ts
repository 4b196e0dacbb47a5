import { exampleLifecycle } from "./example-lifecycle.js";

exampleLifecycle("k3s");
