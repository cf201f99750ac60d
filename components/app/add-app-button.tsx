"use client";

import { useState } from "react";
import { Button, type ButtonProps } from "@/components/ui/button";
import { useKeys } from "@/lib/browser/keys/use-keys";
import { useMe } from "@/lib/browser/providers";
import { rolesOf } from "@/lib/browser/upgrade/stops";
import { canDo } from "@/lib/core/people/permission";
import { AddAppDialog } from "./add-app-dialog";

/** Opens the choice of a checkout. */
export function AddAppButton({ variant }: Pick<ButtonProps, "variant">) {
  const isAllowed = canDo(useMe(), "app.add");
  const [isOpen, setOpen] = useState(false);
  useKeys([{ keys: "a", label: "Add an app", run: () => setOpen(true) }], { enabled: isAllowed });
  return (
    <>
      <Button
        variant={variant}
        icon="plus"
        keys={isAllowed ? "a" : undefined}
        disabledReason={!isAllowed && `Only ${rolesOf("app.add")} can add one`}
        onClick={() => setOpen(true)}
      >
        Add an app…
      </Button>
      {isOpen && <AddAppDialog onClose={() => setOpen(false)} />}
    </>
  );
}
