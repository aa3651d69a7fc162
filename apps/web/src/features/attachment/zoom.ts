/** 1 fits the screen. */
export const ZOOM_MAX = 4;

export function nextZoom(zoom: number, factor: number): number {
  return Math.min(ZOOM_MAX, Math.max(1, zoom * factor));
}
