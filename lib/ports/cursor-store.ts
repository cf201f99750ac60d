/** How far each agent's event feed was read. Losing it only means reading again: every fact is idempotent. */
export type CursorStore = {
  readonly get: (agentId: string) => Promise<number>;
  readonly set: (agentId: string, number: number) => Promise<void>;
};
