import { DecisionLogScreen } from '@/features/decision/decision-log-screen';

interface LogPageProps {
  searchParams: Promise<{ user?: string }>;
}

export default async function LogPage({ searchParams }: LogPageProps) {
  const { user } = await searchParams;
  return <DecisionLogScreen userId={user} />;
}
