import clsx from "clsx";
import { Avatar } from "./avatar";

export type PersonNameProps = {
  name: string;
  you?: boolean | undefined;
  /** Without the two letters before the name. */
  plain?: boolean | undefined;
  className?: string | undefined;
};

/** A person, the agent or the system: always by name, never "someone". */
export function PersonName({ name, you = false, plain = false, className }: PersonNameProps) {
  return (
    <span className={clsx("person", className)}>
      {!plain && <Avatar name={name} />}
      <span className="trunc" title={name}>
        {name}
      </span>
      {you && <span className="q">(you)</span>}
    </span>
  );
}
