import { SettingsScreen } from '@/features/preference/settings-screen';

export default function SettingsPage() {
  return <SettingsScreen />;
}
