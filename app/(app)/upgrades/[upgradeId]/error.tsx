"use client";

import { UpgradeError } from "@/components/upgrade/upgrade-error";

type UpgradeErrorRouteProps = { readonly error: Error & { digest?: string }; readonly reset: () => void };

export default function UpgradeErrorRoute({ error, reset }: UpgradeErrorRouteProps) {
  return <UpgradeError error={error} onRetry={reset} />;
}
