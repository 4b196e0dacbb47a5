/** What people mean who write a number in another way. */
export const numberHint = (got: string): string | undefined => {
  if (/^[+-]?(nan|null|none|n\/?a|-+|\?)$/i.test(got)) return "Leave the line out, or fill the value in.";
  if (/^[+-]?inf(inity)?$/i.test(got)) return "A rate or a size has an end.";
  if (/^[+-]?\d{1,3}([ _,']\d{3})+(\.\d+)?$/.test(got)) return "Write numbers without separators of thousands.";
  if (/^[+-]?\d+,\d+$/.test(got)) return "Write the decimal sign as a point.";
  if (/^[+-]?[\d.]+\s*[a-zµ/%]+$/i.test(got)) return "Write numbers without units, all of a column in one unit.";
  if (/^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/.test(got)) return "Write timestamps as 2026-11-24 18:20:00.";
  if (/^\d{4}[./-]\d/.test(got)) return "Write timestamps as 2026-11-24 18:20:00, of days that a calendar has.";
  return undefined;
};
