import { OutboxScreen } from '@/features/outbox/outbox-screen';

export default function OutboxPage() {
  return <OutboxScreen />;
}
