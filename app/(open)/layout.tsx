import type { ReactNode } from "react";
import { AppLink } from "@/components/ui/app-link";
import { Icon } from "@/components/ui/icon";

/** Pages that need no session: signing in, accepting an invitation. */
export default function OpenLayout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <header className="top">
        <AppLink className="brand" href="/">
          <Icon name="brand" />
          Upgrade Review
        </AppLink>
      </header>
      <main className="mx-auto grid w-full max-w-[420px] gap-4 px-3 pt-[10vh] pb-12" id="main">
        {children}
      </main>
    </>
  );
}
