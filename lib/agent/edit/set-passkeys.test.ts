import { describe, expect, it } from "vitest";
import type { PasskeySettings } from "@/lib/contract/agent-api";
import { setPasskeys } from "./set-passkeys";

const settings: PasskeySettings = {
  rpId: "localhost",
  rpName: "My App",
  origin: "http://localhost:4000",
  timeoutMs: 60_000,
  attestation: "none",
  userVerification: "preferred",
  ceremonyRateLimit: { limit: 5, windowMs: 60_000 },
  passkeyPrimaryEnabled: true,
};

describe("setting the passkey block", () => {
  it("puts it at the end of a file without import_config", () => {
    const edit = setPasskeys("import Config\n", "my_app", settings);

    expect(edit.ok && edit.value.content).toBe(`import Config

# Passkey settings, written by Upgrade Review. Setting them again replaces this block.
config :my_app, :sigra_config,
  passkeys: [
    rp_id: "localhost",
    rp_name: "My App",
    origin: "http://localhost:4000",
    timeout_ms: 60_000,
    attestation: :none,
    user_verification: :preferred,
    ceremony_rate_limit: [limit: 5, window_ms: 60_000],
    passkey_primary_enabled: true
  ]
# End of the passkey settings.
`);
  });

  it("escapes what would end the string or be interpolated", () => {
    const edit = setPasskeys("", "my_app", { ...settings, rpName: 'A"#{b}\\' });

    expect(edit.ok && edit.value.content).toContain(String.raw`rp_name: "A\"\#{b}\\",`);
  });

  it.each([
    ["another block", 'config :my_app, :sigra_config, passkeys: [rp_id: "x"]\n'],
    ["an import_config inside a block", 'if true do\n  import_config "x.exs"\nend\n'],
  ])("is refused beside %s", (_what, config) => {
    expect(setPasskeys(config, "my_app", settings)).toMatchObject({ ok: false, error: { code: "edit-refused" } });
  });

  it("does not mind passkeys in a comment", () => {
    expect(setPasskeys("# passkeys: later\n", "my_app", settings).ok).toBe(true);
  });
});
