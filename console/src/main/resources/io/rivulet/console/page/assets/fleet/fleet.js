// Every device: filters with counts, the order, and rows of which only those in sight exist.
import { byId, make, say, show } from '../dom.js';
import { count } from '../format.js';
import { icon } from '../icons.js';
import { onState, subscribe } from '../live/stream.js';
import { announceLater } from '../shell/announce.js';
import { get, withQuery } from '../shell/api.js';
import { startShell } from '../shell/shell.js';
import { empty } from '../shell/states.js';
import { timeText } from '../shell/time.js';
import { virtualList } from '../shell/virtual.js';
import { asQuery, lists, ordered, readAddress, writeAddress } from './address.js';
import { filters } from './filters.js';
import { COLUMNS, deviceRow, nameOf } from './row.js';
import { SORTS } from './words.js';

const PAGE = 100;
const REFRESH_MS = 3000;
const MOST_NAMED = 200;
const ROW_PX = 44;
const NUMBERS = ['battery', 'rate', 'refused'];
const CARD_PX = 204;
const small = matchMedia('(max-width: 760px)');

const shell = await startShell({
  page: 'fleet',
  help: {
    about: 'Every device of your sites, those that need somebody first. Chips narrow the list and say how many they would leave; headings sort. Values follow by themselves, the order when you ask for it.',
    keys: [['/', 'search'], ['↑ ↓', 'move between devices'], ['Enter', 'open the device']],
  },
});

const view = readAddress();
const title = make('p', 'page-about', '');
const csv = make('a', 'quiet', 'Download as CSV');
const sorting = make('select');
sorting.id = 'fleet-sort';
const sortLabel = make('label', '', 'Sort by');
sortLabel.htmlFor = sorting.id;
for (const [id, word, descending] of SORTS) {
  for (const down of descending ? [true, false] : [false, true]) {
    const option = make('option', '', `${word}${down === descending ? '' : ', reversed'}`);
    option.value = down ? `-${id}` : id;
    sorting.append(option);
  }
}
sorting.addEventListener('change', () => sortBy(sorting.value));
const anew = make('button', 'quiet', 'Sort anew');
anew.type = 'button';
anew.addEventListener('click', () => list.reload());
const asOf = make('p', 'title-note');
const clear = make('button', 'quiet', 'Show every device');
clear.type = 'button';
clear.addEventListener('click', clearAll);
const bar = filters(view, changed);
const place = make('div', 'fleet-list');
const headings = COLUMNS.map(heading);

byId('main').append(
  make('div', 'page-head', make('div', '', make('h1', '', 'Fleet'), title), csv),
  bar.root,
  make('div', 'fleet-order', make('div', 'fleet-sort', sortLabel, sorting), anew, clear, asOf),
  place,
);

let list = null;
let cursors = new Map();
let rows = [];
let total = 0;
let run = 0;
let counting = null;

function build() {
  rows = [];
  const around = empty('No device matches', 'Take a filter away, or search for a part of its name.', again('Show every device'));
  list = virtualList({
    label: 'Devices',
    head: headings.map((one) => one.node),
    rowHeight: small.matches ? CARD_PX : ROW_PX,
    pageSize: PAGE,
    page: read,
    draw() {
      const row = deviceRow();
      rows.push(row);
      return row;
    },
    open: (row) => location.assign(`/fleet/${encodeURIComponent(row.device)}`),
    nameOf,
    empty: around,
  });
  place.replaceChildren(list.root);
}

function again(text) {
  const button = make('button', 'quiet', text);
  button.type = 'button';
  button.addEventListener('click', clearAll);
  return button;
}

/** A page by its number, behind the nearest page before it whose cursor is known. */
async function read(index) {
  const mine = run;
  let known = index - 1;
  while (known >= 0 && !cursors.has(known)) {
    known -= 1;
  }
  const query = { ...asQuery(view), ...ordered(view), limit: PAGE };
  if (known >= 0) {
    query.after = cursors.get(known);
    query.skip = (index - known - 1) * PAGE || undefined;
  } else if (index > 0) {
    query.skip = index * PAGE;
  }
  const [answer] = await Promise.all([get('/api/v1/fleet', query), counting]);
  if (mine === run) {
    if (answer.next) {
      cursors.set(index, answer.next);
    }
    say(asOf, `In this order as of ${timeText(answer.asOf, { form: 'seconds' })}.`);
    shell.heard(answer.asOf);
  }
  return { rows: answer.devices, total: Math.max(total, index * PAGE + answer.devices.length) };
}

