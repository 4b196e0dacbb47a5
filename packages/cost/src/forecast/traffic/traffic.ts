/** Requests that arrive, as rates of equal windows. What is known of weeks of traffic usually has this form. */
export interface RateTrace {
  readonly kind: "rates";
  readonly windowSeconds: number;
  /** Mean rate of each window, 0 or more. */
  readonly requestsPerSecond: Float64Array;
  /** Coefficient of variation of the times between arrivals, of each window; 1 (Poisson) where it is absent. */
  readonly interarrivalCv?: Float64Array;
  readonly inputTokens: TokenSizes;
  readonly outputTokens: TokenSizes;
}

/** How long prompts or answers are: lognormal with this mean and coefficient of variation; 0 is a constant. */
export interface TokenSizes {
  /** One for all windows, or one of each. */
  readonly mean: number | Float64Array;
  readonly cv: number;
}

/** Single requests in the order of their arrival. */
export interface RequestTrace {
  readonly kind: "requests";
  readonly count: number;
  /** Length of the trace, which may go on after the last request. */
  readonly durationMicros: number;
  /** Microseconds since the start of the trace, integers that never fall. */
  readonly arrivalMicros: Float64Array;
  readonly inputTokens: Int32Array;
  readonly outputTokens: Int32Array;
}

/**
 * Requests in the order of their arrival, a batch at a time: weeks of them need no room. A batch holds good until the
 * next one is asked for, as its arrays are used again.
 */
export interface RequestSource {
  /** Length of the trace, which may go on after the last request. */
  readonly durationMicros: number;
  next(): RequestBatch | undefined;
}

export interface RequestBatch {
  readonly count: number;
  readonly arrivalMicros: Float64Array;
  readonly inputTokens: Int32Array;
  readonly outputTokens: Int32Array;
}
