/** `$1,234`, with cents below 100. */
export function dollars(usd: number): string {
  const digits = Math.abs(usd) < 100 ? 2 : 0;
  const [whole = "0", cents] = Math.abs(usd).toFixed(digits).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  // What rounds to nothing has no sign.
  const isNegative = Number(usd.toFixed(digits)) < 0;
  return `${isNegative ? "-" : ""}$${grouped}${cents === undefined ? "" : `.${cents}`}`;
}

/** A share as `63.2 %`; near to all or nothing with as many digits as tell it from them. */
export function percent(share: number): string {
  const distance = Math.min(Math.abs(share), Math.abs(1 - share)) * 100;
  const digits = distance < 1e-4 || distance >= 1 ? 1 : distance >= 0.1 ? 2 : 3;
  return `${(share * 100).toFixed(digits)} %`;
}

/** Seconds as `850 ms`, `12.3 s`, `6 min` or `2.5 h`. */
export function duration(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 120) return `${trimmed(seconds, 1)} s`;
  return seconds < 7200 ? `${trimmed(seconds / 60, 1)} min` : `${trimmed(seconds / 3600, 1)} h`;
}

/** With thousands apart; decimals where the number is small. */
export function amount(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const [whole = "0", rest] = trimmed(value, digits).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return rest === undefined ? grouped : `${grouped}.${rest}`;
}

const trimmed = (value: number, digits: number): string => String(Number(value.toFixed(digits)));
