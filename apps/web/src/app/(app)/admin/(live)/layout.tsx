export { AdminOnly as default } from '@/features/broadcast/admin-only';
