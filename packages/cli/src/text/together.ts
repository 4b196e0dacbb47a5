/** The text with its spaces made no-break ones, so that a table never breaks a line within it. */
export const together = (text: string): string => text.replaceAll(" ", "\u00a0");
