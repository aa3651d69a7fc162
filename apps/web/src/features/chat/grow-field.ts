/** Firefox has no `field-sizing`: there the height follows the text by hand; CSS caps it. */
export function growField(field: HTMLTextAreaElement | null): void {
  if (!field || typeof CSS === 'undefined' || CSS.supports?.('field-sizing', 'content')) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}
