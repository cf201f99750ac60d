export type LogLimit = { readonly take: () => void; readonly close: () => void };
export function createLogLimit(path: string, limitBytes: number): LogLimit;
export function cutUnwatchedLog(path: string, limitBytes: number): void;
