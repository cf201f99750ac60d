import { describe, expect, it } from "vitest";
import { openRecord } from "@/lib/core/audit/record";
import { sha256Hex } from "@/lib/core/digest";
import { decideAbandon } from "@/lib/core/upgrade/decide/end-upgrade";
import { anUpgrade, approveAll, aSnapshot, LEAD, NOON, snapshotTaken, upgraded } from "@/lib/testing/upgrade-builders";
import { createReport } from "./report";

const HOSTILE = `<script>alert(1)</script> "'><img src=x onerror=alert(2)> &lt; \u202egnp.exe`;

function reportOf(reason: string): string {
  const history = approveAll(snapshotTaken(upgraded(anUpgrade()), aSnapshot({ router: ["a"] }))).take((upgrade) => decideAbandon(upgrade, LEAD, { reason }));
  const report = createReport();
  for (const record of history.records()) report.add(openRecord(record));
  return report.render(history.upgrade(), {
    format: "upgrade-review/dossier/1",
    installationId: sha256Hex("key"),
    upgradeId: "upgrade-1",
    records: history.records().length,
    head: history.records().at(-1)?.hash ?? "",
    checkpoints: sha256Hex(""),
    exportedAt: NOON,
  });
}

describe("the report of a dossier", () => {
  it("says who approved what, and draws when", () => {
    const report = reportOf("no longer needed");

    expect(report).toContain("reviewer-a &lt;reviewer-a@example.test&gt; approved snapshot 1");
    expect(report).toContain("abandoned by lead-a 2026-03-12 12:00:00 (no longer needed)");
    expect(report).toMatch(/<svg [^>]*role="img"/);
  });

  it("shows foreign text as text, and runs nothing", () => {
    const report = reportOf(HOSTILE);

    expect(report).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;&gt;&lt;img src=x onerror=alert(2)&gt; &amp;lt; ‹U+202E›gnp.exe");
    expect(report).not.toMatch(/<script|<img|\son\w+=["']|\u202e/i);
    expect(report).toContain("default-src 'none'");
  });
});
