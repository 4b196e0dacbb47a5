import { exampleLifecycle } from "./example-lifecycle.js";

exampleLifecycle("model-platform");
