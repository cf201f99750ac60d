import { Skeleton } from "@/components/ui/skeleton";

export default function AuditLoading() {
  return (
    <main className="page" id="main">
      <Skeleton label="Reading the records" lines={8} />
    </main>
  );
}
