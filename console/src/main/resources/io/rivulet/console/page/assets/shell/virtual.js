// Tens of thousands of rows of which only those in sight exist, read page by page from the server:
//
//   const list = virtualList({
//     label: 'Devices', rowHeight: 40, pageSize: 100,
//     head: [node, node],                                     // one for each column; the grid is CSS: --columns on list.root
//     page: async (index, signal) => ({ rows, total }),       // the index-th hundred
//     draw: () => ({ cells: [node, node], update(row) {} }),  // made once for each row in sight, used again and again
//     open: (row) => location.assign(`/fleet/${row.id}`),
//     nameOf: (row) => row.id,                                // what a screen reader hears of the row that is current
//   });
//   list.reload();                                            // the filter or the order is another
//   list.refresh();                                           // the same rows, read again: those in sight
//
// A server with cursors keeps them by page index (the page before has the cursor of the next): then pass
// sequential: true, and a jump far down reads the pages between, at most `pageSize` rows each.
// Keys: up, down, page up, page down, home, end move; Enter opens. At most 40 pages are kept, the farthest go first.
import { make, say, show } from '../dom.js';
import { count } from '../format.js';
import { failed } from './states.js';

const KEPT_PAGES = 40;
const SPARE_ROWS = 8;
// Browsers do not scroll further than some 17 million px; rows beyond are reached by searching.
const MOST_PX = 16_000_000;
let made = 0;

export function virtualList({ label, head = [], page, draw, open, nameOf = () => '', rowHeight = 40, pageSize = 100, sequential = false, empty }) {
  const id = `virtual-${(made += 1)}`;
  const tall = make('div', 'rows');
  const body = make('div', 'virtual-body', tall);
  body.tabIndex = 0;
  body.setAttribute('role', 'grid');
  body.setAttribute('aria-label', label);
  const heads = make('div', 'virtual-head', ...head);
  const foot = make('p', 'virtual-foot');
  foot.setAttribute('role', 'status');
  const trouble = make('div');
  const root = make('div', 'virtual', heads, trouble, body, foot);
  root.style.setProperty('--row', `${rowHeight}px`);
  const nothing = make('div');

  let total = 0;
  let known = false;
  let current = -1;
  let run = 0;
  const pages = new Map();
  const asking = new Map();
  const live = new Map();
  const spare = [];

  const rowAt = (index) => pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  const inSight = () => {
    const first = Math.max(0, Math.floor(body.scrollTop / rowHeight) - SPARE_ROWS);
    const last = Math.min(total - 1, Math.ceil((body.scrollTop + body.clientHeight) / rowHeight) + SPARE_ROWS);
    return [first, last];
  };

  async function read(index) {
    if (asking.has(index)) {
      return asking.get(index);
    }
    const mine = run;
    const task = (async () => {
      if (sequential && index > 0 && !pages.has(index - 1)) {
        await read(index - 1);
      }
      const answer = await page(index);
      if (mine !== run) {
        return;
      }
      pages.set(index, answer.rows);
      total = answer.total ?? Math.max(total, index * pageSize + answer.rows.length + (answer.more ? 1 : 0));
      known = true;
      forgetFar(index);
      show(trouble, false);
    })().catch((refusal) => {
      if (mine === run) {
        trouble.replaceChildren(failed(refusal, () => paint()));
        show(trouble, true);
      }
    });
    asking.set(index, task);
    await task;
    asking.delete(index);
    if (mine === run) {
      paint();
    }
  }

  function forgetFar(index) {
    if (!sequential && pages.size > KEPT_PAGES) {
      const farthest = [...pages.keys()].sort((a, b) => Math.abs(b - index) - Math.abs(a - index))[0];
      pages.delete(farthest);
    }
  }

  function paint() {
    tall.style.blockSize = `${Math.min(total * rowHeight, MOST_PX)}px`;
    body.setAttribute('aria-rowcount', String(known ? total : -1));
    const [first, last] = inSight();
    for (const [index, row] of live) {
      if (index < first || index > last) {
        row.root.remove();
        live.delete(index);
        spare.push(row);
      }
    }
    for (let index = first; index <= last; index += 1) {
      let row = live.get(index);
      if (!row) {
        row = spare.pop() ?? makeRow();
        live.set(index, row);
        row.root.style.insetBlockStart = `${index * rowHeight}px`;
        row.root.setAttribute('aria-rowindex', String(index + 1));
        row.root.dataset.index = String(index);
        tall.append(row.root);
      }
      const data = rowAt(index);
      row.root.setAttribute('aria-busy', String(data === undefined));
      row.cells.forEach((cell) => { cell.style.visibility = data === undefined ? 'hidden' : ''; });
      if (data !== undefined) {
        row.update(data);
        row.root.setAttribute('aria-label', nameOf(data));
      } else {
        read(Math.floor(index / pageSize));
      }
      row.root.id = `${id}-${index}`;
      row.root.classList.toggle('is-current', index === current);
    }
    show(nothing, known && total === 0);
    const top = Math.floor(body.scrollTop / rowHeight) + 1;
    const bottom = Math.min(total, Math.floor((body.scrollTop + body.clientHeight) / rowHeight));
    say(foot, known ? (total === 0 ? 'None' : `${count(top)} to ${count(Math.max(top, bottom))} of ${count(total)}`) : 'Loading …');
  }

  function makeRow() {
    const drawn = draw();
    const node = make('div', '', ...drawn.cells);
    node.setAttribute('role', 'row');
    drawn.cells.forEach((cell) => cell.setAttribute('role', 'gridcell'));
    node.addEventListener('click', (event) => {
      move(Number(node.dataset.index));
      if (!event.target.closest('a, button')) {
        const data = rowAt(current);
        if (data && open) {
          open(data);
        }
      }
    });
    return { root: node, cells: drawn.cells, update: drawn.update };
  }

  function move(to) {
    current = Math.max(0, Math.min(total - 1, to));
    const up = current * rowHeight;
    if (up < body.scrollTop) {
      body.scrollTop = up;
    } else if (up + rowHeight > body.scrollTop + body.clientHeight) {
      body.scrollTop = up + rowHeight - body.clientHeight;
    }
    paint();
    body.setAttribute('aria-activedescendant', `${id}-${current}`);
  }

  body.addEventListener('keydown', (event) => {
    const step = Math.max(1, Math.floor(body.clientHeight / rowHeight) - 1);
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + step, PageUp: current - step, Home: 0, End: total - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if (event.key === 'Enter' && rowAt(current) && open && event.target === body) {
      open(rowAt(current));
    }
  });
  let frame = 0;
  body.addEventListener('scroll', () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(paint);
  });
  new ResizeObserver(() => paint()).observe(body);
  if (empty) {
    nothing.append(empty);
    tall.before(nothing);
  }
  show(nothing, false);

  return {
    root,
    body,
    reload() {
      run += 1;
      pages.clear();
      asking.clear();
      total = 0;
      known = false;
      current = -1;
      body.scrollTop = 0;
      body.removeAttribute('aria-activedescendant');
      for (const row of live.values()) {
        row.root.remove();
        spare.push(row);
      }
      live.clear();
      return read(0);
    },
    async refresh() {
      const [first, last] = inSight();
      const from = Math.floor(first / pageSize);
      const to = Math.floor(Math.max(first, last) / pageSize);
      await Promise.all(Array.from({ length: to - from + 1 }, (_, i) => read(from + i)));
    },
    get total() {
      return total;
    },
    current: () => rowAt(current),
  };
}
