export type KbdProps = {
  /** Keys as they are registered: `n`, `g n`, `Ctrl+K`. */
  keys: string;
  className?: string | undefined;
};

/** Shows keys as caps: one cap for a chord, one per key of a sequence. `Mod` is shown as Ctrl, which does it everywhere. */
export function Kbd({ keys, className }: KbdProps) {
  return keys.split(" ").map((chord, position) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a sequence may repeat a key and never reorders
    <kbd key={position} className={className}>
      {chord === "+" ? chord : chord.replaceAll("+", " ").replace("Escape", "Esc").replace("Mod", "Ctrl")}
    </kbd>
  ));
}
