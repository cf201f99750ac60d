import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { Empty } from "@/components/ui/empty";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="page" id="main">
      <Empty framed level={1} title="There is nothing here" actions={<ButtonLink href="/">See the fleet</ButtonLink>}>
        <p>The address is wrong, or what it named does not exist. Records and upgrades are never deleted, so a link that once worked still does.</p>
      </Empty>
    </main>
  );
}
