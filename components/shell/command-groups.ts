export type Command = {
  readonly label: string;
  /** Where it goes, or what it does. */
  readonly href?: string | undefined;
  readonly onSelect?: (() => void) | undefined;
  /** Other words that find it. */
  readonly keywords?: readonly string[] | undefined;
  /** Quiet words after the label: an app's stage, a path. */
  readonly detail?: string | undefined;
  readonly keys?: string | undefined;
};

export type CommandGroup = { readonly title: string; readonly commands: readonly Command[] };

type Source = { groups: readonly CommandGroup[] };

let sources: readonly Source[] = [];

/** What the pages shown now offer, the newest first. */
export function pageCommandGroups(): readonly CommandGroup[] {
  return sources.flatMap(({ groups }) => groups);
}

/** Adds a place for a page's commands; call `close` when the page goes. */
export function openCommandSource(): Source & { close: () => void } {
  const source: Source & { close: () => void } = {
    groups: [],
    close() {
      sources = sources.filter((other) => other !== source);
    },
  };
  sources = [source, ...sources];
  return source;
}
