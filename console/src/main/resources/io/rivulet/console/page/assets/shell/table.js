// A table with headings that sort and a button for more, both asked of the server:
//
//   const devices = table({
//     caption: 'Devices', key: (row) => row.id, href: (row) => `/fleet/${row.id}`,
//     columns: [
//       { id: 'id', title: 'Device', head: true, show: (row) => row.id },                    // text, or a node
//       { id: 'offset', title: 'Clock offset', unit: 's', number: true, sort: true, wide: true, show: (row) => ... },
//     ],
//     sort: '-offset',                                     // a leading - is descending
//     ask: async ({ sort, cursor }) => ({ rows, next }),   // next: the cursor of what follows, or nothing
//     empty: ['No device', 'Devices appear here once they have sent something.'],
//   });
//   target.append(devices.root); devices.load();
//
// `wide` columns are left out on a phone; class `narrow` shows there only what they would have said. A row with a link is opened by its heading's link, a click or Enter.
import { make, say, show } from '../dom.js';
import { icon } from '../icons.js';
import { announceLater } from './announce.js';
import { empty as nothing, failed, loading } from './states.js';

export function table({ caption, columns, key, ask, href, sort = '', empty = ['Nothing here', ''], more = 'Show more' }) {
  let order = sort;
  let next = null;
  let asked = 0;
  const heads = columns.map((column) => head(column, () => order, reorder));
  const body = make('tbody');
  const node = make('table', '', make('caption', 'unseen', caption), make('thead', '', make('tr', '', ...heads.map((one) => one.root))), body);
  const box = make('div', 'table-box', node);
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', caption);
  const button = make('button', 'quiet', more);
  button.type = 'button';
  button.addEventListener('click', () => load(true));
  const said = make('span');
  const foot = make('div', 'table-foot', button, said);
  const state = make('div');
  const root = make('div', '', box, state, foot);
  show(box, false);
  show(foot, false);

  function reorder(id, descendingFirst) {
    const now = order === id ? `-${id}` : order === `-${id}` ? id : descendingFirst ? `-${id}` : id;
    order = now;
    heads.forEach((one) => one.mark());
    announceLater(`Sorted by ${columns.find((column) => column.id === id).title}, ${now.startsWith('-') ? 'descending' : 'ascending'}`);
    load();
  }

  async function load(further = false) {
    const mine = (asked += 1);
    root.setAttribute('aria-busy', 'true');
    if (!further && body.childElementCount === 0) {
      state.replaceChildren(loading());
    }
    try {
      const answer = await ask({ sort: order, cursor: further ? next : undefined });
      if (mine !== asked) {
        return;
      }
      next = answer.next ?? null;
      const rows = answer.rows.map(rowOf);
      if (further) {
        body.append(...rows);
        rows[0]?.querySelector('a')?.focus();
      } else {
        body.replaceChildren(...rows);
      }
      const none = body.childElementCount === 0;
      state.replaceChildren(...(none ? [nothing(...empty)] : []));
      show(box, !none);
      show(foot, !none);
      show(button, Boolean(next));
      say(said, `${body.childElementCount} shown${next ? ', there are more' : ''}`);
    } catch (refusal) {
      if (mine === asked) {
        state.replaceChildren(failed(refusal, () => load(further)));
      }
    } finally {
      if (mine === asked) {
        root.setAttribute('aria-busy', 'false');
      }
    }
  }

  function rowOf(row) {
    const target = href?.(row);
    const cells = columns.map((column) => {
      const content = column.show(row) ?? '–';
      const cell = make(column.head ? 'th' : 'td', [column.number ? 'number' : '', column.wide ? 'wide' : '', column.className ?? ''].filter(Boolean).join(' '));
      if (column.head) {
        cell.scope = 'row';
      }
      if (column.head && target) {
        const link = make('a', '', content);
        link.href = target;
        cell.append(link);
      } else {
        cell.append(content instanceof Node ? content : String(content));
      }
      return cell;
    });
    const line = make('tr', '', ...cells);
    line.dataset.key = key(row);
    if (target) {
      line.dataset.href = target;
      line.addEventListener('click', (event) => {
        if (!event.target.closest('a, button, input, select') && !String(getSelection())) {
          location.assign(target);
        }
      });
    }
    return line;
  }

  return { root, load: () => load(), get sort() { return order; } };
}

function head(column, order, reorder) {
  const words = column.unit ? [column.title, ' ', make('span', 'unit', column.unit)] : [column.title];
  const root = make('th', [column.number ? 'number' : '', column.wide ? 'wide' : ''].filter(Boolean).join(' '));
  root.scope = 'col';
  const mark = () => {
    const direction = order() === column.id ? 'ascending' : order() === `-${column.id}` ? 'descending' : null;
    if (direction) {
      root.setAttribute('aria-sort', direction);
    } else {
      root.removeAttribute('aria-sort');
    }
  };
  if (column.sort) {
    const button = make('button', '', make('span', '', ...words), icon('sort'));
    button.type = 'button';
    button.addEventListener('click', () => reorder(column.id, column.sort === 'descending'));
    root.classList.add('sortable');
    root.append(button);
    mark();
  } else {
    root.append(...words);
  }
  return { root, mark };
}
