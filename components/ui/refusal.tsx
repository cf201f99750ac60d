"use client";

import type { ReactNode } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Icon } from "./icon";
import { RefusalList, type RefusalPoint } from "./refusal-list";

export type RefusalProps = {
  /** What was refused: "Run migrations was not started". */
  title: ReactNode;
  /** What was asked, and that nothing happened. */
  description?: ReactNode | undefined;
  points?: readonly RefusalPoint[] | undefined;
  children?: ReactNode | undefined;
  /** The refusal's code and record, for reference. */
  code?: string | undefined;
  /** Buttons for what the person can do about it. */
  actions?: ReactNode | undefined;
  onClose: () => void;
};

/** An expected "no", in the page; it stays until the person closes it. */
export function Refusal({ title, description, onClose, actions, ...content }: RefusalProps) {
  return (
    <section className="box box-lead refusal" data-s="failed" role="alert">
      <div className="box-h">
        <RefusalIcon />
        <h2>{title}</h2>
        {description && <span className="q small">{description}</span>}
      </div>
      <div className="refusal-body">
        <RefusalContent {...content} />
        <div className="row wrap">
          {actions}
          <Button variant="quiet" onClick={onClose}>
            Close
          </Button>
        </div>
      </div>
    </section>
  );
}

/** The same over the page, for a refusal that stops what the person was about to do. */
export function RefusalDialog({ open, title, description, onClose, actions, ...content }: RefusalProps & { open: boolean }) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      role="alertdialog"
      title={title}
      description={description}
      icon={<RefusalIcon />}
      actions={
        <>
          <Button variant="quiet" keys="Escape" onClick={onClose}>
            Close
          </Button>
          <span className="grow" />
          {actions}
        </>
      }
    >
      <RefusalContent {...content} />
    </Dialog>
  );
}

function RefusalIcon() {
  return (
    <span className="g" data-s="failed">
      <Icon name="lock" />
    </span>
  );
}

type RefusalContentProps = Pick<RefusalProps, "points" | "children" | "code">;

function RefusalContent({ points = [], children, code }: RefusalContentProps) {
  return (
    <>
      {children}
      {points.length > 0 && <RefusalList points={points} />}
      {code && (
        <p className="small q">
          Refusal <span className="mono">{code}</span>
        </p>
      )}
    </>
  );
}
