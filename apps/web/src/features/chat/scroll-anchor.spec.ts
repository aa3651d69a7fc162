import { type Anchor, moveAlong } from './scroll-anchor';

const ROW: Anchor = { kind: 'row', key: 'a', bottom: 120 };

/** A view of 500 px over a history of 2,000 px, scrolled to `scrollTop`; jsdom has no layout of its own. */
function view(scrollTop: number): HTMLElement {
  const element = document.createElement('div');
  Object.assign(element, { scrollTop });
  Object.defineProperties(element, { scrollHeight: { value: 2_000 }, clientHeight: { value: 500 } });
  element.getBoundingClientRect = () => ({ top: 0, bottom: 500 }) as DOMRect;
  const row = document.createElement('div');
  row.dataset.row = 'b';
  row.getBoundingClientRect = () => ({ top: 10, bottom: 60 }) as DOMRect;
  element.append(row);
  return element;
}

describe('a view that was scrolled before the page is told', () => {
  it('takes the row that is held along, instead of being put back', () => {
    expect(moveAlong(view(300), ROW, 900)).toEqual({ ...ROW, bottom: 720 });
  });

  it('holds the first row in view from now on when it was at the end', () => {
    expect(moveAlong(view(300), { kind: 'end' }, 1_500)).toEqual({ kind: 'row', key: 'b', bottom: 60 });
  });

  it.each<[string, Anchor, number, number]>([
    ['was not scrolled', ROW, 900, 900],
    ['lost a fraction of a pixel', ROW, 900.4, 900],
    ['was cut short below its end', ROW, 1_700, 1_500],
    ['was at the end and is at a nearer one', { kind: 'end' }, 1_700, 1_500],
    ['is to be brought elsewhere', { kind: 'goal', key: 'a', align: 'start' }, 900, 300],
  ])('changes nothing when it %s', (_why, anchor, from, to) => {
    expect(moveAlong(view(to), anchor, from)).toBe(anchor);
  });
});
