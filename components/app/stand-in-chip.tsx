import { Chip } from "@/components/ui/chip";

export type StandInChipProps = {
  standIn: string | null;
  /** One word where a row has no room for the sentence; the sentence is still read out. */
  short?: boolean | undefined;
};

/** Says that an app's programs are stand-ins, so that nobody takes its results for the real thing. */
export function StandInChip({ standIn, short = false }: StandInChipProps) {
  if (standIn === null) return null;
  if (!short) return <Chip className="h-auto py-0.5 whitespace-normal">{standIn}</Chip>;
  return (
    <Chip title={standIn}>
      <span aria-hidden="true">Stand-in</span>
      <span className="vh">{standIn}</span>
    </Chip>
  );
}
