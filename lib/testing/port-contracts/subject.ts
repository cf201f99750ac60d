/** A port under a contract test, and what takes it away afterwards. */
export type Subject<Port> = { readonly port: Port; readonly remove: () => Promise<void> };
export type MakeSubject<Port> = () => Promise<Subject<Port>>;

/** A subject that lives in memory. */
export function inMemory<Port>(create: () => Port): MakeSubject<Port> {
  return async () => ({ port: create(), remove: async () => {} });
}
