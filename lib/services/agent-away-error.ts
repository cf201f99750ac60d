/** The agent has what is needed and cannot be reached now: worth trying again, nothing is wrong with the content. */
export class AgentAwayError extends Error {}
