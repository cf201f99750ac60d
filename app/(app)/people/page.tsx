import type { Metadata } from "next";
import { NotForYou } from "@/components/people/not-for-you";
import { PeopleView } from "@/components/people/people-view";
import { loadPeople } from "@/lib/server/page-data";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const people = await loadPeople();
  return people.ok ? <PeopleView initial={people.value} /> : <NotForYou title="People are the administrators' page" message={people.error.message} />;
}
