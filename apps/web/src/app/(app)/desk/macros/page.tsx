import { MacrosScreen } from '@/features/desk/macros-screen';

export default function MacrosPage() {
  return <MacrosScreen />;
}
