import type { LucideIcon } from 'lucide-react';
import { cx } from '@/ui/cx';
import { Press } from '@/ui/press';

export const viewerButtonStyle =
  'ease hit grid flex-none place-items-center rounded-full text-[#fff] transition-colors hover:bg-[rgb(255_255_255/0.15)] disabled:opacity-40 disabled:hover:bg-transparent focus-visible:outline-[#fff]!';

interface ViewerButtonProps {
  icon: LucideIcon;
  label: string;
  onPress: () => void;
  isDisabled?: boolean;
  className?: string;
}

/** On the dark ground of the viewer, in light and in dark. */
export function ViewerButton({ icon: Icon, label, onPress, isDisabled, className }: ViewerButtonProps) {
  return (
    <Press
      onPress={onPress}
      isDisabled={isDisabled}
      title={label}
      aria-label={label}
      className={cx(viewerButtonStyle, className)}
    >
      <Icon aria-hidden className="size-5" />
    </Press>
  );
}
