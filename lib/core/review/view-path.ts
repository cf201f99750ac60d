/** The folder of a path, empty for the top one. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The name of a file without its folder. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A file's name where space is short: a migration goes without its timestamp and `.exs`. */
export function shortNameOf(path: string): string {
  const name = fileNameOf(path);
  return /^\d{14}_.+\.exs$/.test(name) ? name.slice(15, -4) : name;
}

/** Whether a path names a picture that a browser shows. */
export function isPicture(path: string): boolean {
  return /\.(?:png|jpe?g|gif|webp)$/i.test(path);
}
