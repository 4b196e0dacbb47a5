import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a server that lets some in and has an address of its own. */
export interface EndpointProxy {
  /** `https://127.0.0.1:PORT` */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Passes bytes on to `target`, for as long as `isOpen` says so; else connections end as those of a firewall do. */
export async function openProxy(target: string, isOpen: () => boolean): Promise<EndpointProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const server = createServer((caller) => {
    if (!isOpen()) return void caller.destroy();
    const callee = connect(Number(port), hostname);
    for (const [from, to] of [
      [caller, callee],
      [callee, caller],
    ] as const) {
      sockets.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  server.unref();
  return {
    endpoint: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
