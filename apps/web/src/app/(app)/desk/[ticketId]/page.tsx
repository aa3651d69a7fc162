import { TicketScreen } from '@/features/desk/ticket-screen';

export default async function TicketPage({ params }: { params: Promise<{ ticketId: string }> }) {
  const { ticketId } = await params;
  return <TicketScreen key={ticketId} ticketId={ticketId} />;
}
