/** A line of more characters is shown folded, as its beginning. */
export const FOLD_OVER = 2_000;
/** Characters that are shown of a folded line. */
export const FOLDED_TO = 400;

/** The part of a line that is shown while it is folded; never half a character. */
export function foldText(text: string): string {
  if (text.length <= FOLD_OVER) return text;
  const last = text.charCodeAt(FOLDED_TO - 1);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, isHalf ? FOLDED_TO - 1 : FOLDED_TO);
}

/** Whether what ends at a character of a line is folded away, or a part of it. */
export function isFoldedAway(line: { readonly length: number }, end: number): boolean {
  return line.length > FOLD_OVER && end > FOLDED_TO - 1;
}
