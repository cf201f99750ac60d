import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <main className="qa p-4" id="main">
      <Skeleton label="Loading the checklist" lines={8} />
    </main>
  );
}
