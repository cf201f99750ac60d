import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTemporaryDatabase, type TemporaryDatabase } from "@/lib/testing/temporary-database";
import { createInvitations, type InvitationLink, type Invitations } from "./invitations";

const NOON = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ACCEPTED = { name: "admin-a", email: "admin-a@example.test", password: "a long enough password" };

let database: TemporaryDatabase;
let invitations: Invitations;
let now: number;
beforeEach(async () => {
  now = NOON;
  database = await createTemporaryDatabase();
  invitations = createInvitations({ store: database.invitations, publicUrl: "http://127.0.0.1:4400", now: () => now, hash: async () => "no hash" });
});
afterEach(() => database.remove());

function tokenOf(link: InvitationLink | undefined): string {
  return link?.url.split("/").at(-1) ?? "";
}
const inviteReviewer = () => invitations.create({ name: "reviewer-a", email: "reviewer-a@example.test", roles: ["reviewer"] }, "admin-a");

describe("the first administrator's link", () => {
  it("makes an administrator and works once", async () => {
    const token = tokenOf(await invitations.inviteFirst());

    expect(await invitations.accept(token, ACCEPTED)).toMatchObject({ ok: true, value: { email: "admin-a@example.test", roles: ["administrator"] } });
    expect(await invitations.accept(token, { ...ACCEPTED, email: "other@example.test" })).toMatchObject({ ok: false, error: { code: "invitation-gone" } });
    expect(await invitations.inviteFirst()).toBeUndefined();
  });

  it("makes exactly one person of fifty that claim it at once", async () => {
    const token = tokenOf(await invitations.inviteFirst());

    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) => invitations.accept(token, { ...ACCEPTED, email: `admin-${index}@example.test` })),
    );

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await database.people.list()).toHaveLength(1);
  });

  it("is worthless once somebody came by another", async () => {
    const earlier = tokenOf(await invitations.inviteFirst());
    await invitations.accept(tokenOf(await invitations.inviteFirst()), ACCEPTED);

    expect(await invitations.accept(earlier, { ...ACCEPTED, email: "late@example.test" })).toMatchObject({ ok: false });
  });

  it("lasts half an hour and asks for an address", async () => {
    const token = tokenOf(await invitations.inviteFirst());
    const { email: _, ...withoutEmail } = ACCEPTED;
    expect(await invitations.accept(token, withoutEmail)).toMatchObject({ ok: false, error: { code: "email-missing" } });

    now += 30 * MINUTE;

    expect(await invitations.find(token)).toBeUndefined();
  });
});

describe("an invitation", () => {
  it("fixes address and roles, lasts seven days, and is kept as a digest only", async () => {
    const token = tokenOf(await inviteReviewer());
    expect(await database.invitations.listOpen(now)).toMatchObject([{ email: "reviewer-a@example.test", expiresAt: NOON + 7 * DAY }]);
    now += 7 * DAY - 1;
    const accepted = await invitations.accept(token, { ...ACCEPTED, name: "Somebody", email: "other@example.test" });

    expect(accepted).toMatchObject({ ok: true, value: { name: "Somebody", email: "reviewer-a@example.test", roles: ["reviewer"] } });
    expect(await database.invitations.listOpen(now)).toEqual([]);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(
      JSON.stringify(await database.clients.reader.invitation.findMany(), (_, value) => (typeof value === "bigint" ? String(value) : value)),
    ).not.toContain(token);
  });

  it("lets one in of fifty that claim it at once; to the others it is gone", async () => {
    const token = tokenOf(await inviteReviewer());

    const outcomes = await Promise.all(Array.from({ length: 50 }, () => invitations.accept(token, ACCEPTED)));

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.error.code === "invitation-gone")).toHaveLength(49);
    expect(await database.people.list()).toHaveLength(1);
  });

  it("is over after seven days", async () => {
    const token = tokenOf(await inviteReviewer());
    now += 7 * DAY;

    expect(await invitations.accept(token, ACCEPTED)).toMatchObject({ ok: false, error: { code: "invitation-gone" } });
  });

  it("stays usable when the address turns out to be taken", async () => {
    await invitations.accept(tokenOf(await inviteReviewer()), ACCEPTED);
    const second = tokenOf(await inviteReviewer());

    expect(await invitations.accept(second, ACCEPTED)).toMatchObject({ ok: false, error: { code: "email-taken" } });
    expect(await invitations.find(second)).toMatchObject({ email: "reviewer-a@example.test" });
  });
});
