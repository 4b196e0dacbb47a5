import type { ReplicaProfile, RequestTrace } from "@roadstead/cost/forecast";

interface Request {
  readonly arrival: number;
  readonly input: number;
  left: number;
  firstToken: number;
  delay: number;
}

interface Replica {
  readonly requests: Request[];
  /** Until when prompts are read. */
  readingUntil: number;
}

/**
 * The same servers in the plainest way, to be compared with: objects, all of them looked at in each event, and what each
 * request still wants counted down. In milliseconds, with fractions.
 */
export const serveNaively = (
  trace: RequestTrace,
  profile: ReplicaProfile,
  servers: number,
): { served: number; firstTokenSeconds: number; endToEndSeconds: number } => {
  const replicas = Array.from({ length: servers }, (): Replica => ({ requests: [], readingUntil: 0 }));
  const queue: Request[] = [];
  const iteration = ({ requests }: Replica): number => profile.decodeMs + profile.decodeMsPerRequest * requests.length;
  let now = 0;
  let next = 0;
  let [served, first, whole] = [0, 0, 0];

  const admit = (): void => {
    for (;;) {
      const free = replicas.filter(({ requests }) => requests.length < profile.maxBatch);
      const least = Math.min(...free.map(({ requests }) => requests.length));
      const replica = free.find(({ requests }) => requests.length === least);
      if (replica === undefined || queue.length === 0) return;
      const request = queue.shift()!;
      const batch = replica.requests.length;
      request.delay =
        profile.firstTokenMs +
        1.5 * profile.decodeMsPerRequest * batch +
        (profile.firstTokenMsPerInputToken ?? 0) * request.input;
      replica.readingUntil =
        Math.max(now, replica.readingUntil) + (1000 * request.input) / profile.prefillTokensPerSecond;
      request.firstToken = replica.readingUntil + request.delay;
      replica.requests.push(request);
    }
  };
  const pass = (until: number): void => {
    for (const replica of replicas) {
      const decoding = until - Math.max(now, replica.readingUntil);
      const tokens = iteration(replica) > 0 ? decoding / iteration(replica) : Infinity;
      if (decoding > 0) for (const request of replica.requests) request.left -= tokens;
    }
    now = until;
  };

  while (next < trace.count || replicas.some(({ requests }) => requests.length > 0)) {
    let due = Infinity;
    let leaving: { replica: Replica; request: Request } | undefined;
    for (const replica of replicas) {
      for (const request of replica.requests) {
        const at = Math.max(now, replica.readingUntil) + Math.max(0, request.left) * iteration(replica);
        if (at < due) [due, leaving] = [at, { replica, request }];
      }
    }
    const arrival = next < trace.count ? trace.arrivalMicros[next]! / 1000 : Infinity;
    if (leaving !== undefined && due <= arrival) {
      pass(due);
      const { replica, request } = leaving;
      replica.requests.splice(replica.requests.indexOf(request), 1);
      served++;
      first += request.firstToken - request.arrival;
      whole += now + request.delay - request.arrival;
    } else {
      pass(arrival);
      const left = Math.max(0, trace.outputTokens[next]! - 1);
      queue.push({ arrival, input: trace.inputTokens[next]!, left, firstToken: 0, delay: 0 });
      next++;
    }
    admit();
  }
  return { served, firstTokenSeconds: first / served / 1000, endToEndSeconds: whole / served / 1000 };
};