async function counts() {
  const mine = run;
  const facets = await get('/api/v1/fleet/facets', asQuery(view));
  if (mine !== run) {
    return;
  }
  total = facets.total;
  bar.draw(facets);
  say(title, facets.everything === 0
    ? 'No device was heard of yet. Devices appear here by themselves as soon as they publish.'
    : `${count(facets.total)} of ${count(facets.everything)} devices`);
}

function load() {
  run += 1;
  cursors = new Map();
  writeAddress(view);
  sorting.value = view.sort;
  headings.forEach((one) => one.mark());
  csv.href = withQuery('/api/v1/fleet', { ...asQuery(view), ...ordered(view), format: 'csv' });
  csv.setAttribute('download', 'fleet.csv');
  show(clear, lists.some((name) => view[name].length > 0) || view.search !== '');
  counting = counts().catch(() => {});
  return list.reload();
}

async function changed() {
  await load();
  announceLater(`${count(total)} devices`);
}

function clearAll() {
  lists.forEach((name) => { view[name] = []; });
  view.search = '';
  bar.set();
  changed();
}

function sortBy(sort) {
  view.sort = sort;
  load();
  announceLater(`Sorted by ${sorting.selectedOptions[0]?.textContent ?? sort}`);
}

function heading([id, word, unit]) {
  const button = make('button', 'fleet-head', make('span', '', word, ...(unit ? [' ', make('span', 'unit', unit)] : [])), icon('sort'));
  button.type = 'button';
  const usual = SORTS.find((sort) => sort[0] === id)?.[2];
  button.addEventListener('click', () => sortBy(view.sort === id ? `-${id}` : view.sort === `-${id}` ? id : usual ? `-${id}` : id));
  const node = make('span', `head-${id}${NUMBERS.includes(id) ? ' number' : ''}`, button);
  return {
    node,
    mark() {
      const order = view.sort === id ? 'ascending' : view.sort === `-${id}` ? 'descending' : '';
      node.dataset.sort = order;
      button.setAttribute('aria-label', order ? `${word}, sorted ${order}; sort the other way` : `Sort by ${word.toLowerCase()}`);
    },
  };
}

// What the live stream said since the page last read. While it is lost, everything may have changed.
let following = false;
let heardOf = false;
let recount = false;
let standing = '';

/** What is in sight is read anew, in place, where something may have changed; the counts where they have. */
async function refresh() {
  if (document.hidden || (following && !heardOf && !recount)) {
    return;
  }
  const counting = recount || !following;
  heardOf = false;
  recount = false;
  const shown = rows.filter((row) => row.shown() && row.row());
  try {
    if (shown.length > 0) {
      const answer = await get('/api/v1/fleet', { devices: shown.slice(0, MOST_NAMED).map((row) => row.row().device).join(',') });
      const byName = new Map(answer.devices.map((one) => [one.device, one]));
      for (const row of shown) {
        const fresh = byName.get(row.row().device);
        if (fresh) {
          row.update(replace(row.row(), fresh));
        }
      }
      shell.heard(answer.asOf);
    }
    if (counting) {
      await counts();
      if (total > 0 && list.total === 0) {
        list.reload();
      }
    }
  } catch (refusal) {
    heardOf = true;
    recount ||= counting;
    shell.connection(refusal.status === 503 ? 'trouble' : 'lost', `${refusal.message} Trying again.`);
  }
}

subscribe('fleet', {
  data(sign) {
    heardOf = true;
    const counted = JSON.stringify(sign.counts);
    recount ||= counted !== standing;
    standing = counted;
  },
});
onState(({ state }) => {
  following = state === 'live';
  heardOf ||= !following;
  recount ||= !following;
});
shell.live(onState);

/** The list keeps its own object: it is what scrolls back into sight. */
function replace(row, fresh) {
  Object.keys(row).forEach((key) => delete row[key]);
  return Object.assign(row, fresh);
}

document.addEventListener('keydown', (event) => {
  if (event.key === '/' && !event.target.closest('input, select, textarea')) {
    event.preventDefault();
    bar.search.focus();
  }
});
small.addEventListener('change', () => {
  build();
  load();
});
setInterval(refresh, REFRESH_MS);
setInterval(() => rows.forEach((row) => row.shown() && row.age()), 1000);
build();
await load();
