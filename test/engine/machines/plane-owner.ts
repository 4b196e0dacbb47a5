// The main process of a run: starts planes, says which, and stays until it is killed.
import { startControlPlane } from "../../bench/control-plane/index.js";
import { benchRun } from "../../bench/run.js";

const planes = await Promise.all([startControlPlane(), startControlPlane(), startControlPlane()]);
process.stdout.write(JSON.stringify({ dir: benchRun().dir, planes: planes.map(({ id }) => id) }));
setInterval(() => undefined, 1000);
