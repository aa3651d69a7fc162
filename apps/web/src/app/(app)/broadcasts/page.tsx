import { BroadcastsScreen } from '@/features/broadcast/broadcasts-screen';

export default function BroadcastsPage() {
  return <BroadcastsScreen />;
}
