import { describe, expect, it } from "vitest";
import { StoppedError } from "../../../packages/plan/src/monitor/deployment.js";
import { directClient } from "../../../packages/plan/src/sdk/direct-client.js";

type Method = (request: object, reply: (error: Failure | null, response?: object) => void) => void;
interface Failure extends Error {
  readonly code?: number;
  readonly details?: string;
}

const answer = { answer: 1 };
const handlers = {
  good: () => Promise.resolve(answer),
  atOnce: () => answer,
  bad: () => Promise.reject(new Error("no such thing")),
  odd: () => Promise.reject("a text" as unknown as Error),
  stopped: () => {
    throw new StoppedError();
  },
};
const client = directClient(handlers, ["good", "somethingNew"]) as Record<string, Method>;

const call = (name: string): Promise<{ error: Failure | null; response: object | undefined }> =>
  new Promise((resolve) => client[name]?.({}, (error, response) => resolve({ error, response })));

describe("a client without a network", () => {
  it("answers through the handlers", async () => {
    expect(await call("good")).toEqual({ error: null, response: answer });
    expect(await call("atOnce")).toEqual({ error: null, response: answer });
  });

  it("fails as gRPC does: with a code, and the message where the SDK looks for it", async () => {
    expect((await call("bad")).error).toMatchObject({ code: 2, details: "no such thing", message: "no such thing" });
    expect((await call("odd")).error).toMatchObject({ code: 2, details: "a text" });
    expect((await call("stopped")).error).toMatchObject({ code: 14, details: "the plan has stopped" });
  });

  it("does not implement what it does not know, so that newer SDKs fall back", async () => {
    expect((await call("somethingNew")).error).toMatchObject({ code: 12 });
  });

  it("is no promise and has no methods that it inherits", async () => {
    expect(client["then"]).toBeUndefined();
    expect(await Promise.resolve(client)).toBe(client);
    expect((client as { [Symbol.iterator]?: unknown })[Symbol.iterator]).toBeUndefined();
  });

  it("can be closed", () => {
    expect(() => (client["close"] as unknown as () => void)()).not.toThrow();
  });
});
