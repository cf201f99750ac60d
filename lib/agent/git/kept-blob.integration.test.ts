import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { git } from "@/lib/testing/agent/a-checkout";
import { aJob, runToFinish, startAgent } from "@/lib/testing/agent/an-agent";
import { BLOB_LIMIT_BYTES } from "./kept-blob";

async function anchored(files: Readonly<Record<string, Uint8Array>>) {
  const started = await startAgent();
  for (const [path, bytes] of Object.entries(files)) writeFileSync(join(started.checkout, path), bytes);
  git(started.checkout, "add", "-A");
  git(started.checkout, "commit", "-q", "--allow-empty", "-m", "files");
  const { report } = await runToFinish(started, aJob({ type: "anchor" }));
  if (report.type !== "anchor") throw new Error(`expected an anchor, came ${report.type}`);
  const oidOf = (path: string) => git(started.checkout, "hash-object", "--no-filters", path).trim();
  return { ...started, treeId: report.treeId, oidOf };
}

describe("a file of a tree the agent keeps", () => {
  it("is served byte for byte, also when the checkout has it no more", async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_none, at) => at % 256);
    const { client, checkout, treeId, oidOf } = await anchored({ "logo.png": bytes });
    const oid = oidOf("logo.png");
    writeFileSync(join(checkout, "logo.png"), "another");

    expect(await client.fetchBlob("shop", treeId, oid)).toEqual({ ok: true, value: bytes });
  });

  it("is refused when it is in no such tree, though the checkout has the object", async () => {
    const { client, checkout, treeId, oidOf } = await anchored({});
    writeFileSync(join(checkout, "secret.txt"), "since then");
    git(checkout, "hash-object", "-w", "secret.txt");
    const tree = git(checkout, "rev-parse", "HEAD^{tree}").trim();
    const commit = git(checkout, "rev-parse", "HEAD").trim();

    expect(await client.fetchBlob("shop", treeId, oidOf("secret.txt"))).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await client.fetchBlob("shop", treeId, commit)).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await client.fetchBlob("shop", commit, oidOf("mix.exs"))).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await client.fetchBlob("shop", treeId, tree)).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await client.fetchBlob("shop", "../HEAD", oidOf("mix.exs"))).toMatchObject({ ok: false, error: { code: "bad-request" } });
  });

  it("is refused when it is too large", async () => {
    const { client, treeId, oidOf } = await anchored({ "large.bin": new Uint8Array(BLOB_LIMIT_BYTES + 1) });

    expect(await client.fetchBlob("shop", treeId, oidOf("large.bin"))).toMatchObject({ ok: false, error: { code: "too-large" } });
  });
});
