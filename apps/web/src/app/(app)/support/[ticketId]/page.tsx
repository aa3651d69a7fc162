import { RequestScreen } from '@/features/support/request-screen';

export default async function RequestPage({ params }: { params: Promise<{ ticketId: string }> }) {
  const { ticketId } = await params;
  return <RequestScreen key={ticketId} ticketId={ticketId} />;
}
