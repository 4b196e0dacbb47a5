/** Users that every registry has, and the Secret with the login of each: keys `username` and `password`. */
export const registryUsers = {
  /** May do everything. For people, and for the registry's own jobs. */
  admin: { name: "admin", secret: "mlflow-admin" },
  /** Looks models up and gets them, and scrapes metrics; changes nothing. */
  reader: { name: "reader", secret: "mlflow-reader" },
  /** Logs and registers models, in experiments that it made; reads all others. */
  writer: { name: "writer", secret: "mlflow-writer" },
} as const;

export type RegistryUser = keyof typeof registryUsers;
