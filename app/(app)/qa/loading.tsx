import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <main className="page" id="main">
      <Skeleton label="Loading the QA desk" lines={6} />
    </main>
  );
}
