const factors: Readonly<Record<string, number>> = {
  "": 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** The number that a Kubernetes quantity such as `100Gi`, `500m` or `1e3` stands for; undefined when it is none. */
export function parseQuantity(text: string): number | undefined {
  const [, number, suffix = ""] = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(text.trim()) ?? [];
  const factor = Object.hasOwn(factors, suffix) ? factors[suffix] : undefined;
  const value = Number(number);
  return number === undefined || factor === undefined || Number.isNaN(value) ? undefined : value * factor;
}
