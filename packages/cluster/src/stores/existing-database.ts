import type { StoreContext } from "./cluster-stores.js";
import type { MakeDatabase } from "./database.js";
import type { ExistingDatabase } from "./stores-config.js";

/** PostgreSQL that runs already. */
export function existingDatabase(_context: StoreContext, _config: ExistingDatabase): MakeDatabase {
  return () => {
    throw new Error("not yet");
  };
}
