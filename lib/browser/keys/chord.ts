/** What is read from a keyboard event. */
export type KeyStroke = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey"> & {
  getModifierState?: (key: string) => boolean;
};

const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"]);

/**
 * The name of what was pressed: `j`, `Shift+c`, `?`, `Ctrl+k`, `Escape`; null for a modifier alone.
 *
 * Shift is named only with letters and named keys: `?` is `?` on every keyboard.
 */
export function chordOf(event: KeyStroke): string | null {
  if (MODIFIERS.has(event.key)) return null;
  const isCharacter = [...event.key].length === 1;
  const isLetter = isCharacter && event.key.toLowerCase() !== event.key.toUpperCase();
  // On many keyboards a bracket is typed with AltGr, which arrives as Ctrl and Alt together.
  const isAltGr = event.getModifierState?.("AltGraph") ?? false;
  const parts = [
    (event.ctrlKey || event.metaKey) && !isAltGr && "Ctrl",
    event.altKey && !isAltGr && "Alt",
    event.shiftKey && (isLetter || !isCharacter) && "Shift",
    isLetter ? event.key.toLowerCase() : event.key === " " ? "Space" : event.key,
  ];
  return parts.filter(Boolean).join("+");
}

/** Brings written keys into the form of `chordOf`: `Ctrl+K` is `Ctrl+k`. */
export function normaliseKeys(keys: string): readonly string[] {
  return keys.split(" ").map((chord) => chord.replace(/(^|\+)(\p{Lu})$/u, lowerLast));
}

function lowerLast(_chord: string, before: string, letter: string): string {
  return before + letter.toLowerCase();
}
