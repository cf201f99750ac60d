import { Empty } from "@/components/ui/empty";

/** The agent looked and found no checkout: where, and how to have it look elsewhere. */
export function NoCandidates({ roots }: { roots: readonly string[] }) {
  return (
    <Empty title="No checkout was found">
      {roots.length === 0 ? <p>The agent has no roots to look under.</p> : <p>The agent looked for git checkouts with a mix.exs under:</p>}
      <ul className="grid gap-1">
        {roots.map((root) => (
          <li key={root}>
            <code>{root}</code>
          </li>
        ))}
      </ul>
      <p>Put a checkout there, or name another root in the agent's configuration and start it again.</p>
    </Empty>
  );
}
