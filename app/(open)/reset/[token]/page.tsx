import type { Metadata } from "next";
import { ResetView } from "@/components/account/reset-view";

/** The address holds a secret: nothing may keep it or send it on. */
export const metadata: Metadata = { title: "New password", referrer: "no-referrer", robots: { index: false } };

type ResetPageProps = { readonly params: Promise<{ readonly token: string }> };

export default async function ResetPage({ params }: ResetPageProps) {
  return <ResetView token={(await params).token} />;
}
