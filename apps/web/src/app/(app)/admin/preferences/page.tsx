import { DefaultsScreen } from '@/features/preference/defaults-screen';

export default function DefaultsPage() {
  return <DefaultsScreen />;
}
