import { bytesToHex } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { sha256Hex } from "@/lib/core/digest";
import { toGatePassBytes } from "./gate-pass-signature";

const PASS = {
  passId: "gate-00000001",
  upgradeId: "upgrade-1",
  stepId: "migrate",
  jobId: "job-00000001",
  treeId: "b".repeat(40),
  lockDigest: null,
  argv: ["mix", "ecto.migrate"],
  signOffs: [1, 2, 3, 4, 5],
};
const TERMS = {
  installationId: sha256Hex("key"),
  agentId: "agent-1",
  appId: "harbor",
  record: { seq: 9, hash: sha256Hex("record") },
  issuedAt: 1,
  expiresAt: 2,
};

const bytes = (pass: object, terms: object) => bytesToHex(toGatePassBytes({ ...PASS, ...pass }, { ...TERMS, ...terms }));

describe("the signed bytes of a gate pass", () => {
  it("change with every field of the pass and of its terms", () => {
    const changes = [
      [{ passId: "gate-00000002" }, {}],
      [{ upgradeId: "upgrade-2" }, {}],
      [{ stepId: "other" }, {}],
      [{ jobId: "job-00000002" }, {}],
      [{ treeId: "c".repeat(40) }, {}],
      [{ lockDigest: sha256Hex("lock") }, {}],
      [{ argv: ["mix", "ecto.rollback"] }, {}],
      [{ signOffs: [1, 2, 3, 4, 6] }, {}],
      [{}, { installationId: sha256Hex("other") }],
      [{}, { agentId: "agent-2" }],
      [{}, { appId: "marina" }],
      [{}, { record: { ...TERMS.record, seq: 8 } }],
      [{}, { record: { ...TERMS.record, hash: sha256Hex("other") } }],
      [{}, { issuedAt: 0 }],
      [{}, { expiresAt: 3 }],
    ] as const;
    const all = [bytes({}, {}), ...changes.map(([pass, terms]) => bytes(pass, terms))];

    expect(new Set(all).size).toBe(all.length);
    expect(changes.length).toBe(Object.keys(PASS).length + Object.keys(TERMS).length + 1);
  });

  it("do not exist for a field that is not in the list", () => {
    expect(() => bytes({ force: true }, {})).toThrow();
    expect(() => bytes({}, { anything: 1 })).toThrow();
    expect(() => bytes({}, { record: { ...TERMS.record, anything: 1 } })).toThrow();
  });
});
