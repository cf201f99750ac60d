import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readInstallation } from "./installation-key";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "upgrade-review-key-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = new TextEncoder().encode("signed");

describe("the installation's key", () => {
  it("is made at the first start, for its owner alone, and stays", () => {
    const first = readInstallation(folder);
    const again = readInstallation(folder);

    expect(readdirSync(folder)).toEqual(["installation-key"]);
    expect(statSync(join(folder, "installation-key")).mode & 0o777).toBe(0o600);
    expect([again.id, again.publicKey, again.sign(bytes)]).toEqual([first.id, first.publicKey, first.sign(bytes)]);
  });

  it.each([0o640, 0o604, 0o660])("is refused with mode %o, with what to do", (mode) => {
    readInstallation(folder);
    chmodSync(join(folder, "installation-key"), mode);

    expect(() => readInstallation(folder)).toThrow(/can be read by others \(mode \d+\)\. Run "chmod 600 .*installation-key"/);
  });
});
