"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import type { KeyBinding } from "@/lib/browser/keys/key-registry";

export type KeyHelpProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  bindings: readonly KeyBinding[];
};

const OTHER_GROUP = "This page";

/** All keys that work now, by what they are about. */
export function KeyHelp({ open, onOpenChange, bindings }: KeyHelpProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keys"
      description="Off while a field has the focus. No single key approves, migrates, waives or withdraws."
      wide
      actions={
        <Button variant="quiet" keys="Escape" onClick={() => onOpenChange(false)}>
          Close
        </Button>
      }
    >
      <div className="key-help">
        {byGroup(bindings).map(([group, entries]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {entries.map(({ keys, label }) => (
                <div key={keys}>
                  <dt>
                    <Kbd keys={keys} />
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function byGroup(bindings: readonly KeyBinding[]): readonly (readonly [string, readonly KeyBinding[]])[] {
  const titles = [...new Set(bindings.map(groupOf))];
  return titles.map((title) => [title, bindings.filter((binding) => groupOf(binding) === title)]);
}

function groupOf({ group = OTHER_GROUP }: KeyBinding): string {
  return group;
}
