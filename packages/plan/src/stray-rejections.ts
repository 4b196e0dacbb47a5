type Listener = (reason: unknown, promise: Promise<unknown>) => void;

interface ContextStore {
  getStore(): object | undefined;
}

const runs = new Map<object, (reason: unknown) => void>();
let others: readonly Listener[] = [];

/**
 * Hands rejections that nobody handles inside one run's store (an error thrown in an `apply`) to that run, instead of
 * to the process, for which they would be fatal. Those of other code go where they went before.
 */
export function catchStrayRejections(store: object, take: (reason: unknown) => void): { stop(): void } {
  if (runs.size === 0) {
    others = process.listeners("unhandledRejection") as Listener[];
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", dispatch);
  }
  runs.set(store, take);
  return {
    stop: () => {
      runs.delete(store);
      if (runs.size > 0) return;
      process.off("unhandledRejection", dispatch);
      for (const listener of others) process.on("unhandledRejection", listener);
      others = [];
    },
  };
}

// Node tells a rejection in the context of its promise, where the SDK's own storage has the run's store.
const dispatch: Listener = (reason, promise) => {
  const storage = (globalThis as { asyncLocalStorage?: ContextStore }).asyncLocalStorage;
  const take = runs.get(storage?.getStore() ?? {});
  if (take !== undefined) return take(reason);
  if (others.length === 0) throw reason;
  for (const listener of others) listener(reason, promise);
};
