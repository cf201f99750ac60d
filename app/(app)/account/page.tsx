import type { Metadata } from "next";
import { AccountView } from "@/components/account/account-view";
import { requirePagePerson } from "@/lib/server/page-data";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  await requirePagePerson();
  return <AccountView />;
}
