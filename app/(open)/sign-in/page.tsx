import type { Metadata } from "next";
import { FirstRunNote } from "@/components/account/first-run-note";
import { SignInForm } from "@/components/account/sign-in-form";
import { toSafePath } from "@/components/account/to-safe-path";
import { loadSetupState } from "@/lib/server/page-data";

export const metadata: Metadata = { title: "Sign in" };
/** Whether anybody has an account is asked with every visit. */
export const dynamic = "force-dynamic";

type SignInPageProps = { readonly searchParams: Promise<{ readonly next?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { hasPeople } = await loadSetupState();
  if (!hasPeople) return <FirstRunNote />;
  return <SignInForm next={toSafePath((await searchParams).next)} />;
}
