import { PoliciesScreen } from '@/features/sla/policies-screen';

export default function SlaPage() {
  return <PoliciesScreen />;
}
