import { type Lane, STAGES, type Stage, type StepKind } from "@/lib/core/lane/lane";
import { compareSeries } from "@/lib/core/lane/recognise/series";

/** What the fleet needs of a lane, without its whole text. */
export type LaneChoice = {
  readonly id: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly description: string;
  readonly library: string;
  readonly sourceSeries: string;
  readonly targetSeries: string;
  readonly steps: readonly { readonly id: string; readonly kind: StepKind; readonly stage: Stage }[];
  readonly firstSteps: Readonly<Partial<Record<Stage, string>>>;
};

export function toLaneChoice({ id, title, shortTitle, description, library, sourceSeries, targetSeries, steps }: Lane): LaneChoice {
  const firstSteps = Object.fromEntries(
    STAGES.flatMap((stage) =>
      steps
        .filter((step) => step.stage === stage)
        .slice(0, 1)
        .map((step) => [stage, step.id] as const),
    ),
  );
  return {
    id,
    title,
    shortTitle,
    description,
    library,
    sourceSeries,
    targetSeries,
    firstSteps,
    steps: steps.map((step) => ({ id: step.id, kind: step.kind, stage: step.stage })),
  };
}

/** Why a lane may not suit an app with this locked version; null when it does. */
export function laneMismatch({ library, sourceSeries, targetSeries, shortTitle }: LaneChoice, lockedVersion: string | null): string | null {
  if (lockedVersion === null) return `mix.lock locks no version of ${library}, so it cannot be told whether this lane fits. It starts from ${sourceSeries}.`;
  if (compareSeries(lockedVersion, sourceSeries) === 0) return null;
  if (compareSeries(lockedVersion, targetSeries) >= 0) return `The app is on ${library} ${lockedVersion} already; lane ${shortTitle} leads to ${targetSeries}.`;
  return `The app is on ${library} ${lockedVersion}, and lane ${shortTitle} starts from ${sourceSeries}.`;
}
