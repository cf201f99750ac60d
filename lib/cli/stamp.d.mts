/** A digest over files and folders by name and content; what is not there counts as empty. */
export function digestSources(paths: readonly string[], skip?: (path: string) => boolean): string;
/** Whether `file` holds `digest`. */
export function hasStamp(file: string, digest: string): boolean;
export function writeStamp(file: string, digest: string): void;
