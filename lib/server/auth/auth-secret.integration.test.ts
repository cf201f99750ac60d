import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAuthSecret } from "./auth-secret";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "upgrade-review-secret-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the secret that signs cookies", () => {
  it("is made once, for its owner's eyes", () => {
    const secret = readAuthSecret(folder);

    expect(readAuthSecret(folder)).toBe(secret);
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    expect(statSync(join(folder, "auth-secret")).mode & 0o777).toBe(0o600);
  });

  it("is refused when somebody shortened it", () => {
    writeFileSync(join(folder, "auth-secret"), "short\n");

    expect(() => readAuthSecret(folder)).toThrow("expected at least 32 characters");
  });
});
