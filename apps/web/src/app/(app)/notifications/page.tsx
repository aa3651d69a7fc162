import { NotificationsScreen } from '@/features/notification/notifications-screen';

export default function NotificationsPage() {
  return <NotificationsScreen />;
}
