// Loaded into the SDK's launcher before it. The launcher shows errors with colours, for which Node 20 can take a
// minute and gigabytes when a stack has frames of installed packages; the stack alone says the same.
import util from "node:util";

const inspect = util.inspect;
const inspectPlainly = (value: unknown, ...options: [util.InspectOptions?]): string =>
  value instanceof Error && value.stack !== undefined ? value.stack : inspect(value, ...options);
util.inspect = Object.assign(inspectPlainly, inspect) as typeof util.inspect;
