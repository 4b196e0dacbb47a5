/**
 * A text without what a terminal, a page or a reviewer's eye would obey: control characters, bidirectional overrides,
 * zero-width characters and lone surrogates become visible escapes.
 */
export const plainText = (text: string): string =>
  isPrintableAscii(text)
    ? text
    : text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
        [...character].map((one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`).join(""),
      );

/** Almost every text is, which is told much faster than what all the others need. */
export const isPrintableAscii = (text: string): boolean => !/[^ -~]/.test(text);

/** {@link plainText} for an attribute or a text of XML. */
export const xmlText = (text: string): string =>
  plainText(text).replace(
    /[&<>"']/g,
    (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" })[character] ?? "",
  );

/** {@link plainText} for a cell of a Markdown table: no markup, no links, no mentions, no HTML. */
export const markdownText = (text: string): string =>
  plainText(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/([\\`*_{}[\]()#+!|~])/g, "\\$1")
    .replace(/@/g, "&#64;")
    .replace(/:\/\//g, "&#58;//");
