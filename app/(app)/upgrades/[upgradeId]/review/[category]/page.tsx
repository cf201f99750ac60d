import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CATEGORY_TEXT, placementSchema } from "@/lib/core/classify/category";
import { requirePagePerson } from "@/lib/server/page-data";

type BucketPageProps = { readonly params: Promise<{ upgradeId: string; category: string }> };

export async function generateMetadata({ params }: BucketPageProps): Promise<Metadata> {
  const { data } = placementSchema.safeParse((await params).category);
  if (!data) return {};
  return { title: `Review ${data === "unclassified" ? "unclassified hunks" : CATEGORY_TEXT[data].title}` };
}

/** One bucket of the review; the layout around it shows it, here its name is checked. */
export default async function BucketPage({ params }: BucketPageProps) {
  await requirePagePerson();
  const { category } = await params;
  if (!placementSchema.safeParse(category).success) notFound();
  return null;
}
