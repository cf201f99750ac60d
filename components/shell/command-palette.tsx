"use client";

import { Command as Cmdk } from "cmdk";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { Kbd } from "@/components/ui/kbd";
import type { Command, CommandGroup } from "./command-groups";

export type CommandPaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  groups: readonly CommandGroup[];
};

/** Find or run anything by typing. */
export function CommandPalette({ open, onOpenChange, groups }: CommandPaletteProps) {
  const router = useRouter();
  const run = (command: Command) => {
    onOpenChange(false);
    command.onSelect?.();
    if (command.href !== undefined) router.push(command.href as Route);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Find or run" hideTitle>
      <Cmdk className="palette" label="Find or run">
        <div className="palette-input">
          <Icon name="search" />
          <Cmdk.Input placeholder="Find or run" />
          <Kbd keys="Escape" />
        </div>
        <Cmdk.List className="palette-list">
          <Cmdk.Empty className="palette-empty">Nothing is called that.</Cmdk.Empty>
          {groups.map((group) => (
            <Cmdk.Group key={group.title} heading={group.title}>
              {group.commands.map((command) => (
                <PaletteItem key={command.href ?? command.label} group={group.title} command={command} onRun={() => run(command)} />
              ))}
            </Cmdk.Group>
          ))}
        </Cmdk.List>
      </Cmdk>
    </Dialog>
  );
}

type PaletteItemProps = { group: string; command: Command; onRun: () => void };

function PaletteItem({ group, command, onRun }: PaletteItemProps) {
  const { label, href, detail, keys, keywords = [] } = command;
  return (
    <Cmdk.Item className="palette-item" value={`${group} ${label} ${href ?? ""}`} keywords={[...keywords, ...(detail ? [detail] : [])]} onSelect={onRun}>
      <span className="trunc">{label}</span>
      {detail && <span className="q small trunc">{detail}</span>}
      {keys && (
        <span className="end row">
          <Kbd keys={keys} />
        </span>
      )}
    </Cmdk.Item>
  );
}
