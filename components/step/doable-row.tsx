import type { ReactNode } from "react";

export type DoableRowProps = {
  title: string;
  text: string;
  code?: string | undefined;
  /** The button that does it. */
  children: ReactNode;
};

export function DoableRow({ title, text, code, children }: DoableRowProps) {
  return (
    <li className="row wrap border-line border-b px-3 py-2.5 last:border-b-0">
      <div className="min-w-0 flex-[1_1_280px]">
        <h3>{title}</h3>
        <p className="small q2">{text}</p>
        {code && <p className="mono q mt-0.5 [overflow-wrap:anywhere]">{code}</p>}
      </div>
      {children}
    </li>
  );
}
