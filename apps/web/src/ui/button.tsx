'use client';

import NextLink from 'next/link';
import type { ComponentProps, ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { type ButtonLook, buttonStyle, iconButtonStyle } from './button-style';
import { cx } from './cx';
import { Spinner } from './spinner';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'>, ButtonLook {
  children: ReactNode;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A pending button keeps its width and focus, and tells readers that it works. */
export function Button({ variant, size, isWide, className, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={cx(buttonStyle({ variant, size, isWide }), className)}>
      {props.isPending && <Spinner />}
      {children}
    </AriaButton>
  );
}

interface ButtonLinkProps extends ComponentProps<typeof NextLink>, ButtonLook {}

export function ButtonLink({ variant, size, isWide, className, ...props }: ButtonLinkProps) {
  return <NextLink {...props} className={cx(buttonStyle({ variant, size, isWide }), className)} />;
}

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** The name that readers hear and the pointer shows. */
  label: string;
  children: ReactNode;
  className?: string;
}

export function IconButton({ label, className, children, ...props }: IconButtonProps) {
  return (
    <AriaButton
      {...props}
      aria-label={label}
      className={cx(iconButtonStyle, className)}
      render={(attributes) => <button {...attributes} title={label} />}
    >
      {children}
    </AriaButton>
  );
}

interface IconLinkProps extends Omit<ComponentProps<typeof NextLink>, 'title' | 'aria-label'> {
  label: string;
}

export function IconLink({ label, className, ...props }: IconLinkProps) {
  return <NextLink {...props} title={label} aria-label={label} className={cx(iconButtonStyle, className)} />;
}
