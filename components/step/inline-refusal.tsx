import { Note } from "@/components/ui/note";
import type { BrowserRefusal } from "@/lib/browser/send";

export type InlineRefusalProps = { refusal: BrowserRefusal | null };

/** A "no" inside a dialog or form, above the button that was pressed. */
export function InlineRefusal({ refusal }: InlineRefusalProps) {
  if (!refusal) return null;
  return (
    <div role="alert">
      <Note status="failed">
        <p>{refusal.message}</p>
        {refusal.details.length > 0 && (
          <ul className="small q2 mt-1 list-disc pl-4">
            {refusal.details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        )}
      </Note>
    </div>
  );
}
