import type { Role } from '@app/contracts';
import { Bell, Headset, LifeBuoy, type LucideIcon, Megaphone, MessageCircle } from 'lucide-react';

export interface NavEntry {
  id: 'chats' | 'notifications' | 'support' | 'desk' | 'broadcasts';
  href: string;
  icon: LucideIcon;
}

const CHATS: NavEntry = { id: 'chats', href: '/chats', icon: MessageCircle };
const NOTIFICATIONS: NavEntry = { id: 'notifications', href: '/notifications', icon: Bell };
const SUPPORT: NavEntry = { id: 'support', href: '/support', icon: LifeBuoy };
const DESK: NavEntry = { id: 'desk', href: '/desk', icon: Headset };
const BROADCASTS: NavEntry = { id: 'broadcasts', href: '/broadcasts', icon: Megaphone };

/** The places of the app for a role: customers ask for help, staff give it, admins announce. */
export function navFor(role: Role): readonly NavEntry[] {
  if (role === 'admin') return [CHATS, NOTIFICATIONS, DESK, BROADCASTS];
  if (role === 'agent') return [CHATS, NOTIFICATIONS, DESK];
  return [CHATS, NOTIFICATIONS, SUPPORT];
}
