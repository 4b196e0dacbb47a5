import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Agent, createServer, request, type RequestOptions } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { adminClient, type ControlPlane, servingKey, warningTexts } from "../control-plane/index.js";
import { recordCall } from "./kubernetes-log.js";
import { requestFacts } from "./request-facts.js";
import { nextSequence } from "./sequence.js";

/** The endpoint of one cluster: its own loopback address in front of a control plane that others use too. */
export interface ClusterProxy {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/**
 * It shows the certificate of the API server, reads what passes, and writes each request into the log of the process.
 * @param admits whether a connection may come in, asked for each; one that may not is cut without an answer, as a
 * firewall does
 */
export async function openClusterProxy(plane: ControlPlane, admits: () => boolean): Promise<ClusterProxy> {
  const agent = new Agent({ keepAlive: true, ca: plane.caPem });
  const kindOf = kindsServed(plane);
  const sockets = new Set<Socket>();
  let address = "";
  const listener = createServer({ key: servingKey(plane.id), cert: plane.caPem }, (asked, answer) => {
    forward(asked, answer).catch(() => asked.socket.destroy());
  });
  listener.on("connection", (socket: Socket) => {
    if (!admits()) return void socket.destroy();
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  // Whoever watches decides how long.
  listener.keepAliveTimeout = 0;
  listener.requestTimeout = 0;

  const forward = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const body = await buffer(asked);
    const { plural, ...facts } = requestFacts(asked, body.toString());
    const { method, headers } = asked;
    const response = await responseTo(`${plane.endpoint}${asked.url ?? "/"}`, { agent, method, headers }, body);
    answer.once("close", () => answer.writableFinished || response.destroy());
    const { statusCode: status = 0, headersDistinct } = response;
    const warnings = warningTexts(headersDistinct["warning"] ?? []);
    const kind = await kindOf(facts.apiVersion, plural);
    recordCall({ sequence: nextSequence(), ...facts, kind, server: `https://${address}`, status, warnings });
    answer.writeHead(status, response.rawHeaders);
    response.on("error", () => asked.socket.destroy());
    response.pipe(answer);
  };

  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  // A forgotten endpoint must not keep a process from ending.
  listener.unref();
  address = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
  return {
    address,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        agent.destroy();
        listener.close(() => resolve());
      }),
  };
}

/** Asks once more where the server closed a connection that was kept, just as the request was about to be sent on it. */
async function responseTo(url: string, options: RequestOptions, body: Buffer): Promise<IncomingMessage> {
  const forwarded = request(url, options);
  forwarded.end(body);
  try {
    const [response] = (await once(forwarded, "response")) as [IncomingMessage];
    forwarded.on("error", () => response.destroy());
    return response;
  } catch (error) {
    if (!forwarded.reusedSocket || (error as NodeJS.ErrnoException).code !== "ECONNRESET") throw error;
    return await responseTo(url, options, body);
  }
}

/** Kinds by their names in paths; as the path writes it where the server does not know it. */
function kindsServed(plane: ControlPlane): (apiVersion: string, plural: string) => Promise<string> {
  const client = adminClient(plane);
  const kinds = new Map<string, string>();
  return async (apiVersion, plural) => {
    if (plural === "") return "";
    const key = `${apiVersion} ${plural}`;
    if (!kinds.has(key)) {
      for (const served of await client.served()) kinds.set(`${served.apiVersion} ${served.plural}`, served.kind);
    }
    return kinds.get(key) ?? plural;
  };
}
