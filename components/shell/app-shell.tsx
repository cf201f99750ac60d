import type { ReactNode } from "react";
import { AppLink } from "@/components/ui/app-link";
import { Icon } from "@/components/ui/icon";
import type { CommandGroup } from "./command-groups";
import { ACCOUNT, ADMIN_DESTINATIONS, MAIN_DESTINATIONS } from "./destinations";
import { FindOrRun } from "./find-or-run";
import { PersonMenu } from "./person-menu";
import type { ShellPerson } from "./shell-person";
import { SmallMenu } from "./small-menu";
import { TopNav } from "./top-nav";

export type AppShellProps = {
  person: ShellPerson;
  /** How many things wait for this person. */
  waitingCount: number;
  /** What the palette finds beside the pages: apps, upgrades. Addresses only; pages add actions with useCommands. */
  commandGroups?: readonly CommandGroup[] | undefined;
  /** A server action or a callback. */
  signOut: () => void;
  /** The page, with its own `<main id="main">`. */
  children: ReactNode;
};

/** What surrounds every page of a person who is signed in. */
export function AppShell({ person, waitingCount, commandGroups = [], signOut, children }: AppShellProps) {
  const destinations = [...MAIN_DESTINATIONS, ...(person.isAdministrator ? ADMIN_DESTINATIONS : []), ACCOUNT];
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <header className="top">
        <AppLink className="brand" href="/">
          <Icon name="brand" />
          Upgrade Review
        </AppLink>
        <TopNav waitingCount={waitingCount} />
        <FindOrRun groups={commandGroups} destinations={destinations} />
        <PersonMenu person={person} signOut={signOut} />
        <SmallMenu person={person} waitingCount={waitingCount} signOut={signOut} />
      </header>
      {children}
    </>
  );
}
