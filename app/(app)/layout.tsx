import type { ReactNode } from "react";
import { SignedIn } from "@/components/shell/signed-in";
import { Providers } from "@/lib/browser/providers";
import { loadFleet, requirePagePerson } from "@/lib/server/page-data";

/** Everything behind sign-in. */
export default async function SignedInLayout({ children }: { readonly children: ReactNode }) {
  const me = await requirePagePerson();
  return (
    <Providers me={me}>
      <SignedIn initialFleet={await loadFleet(me)}>{children}</SignedIn>
    </Providers>
  );
}
