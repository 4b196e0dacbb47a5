import { exampleLifecycle } from "./example-lifecycle.js";

exampleLifecycle("eks");
