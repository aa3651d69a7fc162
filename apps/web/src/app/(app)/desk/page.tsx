import { NoTicket } from '@/features/desk/no-ticket';

export default function DeskPage() {
  return <NoTicket />;
}
