"use client";

import { useMemo } from "react";
import { LiveIndicator } from "@/components/shell/live-indicator";
import { SubBar } from "@/components/shell/sub-bar";
import { buttonClass } from "@/components/ui/button-class";
import { ButtonLink } from "@/components/ui/button-link";
import { Chip } from "@/components/ui/chip";
import { Time } from "@/components/ui/time";
import { readRecords } from "@/lib/browser/audit/read-records";
import { useChainCheck } from "@/lib/browser/audit/use-chain-check";
import { useLiveState } from "@/lib/browser/providers";
import { useRecords } from "@/lib/browser/queries/upgrade";
import { upgradePath } from "@/lib/browser/upgrade/paths";
import type { SealedRecord } from "@/lib/core/audit/record";
import { ChainBanner } from "./chain-banner";
import { RecordBrowser } from "./record-browser";
import { WitnessBanner } from "./witness-banner";

export type AuditViewProps = { upgradeId: string; initialRecords: readonly SealedRecord[] };

/** What happened to an upgrade, record by record, and whether the chain of records holds. */
export function AuditView({ upgradeId, initialRecords }: AuditViewProps) {
  const sealed = useRecords(upgradeId, initialRecords);
  const { records, appName, laneTitle, startedAt } = useMemo(() => readRecords(sealed), [sealed]);
  const [check, verifyAgain] = useChainCheck(upgradeId, sealed);
  const name = appName ?? upgradeId;

  return (
    <>
      <SubBar
        crumbs={[{ label: "Audit", href: "/audit" }, { label: name }]}
        end={
          <>
            <LiveIndicator state={useLiveState()} className="hide-sm" />
            <ButtonLink size="sm" href={upgradePath(upgradeId)}>
              Open the upgrade
            </ButtonLink>
          </>
        }
      >
        {laneTitle !== null && <Chip>{laneTitle}</Chip>}
      </SubBar>
      <main className="page" id="main">
        <div className="page-h">
          <div className="grow">
            <h1>What happened to {name}</h1>
            <p className="q2 mt-1">
              {sealed.length} {sealed.length === 1 ? "record" : "records"}
              {startedAt !== null && (
                <>
                  {" "}
                  since <Time at={startedAt} />
                </>
              )}
              . Nothing here can be edited or deleted.
            </p>
          </div>
          <a className={buttonClass({ size: "sm" })} href={`/api/upgrades/${upgradeId}/dossier`} download>
            Export the dossier
          </a>
        </div>
        <ChainBanner check={check} onVerifyAgain={verifyAgain} />
        <WitnessBanner upgradeId={upgradeId} records={sealed} />
        <RecordBrowser records={records} brokenSeq={check.status === "broken" ? check.seq : null} />
      </main>
    </>
  );
}
