"use client";

import { describeAllowed } from "@/components/people/permission-text";
import { RoleChips } from "@/components/people/role-chips";
import { Box } from "@/components/ui/box";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import { useMe } from "@/lib/browser/providers";
import { PasskeysBox } from "./passkeys-box";
import { PasswordForm } from "./password-form";
import { SignOutEverywhere } from "./sign-out-everywhere";

/** Who I am here, what I may do, how it looks, how I sign in. */
export function AccountView() {
  const me = useMe();
  const allowed = describeAllowed(me.roles);
  return (
    <main className="page" id="main">
      <div className="page-h">
        <div className="grow">
          <h1>Account</h1>
          <p className="q2 mt-1">
            {me.name}, {me.email}
          </p>
        </div>
      </div>
      <div className="grid max-w-[960px] items-start gap-x-4 sm:grid-cols-2">
        <div>
          <Box title="Roles" padded>
            <div className="grid gap-2">
              <RoleChips roles={me.roles} />
              {allowed.length > 0 && <p className="small q2">With them you may:</p>}
              <ul className="small q2 grid list-disc gap-0.5 pl-4">
                {allowed.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
              <p className="small q">Everybody who is signed in may read everything. An administrator changes roles.</p>
            </div>
          </Box>
          <Box title="Theme" padded>
            <ThemeToggle />
          </Box>
        </div>
        <div>
          <Box title="Password" padded>
            <PasswordForm />
          </Box>
          <PasskeysBox />
          <Box title="Sessions" padded>
            <SignOutEverywhere />
          </Box>
        </div>
      </div>
    </main>
  );
}
