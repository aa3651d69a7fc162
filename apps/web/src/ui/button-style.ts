import { cx } from './cx';

export type ButtonVariant = 'primary' | 'plain' | 'ghost' | 'link' | 'danger' | 'support';
export type ButtonSize = 'md' | 'sm' | 'lg';

export interface ButtonLook {
  variant?: ButtonVariant;
  size?: ButtonSize;
  isWide?: boolean;
}

const VARIANT: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover',
  plain: 'border-line bg-surface text-ink shadow-1 hover:bg-hover',
  ghost: 'border-transparent text-soft hover:bg-hover hover:text-ink',
  link: 'border-transparent text-accent-text hover:underline underline-offset-2',
  danger: 'border-transparent bg-danger text-on-danger hover:opacity-90',
  support: 'border-transparent bg-support text-on-support hover:opacity-90',
};

const SIZE: Record<ButtonSize, string> = {
  sm: 'min-h-8 touch:min-h-11 px-3 text-sm',
  md: 'min-h-(--target) px-4 text-md',
  lg: 'min-h-11 px-5 text-md',
};

/** One look for buttons and for links that act like one. */
export function buttonStyle({ variant = 'plain', size = 'md', isWide = false }: ButtonLook): string {
  return cx(
    'edge ease inline-flex items-center justify-center gap-2 rounded-sm border font-name whitespace-nowrap no-underline transition-colors select-none',
    'disabled:border-transparent disabled:bg-hover disabled:text-quiet disabled:shadow-none',
    VARIANT[variant],
    variant === 'link' ? 'min-h-6 px-1 text-sm' : SIZE[size],
    isWide && 'w-full',
  );
}

export const iconButtonStyle =
  'ease hit inline-grid flex-none place-items-center rounded-sm text-soft transition-colors hover:bg-hover hover:text-ink disabled:bg-transparent disabled:text-quiet aria-expanded:bg-hover aria-expanded:text-ink';
