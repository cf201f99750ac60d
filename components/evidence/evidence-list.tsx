"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { useUpgradeView } from "@/lib/browser/upgrade/upgrade-view";
import type { Evidence } from "@/lib/core/evidence/evidence";

/** What was shown with an answer: pictures as thumbnails that open large, texts to download. */
export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  const { upgrade } = useUpgradeView();
  const [large, setLarge] = useState<Evidence | null>(null);
  if (evidence.length === 0) return null;
  const addressOf = ({ blob }: Evidence) => `/api/upgrades/${upgrade.id}/evidence/${blob}`;
  const altOf = ({ shows }: Evidence) => (shows === "" ? "Evidence" : shows);
  return (
    <ul className="flex flex-wrap gap-2" aria-label="Evidence">
      {evidence.map((piece) => (
        <li key={piece.blob}>
          {piece.type === "image/png" ? (
            <button type="button" className="block overflow-hidden rounded border border-line-2" onClick={() => setLarge(piece)}>
              <EvidencePicture className="size-20 object-cover" address={addressOf(piece)} alt={`${altOf(piece)}, open large`} />
            </button>
          ) : (
            <a className="row small min-h-11 [overflow-wrap:anywhere]" href={addressOf(piece)} download>
              <Icon name="download" size={14} />
              {altOf(piece)}, {Math.ceil(piece.sizeBytes / 1_024)} kB
            </a>
          )}
        </li>
      ))}
      {large && (
        <Dialog open wide onOpenChange={() => setLarge(null)} title={altOf(large)}>
          <EvidencePicture className="h-auto max-w-full" address={addressOf(large)} alt={altOf(large)} />
        </Dialog>
      )}
    </ul>
  );
}

function EvidencePicture({ address, alt, className }: { address: string; alt: string; className: string }) {
  // biome-ignore lint/performance/noImgElement: the image optimiser is off, and would keep copies
  return <img className={className} src={address} alt={alt} loading="lazy" />;
}
