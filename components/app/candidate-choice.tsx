import { Checkbox } from "@/components/ui/checkbox";
import { AppLink } from "@/components/ui/app-link";
import { Chip } from "@/components/ui/chip";
import { appPath } from "@/lib/browser/fleet/turn-path";
import type { Candidate } from "@/lib/contract/agent-api";

export type CandidateChoiceProps = { candidate: Candidate; added: boolean; checked: boolean; onChoose: () => void };

/** One checkout to choose; one that was added already leads to its app. */
export function CandidateChoice({ candidate, added, checked, onChoose }: CandidateChoiceProps) {
  const { name, path, appId } = candidate;
  if (added && appId !== null) {
    return (
      <p className="row wrap py-1 pl-6">
        <AppLink href={appPath(appId)}>{name}</AppLink>
        <Chip icon="tick">Added already</Chip>
        <span className="mono q grow [overflow-wrap:anywhere]">{path}</span>
      </p>
    );
  }
  return (
    <Checkbox
      type="radio"
      name="checkout"
      checked={checked}
      onChange={onChoose}
      label={<b className="strong">{name}</b>}
      hint={<span className="mono [overflow-wrap:anywhere]">{path}</span>}
      className="py-1"
    />
  );
}
