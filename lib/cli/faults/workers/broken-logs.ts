import { setTimeout as wait } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import type { UpgradeLog } from "@/lib/ports/upgrade-log";

/** What the controls break. */
export type Twin = "acknowledges-first" | "appends-blindly";

const LATE_MS = 1_000;

/** A log that fails where the real one must not, so that a suite has something to notice. */
export function breakLog(log: UpgradeLog, twin: Twin, databaseFile: string): UpgradeLog {
  return { ...log, append: twin === "acknowledges-first" ? acknowledgeFirst(log) : appendBlindly(databaseFile) };
}

/** Says "appended" and writes a moment later; the start of an upgrade is left alone, so that there is one. */
function acknowledgeFirst(log: UpgradeLog): UpgradeLog["append"] {
  return async (...given) => {
    if (given[0][0]?.seq === 1) return log.append(...given);
    void wait(LATE_MS).then(() => log.append(...given));
    return "appended";
  };
}

/** Writes whatever the head of the chain has become; needs a database without the unique numbers. */
function appendBlindly(databaseFile: string): UpgradeLog["append"] {
  const database = new Sqlite(databaseFile, { timeout: 60_000 });
  database.pragma("foreign_keys = OFF");
  const insert = database.prepare(`INSERT INTO audit_record ("upgradeId", seq, canonical, "prevHash", hash) VALUES (?, ?, ?, ?, ?)`);
  return async (records) => {
    for (const { upgradeId, seq, canonical, prevHash, hash } of records) insert.run(upgradeId, seq, canonical, prevHash, hash);
    return "appended";
  };
}
