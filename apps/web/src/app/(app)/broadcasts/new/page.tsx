import { ComposeScreen } from '@/features/broadcast/compose-screen';

export default function NewBroadcastPage() {
  return <ComposeScreen />;
}
