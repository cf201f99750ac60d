import type { Metadata } from "next";
import { RuleCatalogView } from "@/components/rules/rule-catalog-view";
import { TryRuleBox } from "@/components/rules/try-rule-box";
import { ButtonLink } from "@/components/ui/button-link";
import { Note } from "@/components/ui/note";
import { UpgradeChoice } from "@/components/rules/upgrade-choice";
import { container } from "@/lib/server/container";
import { loadFleet, requirePagePerson } from "@/lib/server/page-data";
import { readRuleMatches } from "@/lib/services/review/rule-matches";

export const metadata: Metadata = { title: "Rules" };

type RulesPageProps = { readonly searchParams: Promise<{ upgrade?: string | string[] }> };

export default async function RulesPage({ searchParams }: RulesPageProps) {
  const fleet = await loadFleet(await requirePagePerson());
  const { upgrade } = await searchParams;
  const upgrades = fleet.rows.flatMap((row) => (row.upgrade ? [{ id: row.upgrade.id, title: `${row.app.name} ${row.upgrade.laneTitle}` }] : []));
  const chosen = typeof upgrade === "string" ? upgrade : null;
  const matches = chosen === null ? null : await readRuleMatches(container(), chosen);
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
      {upgrades.length > 0 && (
        <div className="mb-4 max-w-96">
          <UpgradeChoice upgrades={upgrades} chosen={chosen} />
        </div>
      )}
      {matches && !matches.ok && <Note className="mb-4">{matches.error.message}</Note>}
      <div className="grid items-start gap-4 md:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="md:order-2">
          <TryRuleBox />
        </div>
        <RuleCatalogView matches={chosen !== null && matches?.ok ? { upgradeId: chosen, rules: matches.value.rules } : null} />
      </div>
    </main>
  );
}
