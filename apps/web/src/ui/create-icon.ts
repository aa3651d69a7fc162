import { createElement, type SVGProps } from 'react';

export type Shape = [tag: string, attributes: Record<string, string>];

interface IconProps extends SVGProps<SVGSVGElement> {
  size?: number | string;
}

const LOOK = {
  xmlns: 'http://www.w3.org/2000/svg',
  viewBox: '0 0 24 24',
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

/** What the build puts in the place of lucide's own (`scripts/lib/icon-loader.cjs`): hidden from readers unless it has a name. */
export function createIcon(shapes: Shape[]) {
  const children = shapes.map(([tag, attributes]) => createElement(tag, attributes));
  return function Icon({ size = 24, ...props }: IconProps) {
    const isHidden = props['aria-label'] === undefined && props.role === undefined;
    return createElement(
      'svg',
      { ...LOOK, width: size, height: size, 'aria-hidden': isHidden || undefined, ...props },
      ...children,
    );
  };
}
