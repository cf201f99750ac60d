import { chmodSync, existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CONFIG_EXS } from "@/lib/testing/agent/a-checkout";
import { aJob, logOf, run, runToFinish, startAgent } from "@/lib/testing/agent/an-agent";

describe("editing the checkout", () => {
  const settings = {
    rpId: "shop.example.com",
    rpName: "The Shop",
    origin: "https://shop.example.com",
    timeoutMs: 60_000,
    attestation: "none",
    userVerification: "preferred",
    ceremonyRateLimit: { limit: 5, windowMs: 60_000 },
    passkeyPrimaryEnabled: true,
  } as const;

  it("sets the requirement, keeps the mode, and says when it stands already", async () => {
    const started = await startAgent();
    chmodSync(join(started.checkout, "mix.exs"), 0o640);
    const job = aJob({ type: "set-dependency", package: "sigra", requirement: "~> 1.0" });

    const first = await runToFinish(started, job);
    const second = await runToFinish(started, aJob({ type: "set-dependency", package: "sigra", requirement: "~> 1.0" }));

    expect(readFileSync(join(started.checkout, "mix.exs"), "utf8")).toContain('      # {:sigra, "~> 0.1"},\n      {:sigra, "~> 1.0"}\n');
    expect(statSync(join(started.checkout, "mix.exs")).mode & 0o777).toBe(0o640);
    expect([first.report, second.report]).toEqual([
      { type: "edit", paths: ["mix.exs"] },
      { type: "edit", paths: [] },
    ]);
    expect(await logOf(started, job.jobId)).toContain('from "~> 0.3" to "~> 1.0"');
    expect(existsSync(join(started.checkout, "mix.exs.tmp"))).toBe(false);
  });

  it("writes the passkey settings before import_config, and replaces only its own", async () => {
    const started = await startAgent();
    const path = join(started.checkout, "config/config.exs");

    await runToFinish(started, aJob({ type: "set-passkeys", settings }));
    const first = readFileSync(path, "utf8");
    await runToFinish(started, aJob({ type: "set-passkeys", settings: { ...settings, timeoutMs: 90_000 } }));
    const second = readFileSync(path, "utf8");
    writeFileSync(path, second.replace("rp_name:", "rp_title:"));
    const refused = await run(started, aJob({ type: "set-passkeys", settings }));

    expect(first).toContain('config :shop, :sigra_config,\n  passkeys: [\n    rp_id: "shop.example.com",\n    rp_name: "The Shop",\n');
    expect(first).toContain("ceremony_rate_limit: [limit: 5, window_ms: 60_000],\n    passkey_primary_enabled: true\n  ]\n");
    expect(first.indexOf("passkeys:")).toBeLessThan(first.indexOf("# Import environment"));
    expect(second).toBe(first.replace("timeout_ms: 60_000,\n    att", "timeout_ms: 90_000,\n    att"));
    expect(refused).toMatchObject({ type: "job.refused", code: "edit-refused" });
  });

  it("does not follow a link out of the checkout", async () => {
    const started = await startAgent();
    const outside = join(started.folder, "outside.exs");
    writeFileSync(outside, CONFIG_EXS);
    rmSync(join(started.checkout, "config/config.exs"));
    symlinkSync(outside, join(started.checkout, "config/config.exs"));

    expect(await run(started, aJob({ type: "set-passkeys", settings }))).toMatchObject({ type: "job.refused", code: "edit-refused" });
    expect(readFileSync(outside, "utf8")).toBe(CONFIG_EXS);
  });
});
