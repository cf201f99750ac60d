/** Ends the session and goes to the sign-in page, whatever the dashboard answers. */
export async function signOut(): Promise<void> {
  await fetch("/api/auth/sign-out", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" }).catch(() => undefined);
  window.location.assign("/sign-in");
}
