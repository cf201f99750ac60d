import { bytesToHex } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { sha256Hex } from "@/lib/core/digest";
import { parseCheckpoint, toCheckpointBytes, toCheckpointText, toCosignatureBytes } from "./checkpoint";

const CHECKPOINT = {
  installationId: sha256Hex("key"),
  number: 2,
  prevHash: sha256Hex("before"),
  at: 1_700_000_000_000,
  records: 41,
  upgrades: 3,
  headsRoot: sha256Hex("root"),
};
const TEXT = toCheckpointText(CHECKPOINT);

describe("the text of a checkpoint", () => {
  it("is read back as what was written", () => {
    expect(parseCheckpoint(TEXT)).toEqual(CHECKPOINT);
  });

  it.each([
    ["a space", TEXT.replace(":", ": ")],
    ["another order", JSON.stringify(CHECKPOINT)],
    ["one more field", TEXT.replace("{", '{"a":1,')],
    ["a missing field", TEXT.replace('"number":2,', "")],
    ["a number written otherwise", TEXT.replace('"number":2', '"number":2.0')],
    ["no text at all", ""],
  ])("is nothing else: %s", (_, text) => {
    expect(parseCheckpoint(text)).toBeUndefined();
  });

  it("is signed by a witness as other bytes than by the dashboard, with every field counting", () => {
    const cosigner = { agentId: "agent-1", publicKey: "a".repeat(64), at: 1 };
    const statements = [
      toCheckpointBytes(TEXT),
      toCosignatureBytes(TEXT, cosigner),
      toCosignatureBytes(TEXT, { ...cosigner, agentId: "agent-2" }),
      toCosignatureBytes(TEXT, { ...cosigner, publicKey: "b".repeat(64) }),
      toCosignatureBytes(TEXT, { ...cosigner, at: 2 }),
      toCosignatureBytes(toCheckpointText({ ...CHECKPOINT, at: 1 }), cosigner),
    ];

    expect(new Set(statements.map(bytesToHex)).size).toBe(statements.length);
  });
});
