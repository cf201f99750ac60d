import { Skeleton } from "@/components/ui/skeleton";

export default function CommentsLoading() {
  return (
    <main className="page" id="main">
      <Skeleton label="Reading the comments" lines={8} />
    </main>
  );
}
