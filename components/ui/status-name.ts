/** Every state that is shown with its own shape, word and colour. None may look like another. */
export const STATUS_WORD = {
  done: "Done",
  waived: "Waived",
  na: "Not applicable",
  skipped: "Skipped by the tool",
  outdated: "Outdated",
  never: "Never looked at",
  waiting: "Waiting for a person",
  running: "Running",
  interrupted: "Interrupted",
  failed: "Failed",
  changes: "Changes requested",
  reading: "In review",
  unmet: "Unmet expectation",
  todo: "To do",
  none: "No snapshot yet",
} as const;

export type StatusName = keyof typeof STATUS_WORD;
