/**
 * A folder that is made from sources, named from the repository's root, by whoever asks first, and found by every other
 * process until one of them changes. Two that ask at once both make it, and one of them is kept.
 */
export function madeOnce(name: string, sources: readonly string[], make: (folder: string) => Promise<unknown>): Promise<string>;
