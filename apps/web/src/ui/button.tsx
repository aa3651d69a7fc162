'use client';

import { type ButtonLook, buttonStyle, iconButtonStyle } from './button-style';
import { cx } from './cx';
import { Link, type LinkProps } from './link';
import { Press, type PressProps } from './press';
import { Spinner } from './spinner';

interface ButtonProps extends PressProps, ButtonLook {}

/** A pending button keeps its width and focus, and tells readers that it works. */
export function Button({ variant, size, isWide, className, children, ...props }: ButtonProps) {
  return (
    <Press {...props} className={cx(buttonStyle({ variant, size, isWide }), className)}>
      {props.isPending && <Spinner />}
      {children}
    </Press>
  );
}

interface ButtonLinkProps extends LinkProps, ButtonLook {}

export function ButtonLink({ variant, size, isWide, className, ...props }: ButtonLinkProps) {
  return <Link {...props} className={cx(buttonStyle({ variant, size, isWide }), className)} />;
}

interface IconButtonProps extends Omit<PressProps, 'title' | 'aria-label'> {
  /** The name that readers hear and the pointer shows. */
  label: string;
}

export function IconButton({ label, className, ...props }: IconButtonProps) {
  return <Press {...props} title={label} aria-label={label} className={cx(iconButtonStyle, className)} />;
}

interface IconLinkProps extends Omit<LinkProps, 'title' | 'aria-label'> {
  label: string;
}

export function IconLink({ label, className, ...props }: IconLinkProps) {
  return <Link {...props} title={label} aria-label={label} className={cx(iconButtonStyle, className)} />;
}
