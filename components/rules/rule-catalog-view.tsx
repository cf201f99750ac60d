import { CATEGORIES, CATEGORY_TEXT } from "@/lib/core/classify/category";
import { RULE_CATALOG } from "@/lib/core/classify/rule-catalog";
import { PlacementName } from "./placement-name";
import { type MatchesOfUpgrade, RuleGroup } from "./rule-group";

const NUMBERED = RULE_CATALOG.map((rule, index) => ({ ...rule, place: index + 1 }));

function rulesOf(category: (typeof NUMBERED)[number]["category"]) {
  return NUMBERED.filter((rule) => rule.category === category);
}

/** Every rule, by the category it leads to, with what it decided about in an upgrade. */
export function RuleCatalogView({ matches }: { matches: MatchesOfUpgrade | null }) {
  return (
    <div>
      {CATEGORIES.map((category) => (
        <RuleGroup
          key={category}
          title={<PlacementName placement={category} />}
          note={CATEGORY_TEXT[category].review}
          rules={rulesOf(category)}
          matches={matches}
        />
      ))}
      <RuleGroup title="The category of what is tested" note="A test goes where the code it tests goes." rules={rulesOf("by-subject")} matches={matches} />
      <RuleGroup
        title={<PlacementName placement="unclassified" />}
        note="A missing rule costs attention and never skips review."
        rules={rulesOf("unclassified")}
        matches={matches}
      />
    </div>
  );
}
