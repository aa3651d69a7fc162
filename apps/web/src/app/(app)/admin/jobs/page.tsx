import { JobsScreen } from '@/features/job/jobs-screen';

export default function JobsPage() {
  return <JobsScreen />;
}
