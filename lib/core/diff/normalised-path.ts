const MIGRATION_FILE = /^((?:.*\/)?(?:data_)?migrations\/(?:.*\/)?)\d{14}_([^/]+)$/;

/**
 * A path without what every rerun of a generator changes: the 14-digit timestamp of a file in any
 * `migrations` or `data_migrations` folder.
 */
export function toNormalisedPath(path: string): string {
  return path.replace(MIGRATION_FILE, "$1<timestamp>_$2");
}
