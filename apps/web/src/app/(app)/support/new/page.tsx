import { NewRequestScreen } from '@/features/support/new-request-screen';

export default function NewRequestPage() {
  return <NewRequestScreen />;
}
