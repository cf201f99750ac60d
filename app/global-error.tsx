"use client";

import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import "./globals.css";

type GlobalErrorProps = { readonly error: Error & { digest?: string }; readonly reset: () => void };

/** The last resort, when even the frame of the pages could not be shown. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Upgrade Review</title>
        <main className="page" id="main">
          <ErrorPanel
            title="The dashboard could not show this page"
            level={1}
            actions={
              <Button variant="primary" onClick={reset}>
                Try again
              </Button>
            }
          >
            <p>Nothing was changed by this. What runs goes on at the agent, and everything recorded is kept.</p>
            {error.digest && (
              <p className="small q">
                For whoever reads the server's log: <span className="mono">{error.digest}</span>
              </p>
            )}
          </ErrorPanel>
        </main>
      </body>
    </html>
  );
}
