import type { Metadata } from "next";
import { AgentView } from "@/components/people/agent-view";
import { requirePagePerson } from "@/lib/server/page-data";

export const metadata: Metadata = { title: "Agents" };

export default async function AgentsPage() {
  await requirePagePerson();
  return <AgentView />;
}
