import { Flag } from "@/components/ui/flag";
import { Icon } from "@/components/ui/icon";
import type { Checkout } from "@/lib/contract/agent-api";

/** Branch, cleanness and locked version of a checkout, as the agent saw it a moment ago. */
export function CheckoutFacts({ checkout }: { checkout: Checkout }) {
  const { branch, head, lockedVersion, requirement, schemaVersion } = checkout;
  return (
    <dl className="kv">
      <dt>Branch</dt>
      <dd>{branch === null ? "none, HEAD is detached" : <code>{branch}</code>}</dd>
      <dt>Commit</dt>
      <dd className="mono">{head?.slice(0, 10) ?? "none yet"}</dd>
      <dt>Changes</dt>
      <dd>
        <Changes checkout={checkout} />
      </dd>
      <dt>Locked sigra</dt>
      <dd>{lockedVersion ?? "not in mix.lock"}</dd>
      <dt>Asked for</dt>
      <dd>{requirement === null ? "not in mix.exs" : <code>{requirement}</code>}</dd>
      <dt>Schema version</dt>
      <dd>{schemaVersion ?? "no line in config.exs"}</dd>
    </dl>
  );
}

/** Clean, or how many paths differ from the commit, with the paths on demand. */
export function Changes({ checkout: { clean, changedCount, changedPaths } }: { checkout: Checkout }) {
  if (clean) {
    return (
      <span className="row gap-1.5">
        <Icon name="tick" size={12} />
        Clean
      </span>
    );
  }
  const more = changedCount - changedPaths.length;
  return (
    <details>
      <summary className="cursor-pointer max-sm:py-3">
        <Flag tone="care">
          {changedCount} uncommitted {changedCount === 1 ? "path" : "paths"}
        </Flag>
      </summary>
      <ul className="mt-1 grid gap-0.5">
        {changedPaths.map((path) => (
          <li key={path}>
            <span className="mono [overflow-wrap:anywhere]">{path}</span>
          </li>
        ))}
        {more > 0 && <li className="q">and {more} more</li>}
      </ul>
    </details>
  );
}
