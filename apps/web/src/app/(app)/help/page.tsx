import { HelpScreen } from '@/features/article/help-screen';

export default function HelpPage() {
  return <HelpScreen />;
}
