import type { Metadata } from "next";
import { RuleCatalogView } from "@/components/rules/rule-catalog-view";
import { TryRuleBox } from "@/components/rules/try-rule-box";
import { ButtonLink } from "@/components/ui/button-link";
import { requirePagePerson } from "@/lib/server/page-data";

export const metadata: Metadata = { title: "Rules" };

export default async function RulesPage() {
  await requirePagePerson();
  return (
    <main className="page" id="main">
      <div className="page-h">
        <div className="grow">
          <h1>Rules</h1>
          <p className="q2 mt-1 max-w-[70ch]">
            Which category a hunk is reviewed under. Rules are asked in the order of their numbers, by path first and then by changed lines; the first that
            holds decides, and its sentence stands beside the hunk.
          </p>
        </div>
        <ButtonLink href="/lanes">Lanes</ButtonLink>
      </div>
      <div className="grid items-start gap-4 md:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="md:order-2">
          <TryRuleBox />
        </div>
        <RuleCatalogView />
      </div>
    </main>
  );
}
