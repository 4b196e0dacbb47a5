import { createServer, connect, type AddressInfo, type Socket } from "node:net";

/** The endpoint of one cluster: its own loopback address in front of a control plane that others use too. */
export interface ClusterProxy {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/**
 * @param server URL of the API server behind it
 * @param admits whether a connection may come in, asked for each; one that may not is cut without an answer, as a
 * firewall does
 */
export async function openClusterProxy(server: string, admits: () => boolean): Promise<ClusterProxy> {
  const { hostname, port } = new URL(server);
  const sockets = new Set<Socket>();
  const listener = createServer((client) => {
    if (!admits()) {
      client.destroy();
      return;
    }
    const plane = connect(Number(port), hostname);
    for (const [one, other] of [
      [client, plane],
      [plane, client],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject);
    listener.listen(0, "127.0.0.1", resolve);
  });
  // A forgotten endpoint must not keep a process from ending.
  listener.unref();
  return {
    address: `127.0.0.1:${(listener.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        listener.close(() => resolve());
      }),
  };
}
