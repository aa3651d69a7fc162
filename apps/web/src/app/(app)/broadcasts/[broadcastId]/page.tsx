import { BroadcastScreen } from '@/features/broadcast/broadcast-screen';

export default async function BroadcastPage({ params }: { params: Promise<{ broadcastId: string }> }) {
  const { broadcastId } = await params;
  return <BroadcastScreen key={broadcastId} broadcastId={broadcastId} />;
}
