import { LiveScreen } from '@/features/live-figures/live-screen';

export default function LivePage() {
  return <LiveScreen />;
}
