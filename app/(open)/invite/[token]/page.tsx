import type { Metadata } from "next";
import { InvitationView } from "@/components/account/invitation-view";

/** The address holds a secret: nothing may keep it or send it on. */
export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer", robots: { index: false } };

type InvitePageProps = { readonly params: Promise<{ readonly token: string }> };

export default async function InvitePage({ params }: InvitePageProps) {
  return <InvitationView token={(await params).token} />;
}
