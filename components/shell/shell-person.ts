export type ShellPerson = { readonly name: string; readonly isAdministrator: boolean };
