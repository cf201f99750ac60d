"use client";

import clsx from "clsx";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode | undefined;
  /** A coloured icon before the title. */
  icon?: ReactNode | undefined;
  children?: ReactNode | undefined;
  /** Buttons of the footer, the quiet one first. */
  actions?: ReactNode | undefined;
  /** `alertdialog` for a decision: a click beside it does not close it. */
  role?: "dialog" | "alertdialog" | undefined;
  wide?: boolean | undefined;
  /** Keeps the title for the screen reader only. */
  hideTitle?: boolean | undefined;
};

/**
 * A dialog over the page; closing it puts the focus back where it was.
 *
 * It has its own scrim instead of Radix's overlay, which writes a style element
 * that a strict content security policy forbids.
 */
export function Dialog({ open, onOpenChange, title, description, icon, children, actions, role = "dialog", wide = false, hideTitle = false }: DialogProps) {
  const focusBefore = useRef<HTMLElement | null>(null);

  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <div className="dialog-scrim">
          <Radix.Content
            className={clsx("dialog", wide && "dialog-wide")}
            role={role}
            {...(description ? {} : { "aria-describedby": undefined })}
            onOpenAutoFocus={() => {
              focusBefore.current = focusedElement();
            }}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              focusBefore.current?.focus();
            }}
            onInteractOutside={(event) => {
              if (role === "alertdialog") event.preventDefault();
            }}
          >
            <header className={clsx(hideTitle && "vh")}>
              {icon}
              <div>
                <Radix.Title>{title}</Radix.Title>
                {description && <Radix.Description className="q small">{description}</Radix.Description>}
              </div>
            </header>
            {children && <div className={clsx("body", !icon && "flush", hideTitle && "bare")}>{children}</div>}
            {actions && <footer>{actions}</footer>}
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  );
}

function focusedElement(): HTMLElement | null {
  return document.activeElement instanceof HTMLElement ? document.activeElement : null;
}
