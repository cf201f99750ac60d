// Stands in for the `server-only` marker package where tests run outside Next.
export {};
