import { NoRequest } from '@/features/support/no-request';

export default function SupportPage() {
  return <NoRequest />;
}
