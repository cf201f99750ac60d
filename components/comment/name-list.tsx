import clsx from "clsx";
import { Avatar } from "@/components/ui/avatar";
import { ROLE_TEXT, type Person } from "@/lib/core/people/person";

export type NameListProps = {
  id: string;
  people: readonly Pick<Person, "id" | "name" | "roles">[];
  active: number;
  onChoose: (name: string) => void;
};

/** The option's element, for the field that points at it. */
export function nameOptionId(listId: string, position: number): string {
  return `${listId}-${position}`;
}

/** Names that go on from what is written behind an `@`. */
export function NameList({ id, people, active, onChoose }: NameListProps) {
  return (
    <div className="cm-names" role="listbox" id={id} aria-label="People">
      {people.map(({ id: personId, name, roles }, position) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
        <div
          key={personId}
          id={nameOptionId(id, position)}
          role="option"
          tabIndex={-1}
          aria-selected={position === active}
          className={clsx(position === active && "active")}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(name)}
        >
          <Avatar name={name} />
          <span className="semi">{name}</span>
          <span className="q small">{roles.map((role) => ROLE_TEXT[role].title).join(", ")}</span>
        </div>
      ))}
    </div>
  );
}
