import { Icon } from "@/components/ui/icon";
import type { ThreadCount } from "@/lib/core/comment/view-comments";

/** How many comments are open somewhere, and whether one of them must be fixed. */
export function ThreadBadge({ count }: { count: ThreadCount | undefined }) {
  if (!count) return null;
  const { open, holding } = count;
  const words = `${open === 1 ? "1 open comment" : `${open} open comments`}${holding > 0 ? `, ${holding} must fix` : ""}`;
  return (
    <span className="cm-badge" data-s={holding > 0 ? "changes" : undefined} title={words}>
      <Icon name="comment" size={12} />
      <span aria-hidden="true">{holding > 0 ? `${open}!` : open}</span>
      <span className="vh">{words}</span>
    </span>
  );
}
