import { ComposeScreen } from '@/features/broadcast/compose-screen';

type Query = Promise<{ draft?: string | string[]; from?: string | string[] }>;

export default async function NewBroadcastPage({ searchParams }: { searchParams: Query }) {
  const { draft, from } = await searchParams;
  const [draftId, repeatedId] = [draft, from].map((value) => (typeof value === 'string' ? value : undefined));
  return <ComposeScreen key={draftId ?? repeatedId} draftId={draftId} repeatedId={repeatedId} />;
}
