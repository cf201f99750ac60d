import "server-only";
import type { Route } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { SealedRecord } from "@/lib/core/audit/record";
import type { Person } from "@/lib/core/people/person";
import { readFleet } from "@/lib/services/read-fleet";
import { readBackups } from "./backups-admin";
import { container } from "./container";
import { readPeople } from "./people-admin";

/** The signed-in person; sends everybody else to the sign-in page, and from there back to where they were going. Asked once per request. */
export const requirePagePerson = cache(async (): Promise<Person> => {
  const sent = await headers();
  const person = await container().sessions.findPerson(sent);
  const address = sent.get("x-address") ?? "/";
  return person ?? redirect((address === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(address)}`) as Route);
});

/** An upgrade's records for the first load; read once per request, though layout and page both ask. */
export const loadRecords = cache(async (upgradeId: string): Promise<readonly SealedRecord[]> => {
  await requirePagePerson();
  const records = await container().log.read(upgradeId);
  return records.length > 0 ? records : notFound();
});

/** Every app with its upgrade for the first load. */
export async function loadFleet(_person: Person) {
  return readFleet(container());
}

/** People and open invitations for the first load; a refusal for whoever may not see them. */
export async function loadPeople() {
  return readPeople(container(), await requirePagePerson());
}

/** Whether anybody can sign in yet. */
export async function loadSetupState(): Promise<{ readonly hasPeople: boolean }> {
  return { hasPeople: await container().invitationStore.hasPeople() };
}

/** Every backup for the first load; a refusal for whoever may not see them. */
export async function loadBackups() {
  return readBackups(container(), await requirePagePerson());
}
