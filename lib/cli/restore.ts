import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { restoreBackup } from "@/lib/server/backup/restore-backup";
import { readEnv } from "@/lib/server/env";
import { reportFailure } from "./report-failure";

const USAGE = "usage: npm run restore -- FOLDER, a backup, or the dashboard.db in one";

/** Puts a backup in the place of the dashboard's data: `npm run restore -- FOLDER|FILE`. */
async function run(): Promise<void> {
  const [given, ...more] = process.argv.slice(2);
  if (given === undefined || more.length > 0) throw new Error(USAGE);
  // npm changes into the project's folder and leaves the caller's in INIT_CWD.
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), given);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Error(`${path} is not there; ${USAGE}`);
  const env = readEnv();
  const { manifest, kept } = await restoreBackup(found.isFile() ? dirname(path) : path, env, Date.now());
  console.log(
    `Restored the backup of ${new Date(manifest.madeAt).toISOString()}: ${manifest.upgrades} upgrades, ${manifest.records} records, ${manifest.blobs.count} blobs.`,
  );
  if (kept) console.log(`What was there before is in ${kept}.`);
  console.log("Start the dashboard. People sign in again where their session is younger than the backup.");
}

await run().catch(reportFailure);
