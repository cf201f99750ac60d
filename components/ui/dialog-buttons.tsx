import type { ReactNode } from "react";
import { Button } from "./button";

export type DialogButtonsProps = {
  /** Id of the form that the second button sends. */
  form: string;
  onCancel: () => void;
  cancelLabel?: string | undefined;
  variant?: "primary" | "danger" | undefined;
  busy?: boolean | undefined;
  disabledReason?: string | false | undefined;
  /** What happens, as a verb. */
  children: ReactNode;
};

/** The footer of a dialog that asks for something: the way out first, then what it does. */
export function DialogButtons({ form, onCancel, cancelLabel = "Cancel", variant = "primary", busy, disabledReason, children }: DialogButtonsProps) {
  return (
    <>
      <Button variant="quiet" keys="Escape" onClick={onCancel}>
        {cancelLabel}
      </Button>
      <span className="grow" />
      <Button type="submit" form={form} variant={variant} busy={busy} disabledReason={disabledReason}>
        {children}
      </Button>
    </>
  );
}
